import type { Kdf, Me, SignedIn } from "../../api/wire";
import { KDF_VERSION } from "../../crypto/argon2";
import { type Bytes, base64url, fromBase64url, randomBytes } from "../../crypto/bytes";
import { asShown, grouped } from "../../crypto/crockford";
import { newRecoveryCode, ownPublicKey, passwordProof, recoveryProof, unwrapped, wrapped } from "../../crypto/keys";
import { deviceName, deviceZone } from "../../device/this-device";
import type { Result } from "../../domain/types";
import type { Context } from "./context";
import type { Actions } from "./types";

type People = Pick<Actions, "sign_up" | "confirm_recovery_code" | "sign_in" | "recover" | "change_password" | "step_up">;

const failed = (code: string): { ok: false; problem: { code: string } } => ({ ok: false, problem: { code } });

/** Signing up and in. The password, the code and every key stay in here; what leaves are verifiers and wraps. */
export function people(context: Context): People {
  const { api, enter, session } = context;
  /** The code on the screen until its author has shown that it was written down. */
  let shown: string | null = null;

  const install = async (signed: SignedIn, user_key: Bytes, known: Kdf & { recovery_wrap: string | null }): Promise<Result> => {
    const me = await api.call<Me>("GET", "/me");
    return me.ok ? session.install(signed, user_key, known, me.value) : me;
  };

  return {
    async sign_up({ handle, password, display_name, language }) {
      const user_key = randomBytes(32);
      const secret = await newPassword(user_key, password);
      const recovery = await newRecovery(user_key);
      const signed = await enter("/sign-up", {
        handle: handle.trim().toLowerCase(),
        display_name: display_name.trim(),
        zone: deviceZone(),
        language,
        device_name: deviceName(),
        ...secret,
        ...recovery.sent,
        public_key: base64url(await ownPublicKey(user_key)),
      });
      if (!signed.ok) return signed;
      const { recovery_wrap } = recovery.sent;
      const installed = await install(signed.value, user_key, { ...secret, recovery_wrap });
      if (!installed.ok) return installed;
      shown = recovery.code;
      return { ok: true, value: { recovery_code: grouped(shown) } };
    },

    confirm_recovery_code(typed) {
      if (shown === null) return false;
      const asked = grouped(shown).split("-").at(-1);
      const said = asShown(typed);
      if (said !== asked && said !== shown) return false;
      shown = null;
      session.ready();
      return true;
    },

    async sign_in(handle, password) {
      const result = await signIn(context, handle.trim().toLowerCase(), password);
      if (!result.ok) return result;
      const { signed, user_key, ...known } = result.value;
      const installed = await install(signed, user_key, { ...known, recovery_wrap: null });
      if (installed.ok) session.ready();
      return installed;
    },

    async recover(handle, code, new_password) {
      const old = await recoveryProof(code);
      if (!old) return failed("sign_in_failed");
      const begun = await api.call<{ ticket: string; recovery_wrap: string }>("POST", "/recovery", {
        handle: handle.trim().toLowerCase(),
        recovery_verifier: base64url(old.verifier),
      });
      if (!begun.ok) return begun;
      const user_key = await unwrapped(fromBase64url(begun.value.recovery_wrap), old.key, "recovery");
      if (!user_key) return failed("sign_in_failed");
      const secret = await newPassword(user_key, new_password);
      const recovery = await newRecovery(user_key);
      const signed = await enter("/recovery/finish", {
        ticket: begun.value.ticket,
        device_name: deviceName(),
        ...secret,
        ...recovery.sent,
      });
      if (!signed.ok) return signed;
      const { recovery_wrap } = recovery.sent;
      const installed = await install(signed.value, user_key, { ...secret, recovery_wrap });
      if (!installed.ok) return installed;
      shown = recovery.code;
      return { ok: true, value: { recovery_code: grouped(shown) } };
    },

    async change_password(present, next) {
      const { envelope } = session;
      if (!envelope) return failed("not_signed_in");
      const old = await passwordProof(present, fromBase64url(envelope.salt));
      const user_key = await unwrapped(fromBase64url(envelope.password_wrap), old.key, "password");
      if (!user_key) return failed("sign_in_failed");
      const { verifier: new_verifier, ...secret } = await newPassword(user_key, next);
      const changed = await api.call("PUT", "/me/password", { verifier: base64url(old.verifier), ...secret, new_verifier });
      if (changed.ok) await session.rewrap(secret);
      return changed;
    },

    async step_up(password) {
      const { envelope } = session;
      if (!envelope) return failed("not_signed_in");
      const { verifier } = await passwordProof(password, fromBase64url(envelope.salt));
      return api.call("POST", "/me/step-up", { verifier: base64url(verifier) });
    },
  };
}

/** Asks the server how this handle's password is stretched, and signs in with what comes out. */
async function signIn(
  { api, enter }: Pick<Context, "api" | "enter">,
  handle: string,
  password: string,
): Promise<Result<Kdf & { signed: SignedIn; user_key: Bytes }>> {
  const asked = await api.call<Kdf>("POST", "/sign-in/prelogin", { handle });
  if (!asked.ok) return asked;
  const { kdf_version, salt } = asked.value;
  // A server may not talk this device into a derivation it does not know.
  if (kdf_version !== KDF_VERSION) return failed("client_too_old");
  const proof = await passwordProof(password, fromBase64url(salt));
  const signed = await enter("/sign-in", { handle, verifier: base64url(proof.verifier), device_name: deviceName() });
  if (!signed.ok) return signed;
  const user_key = await unwrapped(fromBase64url(signed.value.password_wrap), proof.key, "password");
  return user_key ? { ok: true, value: { kdf_version, salt, signed: signed.value, user_key } } : failed("sign_in_failed");
}

async function newPassword(user_key: Bytes, password: string): Promise<Kdf & { verifier: string; password_wrap: string }> {
  const salt = randomBytes(16);
  const proof = await passwordProof(password, salt);
  return {
    kdf_version: KDF_VERSION,
    salt: base64url(salt),
    verifier: base64url(proof.verifier),
    password_wrap: base64url(await wrapped(user_key, proof.key, "password")),
  };
}

async function newRecovery(user_key: Bytes): Promise<{ code: string; sent: { recovery_verifier: string; recovery_wrap: string } }> {
  const code = newRecoveryCode();
  const proof = await recoveryProof(code);
  if (!proof) throw new Error("a new code is well-formed");
  const recovery_wrap = base64url(await wrapped(user_key, proof.key, "recovery"));
  return { code, sent: { recovery_verifier: base64url(proof.verifier), recovery_wrap } };
}
