import type { PinWrap } from "../crypto/pin";
import type { LockReason } from "../domain/types";

/** After how long a time away a device locks, in seconds; 0 is at once. */
export const AFTER_S = [0, 60, 300, 900] as const;
export const USUAL_AFTER_S = 300;
export const SHORTEST_PIN = 6;
export const LONGEST_PIN = 12;
export const MOST_TRIES = 10;

const MINUTE_S = 60;
/** How long to wait after so many wrong tries in a row, in seconds. */
const WAITS_S = [0, 0, 0, 5, 15, 30, MINUTE_S, 2 * MINUTE_S, 5 * MINUTE_S, 10 * MINUTE_S];

export interface DeviceLock {
  after_s: number;
  /** Null once ten wrong ones were tried: from then on the password opens. */
  pin: (PinWrap & { tries: number; tried_at: number }) | null;
}

/** Whether only signing in leads back to the server: a PIN does not prove to it who somebody is. */
export const needsSignIn = (reason: LockReason | null): boolean => reason === "session_expired" || reason === "signed_out_elsewhere";

/** Whole seconds until the next try; a clock that was set back costs one wait and no more. `now` in milliseconds. */
export function waitLeft({ tries, tried_at }: { tries: number; tried_at: number }, now: number): number {
  const wait_s = WAITS_S[tries] ?? 0;
  return Math.ceil(Math.min(Math.max(wait_s - (now - tried_at) / 1000, 0), wait_s));
}

/** The lock with one more try counted, or without its PIN when there was none left. */
export function tried(lock: DeviceLock, now: number): DeviceLock {
  const { pin } = lock;
  if (!pin || pin.tries >= MOST_TRIES) return { ...lock, pin: null };
  return { ...lock, pin: { ...pin, tries: pin.tries + 1, tried_at: now } };
}

/** Whether `now` is so long after the last use that the device locks. A clock that was set back is no reason to stay open. */
export function isAway(used_at: number, now: number, after_s: number): boolean {
  return now < used_at - MINUTE_S * 1000 || now - used_at >= after_s * 1000;
}

export function isPin(typed: string): boolean {
  return /^\d+$/.test(typed) && typed.length >= SHORTEST_PIN && typed.length <= LONGEST_PIN;
}

/** One digit over and over, or a run up or down: what anybody tries first. */
export function isEasy(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]));
  return [-1, 0, 1].some((step) => steps.every((one) => one === step));
}
