import { base64url } from "../../crypto/bytes";
import { needsSignIn } from "../../device/lock";
import { leave } from "../../device/quick-exit";
import { clearCaches } from "../../device/service-worker";
import { deviceName } from "../../device/this-device";
import { fromPassword, fromRecoveryCode } from "../../device/unlocking";
import { instantText } from "../../domain/days";
import type { Device, Result } from "../../domain/types";
import { type Context, opened } from "./context";
import type { Actions } from "./types";

type Here = Pick<
  Actions,
  | "sign_out"
  | "devices"
  | "revoke_device"
  | "export_mine"
  | "delete_account"
  | "unlock"
  | "quick_exit"
  | "remove_from_device"
  | "sync_now"
  | "save_again"
  | "mark_warning_read"
  | "retry_operation"
  | "discard_operation"
>;

const DONE: Result = { ok: true, value: undefined };

export function device(context: Context, actions: Pick<Actions, "step_up">, away = leave): Here {
  const { api, enter, session, syncing } = context;

  return {
    async sign_out(anyway = false) {
      const { live } = opened(context);
      if (!anyway) {
        await syncing.now();
        if (live.pending.value.length + live.unsaved.value.length > 0) return { ok: false, problem: { code: "unsent" } };
      }
      const told = await api.call("POST", "/sign-out");
      if (!told.ok && !anyway && told.problem.code === "offline") return told;
      await session.wipe();
      await clearCaches();
      return DONE;
    },

    async devices() {
      const listed = await api.call<{ devices: Device[] }>("GET", "/me/devices");
      return listed.ok ? { ok: true, value: listed.value.devices } : listed;
    },

    revoke_device: (id) => api.call("DELETE", `/me/devices/${id}`),

    async export_mine() {
      const mine = await api.call<object>("GET", "/me/export");
      if (!mine.ok) return mine;
      const rows = [...opened(context).live.rows.value.values()];
      // The server can only give back what is sealed as it got it; this device adds what is inside.
      const opened_here = rows
        .filter(({ is_sealed, deleted, unreadable }) => is_sealed && !deleted && !unreadable)
        .map(({ id, kind, body }) => ({ id, kind, body }));
      const json = JSON.stringify({ ...mine.value, opened: opened_here }, null, 1);
      return { ok: true, value: new Blob([json], { type: "application/json" }) };
    },

    async delete_account(password) {
      const stepped = await actions.step_up(password);
      if (!stepped.ok) return stepped;
      const deleted = await api.call("DELETE", "/me");
      if (!deleted.ok) return deleted;
      await session.wipe();
      await clearCaches();
      return DONE;
    },

    async unlock(typed) {
      const { envelope } = session;
      if (!envelope) return { ok: false, problem: { code: "not_signed_in" } };
      const byCode = await fromRecoveryCode(envelope, typed);
      const here = byCode ? { user_key: byCode, verifier: null } : await fromPassword(envelope, typed);
      if (!here) return { ok: false, problem: { code: "sign_in_failed" } };
      const keys = await session.keysFor(envelope, here.user_key);
      if (needsSignIn(session.lock_reason.peek()) && here.verifier) {
        const handle = await session.handleOf(envelope, keys);
        const signed = await enter("/sign-in", { handle, verifier: base64url(here.verifier), device_name: deviceName() });
        // Without a network it opens all the same: what is written then is sent after the next sign-in.
        if (!signed.ok && signed.problem.code !== "offline") return signed;
        if (signed.ok && signed.value.public_key !== keys.public_key) return { ok: false, problem: { code: "own_key_mismatch" } };
      }
      await session.openWith(envelope, keys);
      return DONE;
    },

    async remove_from_device() {
      await session.wipe();
      await clearCaches();
    },

    async quick_exit() {
      try {
        await session.lock("quick_exit");
        await clearCaches();
      } finally {
        away();
      }
    },

    async sync_now() {
      await syncing.now();
    },

    async save_again() {
      await opened(context).live.save([]);
      syncing.soon();
    },

    async mark_warning_read() {
      const { live } = opened(context);
      await live.note({ warned_up_to: instantText(live.now()) });
      // At a tap, about this very thing: some browsers ask the person, others decide by themselves.
      await navigator.storage?.persist?.();
    },

    async retry_operation(op_id) {
      const { replica, live } = opened(context);
      await replica.retry(op_id);
      await live.outboxChanged();
      syncing.soon();
    },

    async discard_operation(op_id) {
      const { replica, live } = opened(context);
      await replica.discard(op_id);
      await live.outboxChanged();
    },
  };
}
