import { effect, type ReadonlySignal } from "@preact/signals";
import { type DeviceLock, isAway } from "./lock";

/** When this device was last touched in Hearth, stored so that a closed app is locked when it is opened again. */
const KEY = "hearth-used";
const WRITE_EVERY_MS = 1000;
/** "At once" means when the page is left; a page in front of somebody who reads gets a minute. */
const READING_S = 60;
const TOUCHES = ["pointerdown", "keydown", "wheel", "touchmove", "scroll"] as const;

/** What can be locked for being left alone. */
interface Lockable {
  phase: ReadonlySignal<string>;
  is_ready: ReadonlySignal<boolean>;
  device_lock: ReadonlySignal<DeviceLock | null>;
  lock(reason: "away"): Promise<void>;
  start(): Promise<void>;
}

const lastUse = (): number => Number(localStorage.getItem(KEY) ?? 0);

export function noteUse(now = Date.now()): void {
  localStorage.setItem(KEY, String(now));
}

/** Whether the app is opened after a time away; "at once" holds for every opening. */
export function wasAway(after_s: number): boolean {
  return isAway(lastUse(), Date.now(), after_s);
}

/** Locks after the chosen time without a touch in any tab, and looks again whenever the page comes back. */
export function watchAway(session: Lockable): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: AbortController | null = null;

  const look = (after_s: number): void => {
    clearTimeout(timer);
    const now = Date.now();
    const used_at = lastUse();
    if (isAway(used_at, now, after_s)) void session.lock("away");
    else timer = setTimeout(look, Math.max(used_at + after_s * 1000 - now, 0), after_s);
  };

  const watch = (after_s: number): void => {
    stop = new AbortController();
    const { signal } = stop;
    const waits_s = after_s || READING_S;
    let written_at = 0;
    const touched = (): void => {
      const now = Date.now();
      // Before it counts as a use, a touch after a time away must find the door shut.
      if (isAway(lastUse(), now, waits_s)) look(waits_s);
      else if (Math.abs(now - written_at) >= WRITE_EVERY_MS) {
        noteUse(now);
        written_at = now;
      }
    };
    for (const touch of TOUCHES) addEventListener(touch, touched, { capture: true, passive: true, signal });
    const seen = (): void => {
      if (document.visibilityState === "visible") look(waits_s);
      else if (after_s === 0) void session.lock("away");
    };
    document.addEventListener("visibilitychange", seen, { signal });
    addEventListener("pageshow", seen, { signal });
    noteUse();
    look(waits_s);
  };

  const stopEffect = effect(() => {
    const lock = session.device_lock.value;
    stop?.abort();
    clearTimeout(timer);
    if (session.is_ready.value && lock) watch(lock.after_s);
  });
  // Another tab may have been unlocked meanwhile.
  const again = (): void => {
    if (document.visibilityState === "visible" && session.phase.peek() === "locked") void session.start();
  };
  document.addEventListener("visibilitychange", again);
  return () => {
    document.removeEventListener("visibilitychange", again);
    stopEffect();
    stop?.abort();
    clearTimeout(timer);
  };
}
