import type { PinWrap } from "../crypto/pin";
import type { LockReason } from "../domain/types";

/** After how long a time away a device locks, in seconds; 0 is at once. */
export const AFTER_S = [0, 60, 300, 900] as const;
export const USUAL_AFTER_S = 300;
export const SHORTEST_PIN = 6;
export const LONGEST_PIN = 12;
export const MOST_ATTEMPTS = 10;

const MINUTE_S = 60;
/** How long to wait after so many wrong attempts in a row, in seconds. */
const WAITS_S = [0, 0, 0, 5, 15, 30, MINUTE_S, 2 * MINUTE_S, 5 * MINUTE_S, 10 * MINUTE_S];

export interface DeviceLock {
  after_s: number;
  /** Null once ten wrong ones were tried: from then on the password opens. */
  pin: (PinWrap & { attempts: number; attempted_at: number }) | null;
}

/** What a screen needs of it: after so many seconds away; 0 is at once. */
export interface ShownLock {
  after_s: number;
  has_pin: boolean;
}

/** Whether only signing in leads back to the server: a PIN does not prove to it who somebody is. */
export const needsSignIn = (reason: LockReason | null): boolean => reason === "session_expired" || reason === "signed_out_elsewhere";

/** Whole seconds until the next try; a clock that was set back costs one wait and no more. `now` in milliseconds. */
export function waitLeft({ attempts, attempted_at }: { attempts: number; attempted_at: number }, now: number): number {
  const wait_s = WAITS_S[attempts] ?? 0;
  return Math.ceil(Math.min(Math.max(wait_s - (now - attempted_at) / 1000, 0), wait_s));
}

/** The lock with one more attempt counted, or without its PIN when there was none left. */
export function withAttempt(lock: DeviceLock, now: number): DeviceLock {
  const { pin } = lock;
  if (!pin || pin.attempts >= MOST_ATTEMPTS) return { ...lock, pin: null };
  return { ...lock, pin: { ...pin, attempts: pin.attempts + 1, attempted_at: now } };
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
