import { useState } from "preact/hooks";
import { useStore } from "../../ui/store";
import { words } from "../../words";

/** Takes what is here off a device that was signed out from another one; asks first, because unsent words go too. */
export function RemoveFromDevice() {
  const { actions } = useStore();
  const { welcome: w, common } = words.value;
  const [is_asking, setAsking] = useState(false);
  if (!is_asking) {
    return (
      <>
        <p class="small soft">{w.remove_later}</p>
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {w.remove}
        </button>
      </>
    );
  }
  return (
    <>
      <p class="notice problem" role="alert">
        {w.remove_ask}
      </p>
      <button type="button" class="button wide" onClick={() => void actions.remove_from_device()}>
        {w.remove_do}
      </button>
      <button type="button" class="button wide" onClick={() => setAsking(false)}>
        {common.cancel}
      </button>
    </>
  );
}
