const PRESSES = 3;
const WITHIN_MS = 1500;

/** Calls `leave` when Shift is pressed three times in a row with nothing between. Returns how to stop listening. */
export function onShiftThreeTimes(leave: () => void): () => void {
  let presses: number[] = [];
  const listen = (event: KeyboardEvent) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    if (event.repeat) return;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
    if (presses.length >= PRESSES) {
      presses = [];
      leave();
    }
  };
  addEventListener("keydown", listen, { capture: true });
  return () => removeEventListener("keydown", listen, { capture: true });
}
