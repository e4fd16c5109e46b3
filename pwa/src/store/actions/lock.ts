import { openedByPin, wrappedUnderPin } from "../../crypto/pin";
import { type DeviceLock, isEasy, isPin, MOST_ATTEMPTS, needsSignIn, type ShownLock } from "../../device/lock";
import { userKeyFor } from "../../device/unlocking";
import type { Result } from "../../domain/types";
import type { Context } from "./context";
import type { Actions } from "./types";

type Lock = Pick<Actions, "set_pin" | "set_lock_after" | "turn_off_lock" | "unlock_with_pin">;

const DONE: Result = { ok: true, value: undefined };
const failed = (code: string): { ok: false; problem: { code: string } } => ({ ok: false, problem: { code } });

export const shownLock = ({ after_s, pin }: DeviceLock): ShownLock => ({ after_s, has_pin: pin !== null });

/** The device's lock: all of it happens here, and the server never hears of it. */
export function lock({ session }: Context): Lock {
  const set = async (next: DeviceLock | null): Promise<void> => {
    const { envelope } = session;
    if (!envelope) return;
    session.device_lock.value = next;
    await session.keyring.setLock(envelope.person_id, next);
    session.opened.peek()?.live.broadcast({ about: "device_lock" });
  };

  return {
    async set_pin(typed, pin, after_s) {
      const { envelope } = session;
      if (!envelope) return failed("not_signed_in");
      if (!isPin(pin)) return failed("pin_short");
      if (isEasy(pin)) return failed("pin_easy");
      const user_key = await userKeyFor(envelope, typed);
      const replica_key = user_key && (await session.replicaKey(envelope, user_key));
      if (!replica_key) return failed("wrong_password");
      const wrap = await wrappedUnderPin(pin, envelope.person_id, user_key, replica_key);
      await set({ after_s, pin: { ...wrap, attempts: 0, attempted_at: 0 } });
      return DONE;
    },

    async set_lock_after(after_s, typed = "") {
      const { envelope } = session;
      const present = session.device_lock.peek();
      if (!envelope || !present) return failed("not_signed_in");
      // Sooner is anybody's to choose; later loosens the lock, as switching it off does.
      if (after_s > present.after_s && !(await userKeyFor(envelope, typed))) return failed("wrong_password");
      await set({ ...present, after_s });
      return DONE;
    },

    async turn_off_lock(typed) {
      const { envelope } = session;
      if (!envelope || !(await userKeyFor(envelope, typed))) return failed("wrong_password");
      await set(null);
      return DONE;
    },

    async unlock_with_pin(typed) {
      const { envelope, keyring } = session;
      if (!envelope) return failed("not_signed_in");
      // A PIN opens what lies here; only the password opens the way to the server again.
      if (needsSignIn(session.lock_reason.peek())) return failed("session_expired");
      const { wait_s, lock: counted } = await keyring.countAttempt(envelope.person_id, Date.now());
      session.device_lock.value = counted;
      if (wait_s > 0) return { ok: false, problem: { code: "too_many_tries", retry_after_s: wait_s } };
      if (!counted?.pin) return failed("pin_gone");
      const keys = await openedByPin(typed, envelope.person_id, counted.pin);
      if (keys) {
        await session.openWith(envelope, keys);
        return DONE;
      }
      if (counted.pin.attempts < MOST_ATTEMPTS) return failed("wrong_pin");
      await set({ ...counted, pin: null });
      return failed("pin_gone");
    },
  };
}
