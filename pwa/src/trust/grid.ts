/**
 * Exact Bayesian filtering and smoothing of one hidden level on a grid of cells: the port of server/trust/grid.py, held
 * to it by shared vectors. Hypothesis h = s * models + m has dynamics s and observation model m; a state is one flat run
 * of `drifts * cells` numbers a hypothesis (drifts: still, falling, rising).
 */

import type { Walk } from "./walk";

export const MISSING = -1;

/** Middle of each of `cells` equal cells between `low` and `high`. */
export function centres(cells: number, low = 0, high = 1): Float64Array {
  return Float64Array.from({ length: cells }, (_, cell) => low + ((cell + 0.5) * (high - low)) / cells);
}

/** What was logged: for each day a row of `likelihoods` (models * cells numbers), or MISSING. */
export interface Evidence {
  likelihoods: readonly Float64Array[];
  rows: readonly number[];
}

/** Hypotheses run side by side, and what is known of each in an evening. */
export interface State {
  level: Float64Array;
  logWeight: Float64Array;
}

export interface Filtered {
  /** Evenings by day: a state's level; how well the day was foreseen and the log weight, one number a hypothesis. */
  level: Float64Array[];
  foreseen: Float64Array[];
  logWeight: Float64Array[];
}

/** The hypotheses on a walk: each of its dynamics with each of so many observation models. */
export class Hypotheses {
  readonly all: readonly number[];

  constructor(
    readonly walk: Walk,
    readonly models: number,
  ) {
    this.all = Array.from({ length: walk.dynamics.length * models }, (_, h) => h);
  }

  dynamicsOf(h: number): number {
    return Math.floor(h / this.models);
  }

  /** Where this hypothesis' likelihood begins in a row. */
  likelihoodAt(h: number): number {
    return (h % this.models) * this.walk.cells;
  }

  /** Run those `among` them forward over the days of `evidence`; with `isFirst` no step is taken into the first of them. */
  filtered(among: readonly number[], before: State, evidence: Evidence, isFirst: boolean): Filtered {
    const { stride } = this.walk;
    const out: Filtered = { level: [], foreseen: [], logWeight: [] };
    let { level, logWeight } = before;
    evidence.rows.forEach((row, day) => {
      const ahead = new Float64Array(level.length);
      const foreseen = new Float64Array(logWeight.length).fill(1);
      for (const h of among) {
        const at = h * stride;
        if (isFirst && day === 0) ahead.set(level.subarray(at, at + stride), at);
        else this.walk.ahead(this.dynamicsOf(h), level, at, ahead, at);
        if (row === MISSING) continue;
        const fit = this.weigh(ahead, at, evidence.likelihoods[row] as Float64Array, this.likelihoodAt(h));
        scale(ahead, at, stride, 1 / fit);
        foreseen[h] = fit;
      }
      logWeight = logWeight.map((weight, h) => weight + Math.log(foreseen[h] as number));
      level = ahead;
      out.level.push(level);
      out.foreseen.push(foreseen);
      out.logWeight.push(logWeight);
    });
    return out;
  }

  /** Multiply a hypothesis' numbers at `at` by a likelihood; returns their sum. */
  weigh(values: Float64Array, at: number, likelihood: Float64Array, offset: number): number {
    const { cells, stride } = this.walk;
    let sum = 0;
    for (let drift = 0; drift < stride; drift += cells) {
      for (let cell = 0; cell < cells; cell++) {
        const value = (values[at + drift + cell] as number) * (likelihood[offset + cell] as number);
        values[at + drift + cell] = value;
        sum += value;
      }
    }
    return sum;
  }
}

/** Multiply `count` numbers from `at` on. */
export function scale(values: Float64Array, at: number, count: number, by: number): void {
  for (let i = at; i < at + count; i++) values[i] = (values[i] as number) * by;
}

/** Log weights made to sum to one. */
export function shares(logWeight: Float64Array): Float64Array {
  const top = Math.max(...logWeight);
  const raw = logWeight.map((value) => Math.exp(value - top));
  const sum = raw.reduce((total, value) => total + value, 0);
  return raw.map((value) => value / sum);
}
