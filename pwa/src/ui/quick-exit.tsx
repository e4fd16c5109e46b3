import { words } from "../words";
import { Icon } from "./icons";
import { useStore } from "./store";

/** The way out. A dialog shuts off all that lies under it, so every dialog has one of its own. */
export function QuickExit() {
  const { common } = words.value;
  const { actions } = useStore();
  return (
    <button type="button" class="button exit" title={common.quick_exit_hint} onClick={() => void actions.quick_exit()}>
      <Icon name="leave" />
      {common.quick_exit}
    </button>
  );
}
