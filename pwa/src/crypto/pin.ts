import { KDF_VERSION, stretched } from "./argon2";
import { type Bytes, base64url, fromBase64url, joined, randomBytes, utf8 } from "./bytes";
import { type LocalKeys, ownPublicKey, rawRecordKeys } from "./keys";
import { hkdf, macKey, open, seal, sealingKey } from "./sealing";

const KEY = 32;

/** What a PIN opens, as base64url. It never leaves the device, because six digits would not protect it anywhere else. */
export interface PinWrap {
  kdf_version: number;
  salt: string;
  wrap: string;
}

const aad = (person_id: string): string => `hearth/v1/wrap/pin|${person_id}`;

async function pinKey(pin: string, salt: Bytes): Promise<CryptoKey> {
  return sealingKey(await hkdf(await stretched(utf8(pin), salt), "hearth/v1/pin/wrap"));
}

export async function wrappedUnderPin(pin: string, person_id: string, user_key: Bytes, replica_key: Bytes): Promise<PinWrap> {
  const salt = randomBytes(16);
  const { record, id } = await rawRecordKeys(user_key);
  const keys = joined(record, id, replica_key, await ownPublicKey(user_key));
  const wrap = await seal(await pinKey(pin, salt), keys, aad(person_id));
  return { kdf_version: KDF_VERSION, salt: base64url(salt), wrap: base64url(wrap) };
}

/** The keys, or null for another PIN, another person, or a derivation below the floor that is pinned here. */
export async function openedByPin(pin: string, person_id: string, { kdf_version, salt, wrap }: PinWrap): Promise<LocalKeys | null> {
  if (kdf_version !== KDF_VERSION) return null;
  const keys = await open(await pinKey(pin, fromBase64url(salt)), fromBase64url(wrap), aad(person_id));
  if (keys?.length !== 4 * KEY) return null;
  return {
    record: await sealingKey(keys.slice(0, KEY)),
    id: await macKey(keys.slice(KEY, 2 * KEY)),
    replica: await sealingKey(keys.slice(2 * KEY, 3 * KEY)),
    public_key: base64url(keys.slice(3 * KEY)),
  };
}
