import { type Bytes, joined, randomBytes, utf8 } from "./bytes";

const NONCE = 12;

/** HKDF-SHA256 with an empty salt (RFC 5869): 32 bytes for one purpose. */
export async function hkdf(root: Bytes, info: string): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", root, "HKDF", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(info) }, key, 256);
  return new Uint8Array(bits);
}

/** A key that can seal and open but never be read out again, not even by this app. */
export function sealingKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export function macKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

/** AES-256-GCM: `nonce (12) ‖ ciphertext ‖ tag (16)`. A `nonce` is given by test vectors only. */
export async function seal(key: CryptoKey, plain: Bytes, aad: string, nonce: Bytes = randomBytes(NONCE)): Promise<Bytes> {
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: utf8(aad) }, key, plain);
  return joined(nonce, new Uint8Array(sealed));
}

/** The plain bytes, or null when key, associated data or ciphertext are not the ones that were sealed. */
export async function open(key: CryptoKey, sealed: Bytes, aad: string): Promise<Bytes | null> {
  const iv = sealed.subarray(0, NONCE);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(aad) }, key, sealed.subarray(NONCE)));
  } catch {
    return null;
  }
}

export async function hmac(key: CryptoKey, message: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(message)));
}

/** Compares in constant time. */
export function isMac(key: CryptoKey, mac: Bytes, message: string): Promise<boolean> {
  return crypto.subtle.verify("HMAC", key, mac, utf8(message));
}

export async function sha256(message: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(message)));
}
