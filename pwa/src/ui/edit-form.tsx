import type { ComponentChildren } from "preact";
import { words } from "../words";
import { showToast } from "./toast";

interface Props {
  /** What is said once it is stored; "Saved." if left out. */
  said?: string;
  is_empty?: boolean;
  onSave: () => Promise<unknown>;
  /** Closes the form, after saving and after "Cancel". */
  onDone: () => void;
  children: ComponentChildren;
}

/** Changing in place what is there already. */
export function EditForm({ said, is_empty = false, onSave, onDone, children }: Props) {
  const { common } = words.value;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void onSave();
        showToast(said ?? common.saved);
        onDone();
      }}
    >
      {children}
      <div class="row">
        <button type="submit" class="button main" disabled={is_empty}>
          {common.save}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}
