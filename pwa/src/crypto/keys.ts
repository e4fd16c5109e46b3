import { stretched } from "./argon2";
import { type Bytes, base64url, randomBytes, utf8 } from "./bytes";
import { crockford, fromCrockford } from "./crockford";
import { hkdf, macKey, open, seal, sealingKey } from "./sealing";

/** What a secret gives: a verifier to show the server, and a key that wraps the user key and never leaves. */
export interface Proof {
  verifier: Bytes;
  key: CryptoKey;
}

export async function passwordProof(password: string, salt: Bytes): Promise<Proof> {
  return proofFrom(await stretched(utf8(password.normalize("NFKC")), salt), "password");
}

/** Null when `typed` is not a recovery code at all. */
export async function recoveryProof(typed: string): Promise<Proof | null> {
  const bytes = fromCrockford(typed, 16);
  return bytes && proofFrom(bytes, "recovery");
}

async function proofFrom(root: Bytes, purpose: "password" | "recovery"): Promise<Proof> {
  const verifier = await hkdf(root, `hearth/v1/${purpose}/verifier`);
  return { verifier, key: await sealingKey(await hkdf(root, `hearth/v1/${purpose}/wrap`)) };
}

/** A new recovery code of 128 bits: 26 characters. */
export const newRecoveryCode = (): string => crockford(randomBytes(16));

export function wrapped(userKey: Bytes, key: CryptoKey, purpose: "password" | "recovery", nonce?: Bytes): Promise<Bytes> {
  return seal(key, userKey, `hearth/v1/wrap/${purpose}`, nonce);
}

/** The user key, or null for a wrong password or code. */
export function unwrapped(wrap: Bytes, key: CryptoKey, purpose: "password" | "recovery"): Promise<Bytes | null> {
  return open(key, wrap, `hearth/v1/wrap/${purpose}`);
}

/** The keys that work on private records; none of them can be read out again. */
export interface RecordKeys {
  record: CryptoKey;
  id: CryptoKey;
}

export async function rawRecordKeys(userKey: Bytes): Promise<{ record: Bytes; id: Bytes }> {
  return { record: await hkdf(userKey, "hearth/v1/user/record"), id: await hkdf(userKey, "hearth/v1/user/id") };
}

export async function recordKeys(userKey: Bytes): Promise<RecordKeys> {
  const { record, id } = await rawRecordKeys(userKey);
  return { record: await sealingKey(record), id: await macKey(id) };
}

export interface PersonKeys extends RecordKeys {
  /** One's own, as base64url: what a server says of it is compared with this. */
  public_key: string;
}

/** Everything that works on this device, and no more: not the user key, which also proves who somebody is. */
export interface LocalKeys extends PersonKeys {
  replica: CryptoKey;
}

export async function localKeys(userKey: Bytes, replicaKey: Bytes): Promise<LocalKeys> {
  const public_key = base64url(await ownPublicKey(userKey));
  return { ...(await recordKeys(userKey)), replica: await sealingKey(replicaKey), public_key };
}

/** Wraps the key of this device's replica; it is never sent. */
export async function replicaWrapKey(userKey: Bytes): Promise<CryptoKey> {
  return sealingKey(await hkdf(userKey, "hearth/v1/user/replica"));
}

/** The public half of the X25519 pair (RFC 7748) derived from the user key: nobody's word is needed for it. 32 bytes. */
export async function ownPublicKey(userKey: Bytes): Promise<Bytes> {
  const { x25519 } = await import("@noble/curves/ed25519.js");
  return Uint8Array.from(x25519.getPublicKey(await privateKey(userKey)));
}

/** The private half, before X25519 clamps it. */
export function privateKey(userKey: Bytes): Promise<Bytes> {
  return hkdf(userKey, "hearth/v1/user/x25519");
}
