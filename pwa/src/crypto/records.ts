import { type Bytes, text, utf8 } from "./bytes";
import { open, seal } from "./sealing";

const SIZE_CLASSES = [256, 1024, 4096, 16_384, 65_536] as const;
const LENGTH_BYTES = 4;

/** Where a private record belongs; bound into its seal, so that the server cannot pass one off as another. */
export interface Place {
  space_id: string;
  kind: string;
  id: string;
}

const aad = ({ space_id, kind, id }: Place): string => `hearth/v1/record|${space_id}|${kind}|${id}`;

/**
 * A JSON value, padded to its size class and sealed.
 * @throws RangeError when it is longer than the largest class holds.
 */
export async function sealRecord(
  key: CryptoKey,
  place: Place,
  value: unknown,
  nonce?: Bytes,
): Promise<{ size_class: number; ciphertext: Bytes }> {
  const json = utf8(JSON.stringify(value));
  const size_class = SIZE_CLASSES.find((size) => json.length + LENGTH_BYTES <= size);
  if (size_class === undefined) throw new RangeError("a private record is at most 64 KiB long");
  const framed = new Uint8Array(size_class);
  new DataView(framed.buffer).setUint32(0, json.length);
  framed.set(json, LENGTH_BYTES);
  return { size_class, ciphertext: await seal(key, framed, aad(place), nonce) };
}

/** The value, or undefined when it was not sealed by this key for this place. */
export async function openRecord(key: CryptoKey, place: Place, ciphertext: Bytes): Promise<unknown> {
  const framed = await open(key, ciphertext, aad(place));
  if (framed === null) return undefined;
  const length = new DataView(framed.buffer).getUint32(0);
  return JSON.parse(text(framed.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
}
