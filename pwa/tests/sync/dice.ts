/** Mulberry32: the same numbers for the same seed, so that a failing run can be run again. */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from 0 to `sides` - 1. */
  roll(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  }

  between(least: number, most: number): number {
    return least + this.roll(most - least + 1);
  }

  one<T>(of: readonly T[]): T {
    return of[this.roll(of.length)] as T;
  }
}
