/** Where the filter can go on from: the port of server/trust/checkpoints.py, with the same keys and the same text. */

import type { State } from "./grid";
import { isoDay, type Logged } from "./observations";
import { sha256 } from "./sha256";

export const BLOCK_DAYS = 28;
/** Blocks are counted as Python counts days (0001-01-01 is 1), so that both ports cut at the same evenings. */
const ORDINAL_OF_1970 = 719_163;
const BYTES = 8;

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
    key = sha256(lines.join("\n"));
    keys.push(key);
  }
  return keys;
}

/** A state as text: base64 of its numbers (little-endian doubles), the log weights first. */
export function written({ level, logWeight }: State): string {
  const view = new DataView(new ArrayBuffer(BYTES * (logWeight.length + level.length)));
  logWeight.forEach((value, at) => {
    view.setFloat64(BYTES * at, value, true);
  });
  level.forEach((value, at) => {
    view.setFloat64(BYTES * (logWeight.length + at), value, true);
  });
  let binary = "";
  for (let at = 0; at < view.byteLength; at++) binary += String.fromCharCode(view.getUint8(at));
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
  const size = like.logWeight.length + like.level.length;
  if (binary.length !== BYTES * size) return null;
  const view = new DataView(Uint8Array.from(binary, (char) => char.charCodeAt(0)).buffer);
  const numbers = Float64Array.from({ length: size }, (_, at) => view.getFloat64(BYTES * at, true));
  const logWeight = numbers.slice(0, like.logWeight.length);
  const level = numbers.slice(like.logWeight.length);
  if (!numbers.every(Number.isFinite) || !level.every((share) => share >= 0)) return null;
  return { level, logWeight };
}
