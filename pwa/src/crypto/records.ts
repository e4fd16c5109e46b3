import { type Bytes, joined, text, utf8 } from "./bytes";
import { open, seal } from "./sealing";

const SIZE_CLASSES = [256, 1024, 4096, 16_384, 65_536] as const;
const LENGTH_BYTES = 4;
const HEADER_BYTES = 7;

/** The only key there is so far; a record under a later one is left to a newer app. */
const KEY_GENERATION = 1;

/** Where a private record belongs; bound into its seal, so that the server cannot pass one off as another. */
export interface Place {
  space_id: string;
  kind: string;
  id: string;
}

/** What stands in clear before the seal and is bound into it. */
export interface Header {
  /** Of the shape that this kind's value has. */
  version: number;
  /** Which of the person's keys sealed it. */
  generation: number;
  /** 1 for a new record, and one more than in the record it replaces. */
  counter: number;
}

export type OpenedRecord = Header & { value: unknown };

/** Why a record stays closed: too short or wrongly framed, under a key this app has not got, or sealed by another key or for another place. */
export type Closed = "malformed" | "unknown_generation" | "not_authentic";

const aad = ({ space_id, kind, id }: Place, { version, generation, counter }: Header): string =>
  `hearth/v1/record|${space_id}|${kind}|${id}|${version}|${generation}|${counter}`;

/**
 * A JSON value, padded to its size class and sealed: `version (1) ‖ generation (2) ‖ counter (4) ‖ nonce ‖ ciphertext ‖ tag`.
 * @throws RangeError when it is longer than the largest class holds.
 */
export async function sealRecord(
  key: CryptoKey,
  place: Place,
  { version, counter }: Omit<Header, "generation">,
  value: unknown,
  nonce?: Bytes,
): Promise<{ size_class: number; ciphertext: Bytes }> {
  const json = utf8(JSON.stringify(value));
  const size_class = SIZE_CLASSES.find((size) => json.length + LENGTH_BYTES <= size);
  if (size_class === undefined) throw new RangeError("a private record is at most 64 KiB long");
  const framed = new Uint8Array(size_class);
  new DataView(framed.buffer).setUint32(0, json.length);
  framed.set(json, LENGTH_BYTES);
  const header = { version, generation: KEY_GENERATION, counter };
  return { size_class, ciphertext: joined(headerBytes(header), await seal(key, framed, aad(place, header), nonce)) };
}

/** The value with its header, or why it cannot be had. */
export async function openRecord(key: CryptoKey, place: Place, ciphertext: Bytes): Promise<OpenedRecord | Closed> {
  if (ciphertext.length < HEADER_BYTES) return "malformed";
  const header = headerOf(ciphertext);
  if (header.generation !== KEY_GENERATION) return "unknown_generation";
  const framed = await open(key, ciphertext.subarray(HEADER_BYTES), aad(place, header));
  if (framed === null) return "not_authentic";
  const value = valueIn(framed);
  return value === undefined ? "malformed" : { ...header, value };
}

function valueIn(framed: Bytes): unknown {
  try {
    const length = new DataView(framed.buffer).getUint32(0);
    return JSON.parse(text(framed.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
  } catch {
    return undefined;
  }
}

function headerBytes({ version, generation, counter }: Header): Bytes {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, version);
  view.setUint16(1, generation);
  view.setUint32(3, counter);
  return bytes;
}

function headerOf(ciphertext: Bytes): Header {
  const view = new DataView(ciphertext.buffer, ciphertext.byteOffset, HEADER_BYTES);
  return { version: view.getUint8(0), generation: view.getUint16(1), counter: view.getUint32(3) };
}
