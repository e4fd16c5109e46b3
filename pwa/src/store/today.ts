import { type ReadonlySignal, signal } from "@preact/signals";
import { localDay, nextMidnight } from "../domain/days";
import type { LocalDay } from "../domain/types";

/** The day in `zone` by `clock`, rolling over at its midnight and, after a phone has slept through it, on waking. */
export function todayIn(zone: () => string, clock: () => Date): { today: ReadonlySignal<LocalDay>; look: () => void; stop: () => void } {
  const today = signal(localDay(zone(), clock()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    const now = clock();
    today.value = localDay(zone(), now);
    timer = setTimeout(look, nextMidnight(zone(), now).getTime() - now.getTime());
  };
  const seen = (): void => {
    if (document.visibilityState === "visible") look();
  };
  look();
  document.addEventListener("visibilitychange", seen);
  const stop = (): void => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
  };
  return { today, look, stop };
}
