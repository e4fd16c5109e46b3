const FIRST_MS = 2000;
const MOST_MS = 300_000;

/** How long to wait after `failures` in a row: doubling, at most five minutes, spread by `random` so that not all come back at once. */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(MOST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return full / 2 + (full / 2) * random;
}
