import { uuidText } from "./bytes";
import { hmac, sha256 } from "./sealing";

/** Sixteen bytes of a hash as a version 8 UUID (RFC 9562, section 5.8). */
function version8(hash: Uint8Array): string {
  const bytes = hash.slice(0, 16);
  const view = new DataView(bytes.buffer);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x80);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  return uuidText(bytes);
}

/** The id of a shared row that its parts name, so that two offline devices cannot make it twice. */
export async function sharedId(space_id: string, ...parts: string[]): Promise<string> {
  return version8(await sha256(["hearth/v1/id", space_id, ...parts].join("|")));
}

/** The same in the private space, keyed, so that the server cannot guess the day behind an id. */
export async function privateId(key: CryptoKey, ...parts: string[]): Promise<string> {
  return version8(await hmac(key, parts.join("|")));
}
