import { type Bytes, fromBase64url } from "../crypto/bytes";
import { passwordProof, recoveryProof, unwrapped } from "../crypto/keys";
import type { Envelope } from "./keyring";

export async function fromRecoveryCode({ recovery_wrap }: Envelope, typed: string): Promise<Bytes | null> {
  const proof = recovery_wrap === null ? null : await recoveryProof(typed);
  return proof && recovery_wrap !== null ? unwrapped(fromBase64url(recovery_wrap), proof.key, "recovery") : null;
}

export async function fromPassword({ salt, password_wrap }: Envelope, typed: string): Promise<{ user_key: Bytes; verifier: Bytes } | null> {
  const proof = await passwordProof(typed, fromBase64url(salt));
  const user_key = await unwrapped(fromBase64url(password_wrap), proof.key, "password");
  return user_key && { user_key, verifier: proof.verifier };
}

/** The user key that a password or a recovery code unwraps on this device; null for a wrong one. */
export async function userKeyFor(envelope: Envelope, typed: string): Promise<Bytes | null> {
  return (await fromRecoveryCode(envelope, typed)) ?? (await fromPassword(envelope, typed))?.user_key ?? null;
}
