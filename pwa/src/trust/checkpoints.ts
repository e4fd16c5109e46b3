/** Where the filter can go on from: the port of server/trust/checkpoints.py, with the same keys and the same text. */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { State } from "./grid";
import { isoDay, type Logged } from "./observations";

export const BLOCK_DAYS = 28;
/** Blocks are counted as Python counts days (0001-01-01 is 1), so that both ports cut at the same evenings. */
const ORDINAL_OF_1970 = 719_163;
const BYTES = 8;
const CHARACTERS_AT_ONCE = 8192;

const untilBlockEnd = (day: number): number => BLOCK_DAYS - ((day + ORDINAL_OF_1970) % BLOCK_DAYS);

/** The days from `first` to `last`, numbered from 0, cut where blocks end: [start, stop), stop excluded. */
export function blocksOf(first: number, last: number): [number, number][] {
  const days = last - first + 1;
  const blocks: [number, number][] = [];
  for (let start = 0, stop = untilBlockEnd(first); start < days; start = stop, stop += BLOCK_DAYS) {
    blocks.push([start, Math.min(stop, days)]);
  }
  return blocks;
}

/** The key of the end of each whole block: each hashes the key before it and the block's own observations. */
export function keysOf(name: string, logged: readonly Logged[], first: number, last: number): string[] {
  const keys: string[] = [];
  let key = `${name} from ${isoDay(first)}`;
  let at = 0;
  for (const [, stop] of blocksOf(first, last)) {
    if (untilBlockEnd(first + stop) !== BLOCK_DAYS) break;
    const lines = [key];
    for (let one = logged[at]; one !== undefined && one.day - first < stop; one = logged[++at]) {
      lines.push(`${one.on} ${one.values.join()}`);
    }
    key = bytesToHex(sha256(utf8ToBytes(lines.join("\n"))));
    keys.push(key);
  }
  return keys;
}

/** A state as text: base64 of its numbers (little-endian doubles), the log weights first. */
export function written({ level, logWeight }: State): string {
  const bytes = new Uint8Array(Float64Array.of(...logWeight, ...level).buffer);
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHARACTERS_AT_ONCE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHARACTERS_AT_ONCE));
  }
  return btoa(binary);
}

/** The state written as `text`, or null where it is not one of this shape or not a possible one. */
export function read(text: string, like: State): State | null {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return null;
  }
  if (binary.length !== BYTES * (like.logWeight.length + like.level.length)) return null;
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  const numbers = new Float64Array(bytes.buffer);
  const logWeight = numbers.slice(0, like.logWeight.length);
  const level = numbers.slice(like.logWeight.length);
  if (!numbers.every(Number.isFinite) || !level.every((share) => share >= 0)) return null;
  return { level, logWeight };
}
