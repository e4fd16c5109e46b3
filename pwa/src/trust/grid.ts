/**
 * Exact Bayesian filtering and smoothing of one hidden level on a grid of cells: the port of server/trust/grid.py, held
 * to it by shared vectors. Several hypotheses run side by side: hypothesis h = s * models + m has dynamics s and
 * observation model m. States are flat, one run of `cells` numbers a hypothesis.
 *
 * Here a step is a short convolution reflected at both ends and a drop a running sum, so a day costs cells * reach
 * instead of cells * cells.
 */

export const MISSING = -1;
const SERIES_TERMS = 80;
const NEGLIGIBLE = 1e-13;

export interface Steps {
  /** Chances of moving 0, 1, … cells to one side. */
  weights: Float64Array;
  dropRate: number;
}

/** Middle of each of `cells` equal cells between `low` and `high`. */
export function centres(cells: number, low = 0, high = 1): Float64Array {
  return Float64Array.from({ length: cells }, (_, cell) => low + ((cell + 0.5) * (high - low)) / cells);
}

/** exp(-v) I_k(v) for k = 0, 1, …, v = stepCells² (Skellam 1946): a daily step with exactly that variance. */
export function stepWeights(stepCells: number, cells: number): Float64Array {
  const variance = stepCells * stepCells;
  const weights: number[] = [];
  let lead = Math.exp(-variance);
  for (let distance = 0; distance < cells; distance++) {
    let term = lead;
    let total = 0;
    for (let order = 1; order < SERIES_TERMS; order++) {
      total += term;
      term *= (variance / 2) ** 2 / (order * (order + distance));
    }
    if (distance > 0 && total < NEGLIGIBLE) break;
    weights.push(total);
    lead *= variance / 2 / (distance + 1);
  }
  const whole = 2 * weights.reduce((sum, weight) => sum + weight, 0) - (weights[0] as number);
  return Float64Array.from(weights, (weight) => weight / whole);
}

export class Walk {
  readonly hypotheses: number;
  readonly size: number;
  private readonly padded: Float64Array;

  constructor(
    readonly cells: number,
    readonly steps: readonly Steps[],
    readonly models: number,
  ) {
    this.hypotheses = steps.length * models;
    this.size = this.hypotheses * cells;
    this.padded = new Float64Array(3 * cells);
  }

  stepsOf(hypothesis: number): Steps {
    return this.steps[Math.floor(hypothesis / this.models)] as Steps;
  }

  /** The law of tomorrow (into `out` at `to`) from the law of today (`from` at `at`), for one hypothesis. */
  ahead(hypothesis: number, from: Float64Array, at: number, out: Float64Array, to: number): void {
    const { weights, dropRate } = this.stepsOf(hypothesis);
    this.spread(weights, from, at, out, to, 1 - dropRate);
    let above = 0;
    for (let cell = this.cells - 1; cell >= 0; cell--) {
      out[to + cell] = (out[to + cell] as number) + dropRate * (cell === 0 ? above + (from[at] as number) : above);
      above += cell === 0 ? 0 : (from[at + cell] as number) / cell;
    }
  }

  /** The expectation today (into `out`) of a value that depends on tomorrow's cell: the transpose of `ahead`. */
  back(hypothesis: number, from: Float64Array, at: number, out: Float64Array, to: number): void {
    const { weights, dropRate } = this.stepsOf(hypothesis);
    this.spread(weights, from, at, out, to, 1 - dropRate);
    let below = 0;
    for (let cell = 0; cell < this.cells; cell++) {
      const mean = cell === 0 ? (from[at] as number) : below / cell;
      out[to + cell] = (out[to + cell] as number) + dropRate * mean;
      below += from[at + cell] as number;
    }
  }

  /** Reflection at half a cell beyond each end makes the steps symmetric, so one function serves both ways. */
  private spread(weights: Float64Array, from: Float64Array, at: number, out: Float64Array, to: number, share: number): void {
    const { cells, padded } = this;
    const reach = weights.length - 1;
    for (let cell = 0; cell < cells; cell++) padded[cells + cell] = from[at + cell] as number;
    for (let far = 1; far <= reach; far++) {
      padded[cells - far] = from[at + far - 1] as number;
      padded[2 * cells + far - 1] = from[at + cells - far] as number;
    }
    const middle = share * (weights[0] as number);
    for (let cell = 0; cell < cells; cell++) out[to + cell] = middle * (padded[cells + cell] as number);
    for (let far = 1; far <= reach; far++) {
      const weight = share * (weights[far] as number);
      for (let cell = 0; cell < cells; cell++) {
        const here = cells + cell;
        out[to + cell] = (out[to + cell] as number) + weight * ((padded[here - far] as number) + (padded[here + far] as number));
      }
    }
  }
}

export interface Filtered {
  /** Evenings: level[day] is a state; foreseen[day] and logWeight[day] hold one number a hypothesis. */
  level: Float64Array[];
  foreseen: Float64Array[];
  logWeight: Float64Array[];
}

/** Likelihood of one kind of day: one run of `cells` numbers an observation model. */
export type Likelihoods = readonly Float64Array[];

export function untouched(walk: Walk): { level: Float64Array; logWeight: Float64Array } {
  return { level: new Float64Array(walk.size).fill(1 / walk.cells), logWeight: new Float64Array(walk.hypotheses) };
}

/** Run forward over `rows` (an index into `likelihoods`, or MISSING). With `first`, no step is taken into the first day. */
export function filtered(
  walk: Walk,
  before: { level: Float64Array; logWeight: Float64Array },
  likelihoods: Likelihoods,
  rows: readonly number[],
  first: boolean,
): Filtered {
  const { cells, hypotheses, models } = walk;
  const out: Filtered = { level: [], foreseen: [], logWeight: [] };
  let { level, logWeight } = before;
  rows.forEach((row, day) => {
    const ahead = new Float64Array(walk.size);
    const foreseen = new Float64Array(hypotheses).fill(1);
    const weight = new Float64Array(hypotheses);
    for (let h = 0; h < hypotheses; h++) {
      const at = h * cells;
      if (day === 0 && first) ahead.set(level.subarray(at, at + cells), at);
      else walk.ahead(h, level, at, ahead, at);
      if (row !== MISSING) {
        const likelihood = likelihoods[row] as Float64Array;
        const model = (h % models) * cells;
        let sum = 0;
        for (let cell = 0; cell < cells; cell++) {
          const value = (ahead[at + cell] as number) * (likelihood[model + cell] as number);
          ahead[at + cell] = value;
          sum += value;
        }
        for (let cell = 0; cell < cells; cell++) ahead[at + cell] = (ahead[at + cell] as number) / sum;
        foreseen[h] = sum;
      }
      weight[h] = (logWeight[h] as number) + Math.log(foreseen[h] as number);
    }
    out.level.push(ahead);
    out.foreseen.push(foreseen);
    out.logWeight.push(weight);
    level = ahead;
    logWeight = weight;
  });
  return out;
}

/** Log weights made to sum to one. */
export function shares(logWeight: Float64Array): Float64Array {
  const top = Math.max(...logWeight);
  const raw = logWeight.map((value) => Math.exp(value - top));
  const sum = raw.reduce((total, value) => total + value, 0);
  return raw.map((value) => value / sum);
}

export interface Smoothed {
  /** The law of each day's level given all days, hypotheses averaged. */
  law: Float64Array[];
  /** Chance that the level dropped into each day; 0 for the first. */
  dropChance: Float64Array;
}

/** Run backward over `rows` (scaled forward-backward, Rabiner 1989). */
export function smoothed(walk: Walk, evenings: Filtered, likelihoods: Likelihoods, rows: readonly number[], weight: Float64Array): Smoothed {
  const { cells, hypotheses, models } = walk;
  const law = rows.map(() => new Float64Array(cells));
  const dropChance = new Float64Array(rows.length);
  const coming = new Float64Array(cells);
  const factor = new Float64Array(cells);
  for (let h = 0; h < hypotheses; h++) {
    const share = weight[h] as number;
    if (share < NEGLIGIBLE) continue;
    const at = h * cells;
    const { dropRate } = walk.stepsOf(h);
    factor.fill(1);
    for (let day = rows.length - 1; day >= 0; day--) {
      const level = evenings.level[day] as Float64Array;
      const into = law[day] as Float64Array;
      for (let cell = 0; cell < cells; cell++) {
        into[cell] = (into[cell] as number) + share * (level[at + cell] as number) * (factor[cell] as number);
      }
      if (day === 0) break;
      const row = rows[day] as number;
      coming.set(factor);
      if (row !== MISSING) {
        const likelihood = likelihoods[row] as Float64Array;
        const foreseen = evenings.foreseen[day]?.[h] as number;
        for (let cell = 0; cell < cells; cell++) {
          coming[cell] = ((coming[cell] as number) * (likelihood[(h % models) * cells + cell] as number)) / foreseen;
        }
      }
      const before = evenings.level[day - 1] as Float64Array;
      let below = 0;
      let dropped = (before[at] as number) * (coming[0] as number);
      for (let cell = 1; cell < cells; cell++) {
        below += coming[cell - 1] as number;
        dropped += ((before[at + cell] as number) * below) / cell;
      }
      dropChance[day] = (dropChance[day] as number) + share * dropRate * dropped;
      walk.back(h, coming, 0, factor, 0);
    }
  }
  return { law, dropChance };
}

/** Chances that the level rose, and fell, by more than `byCells` from the evening `start` to the last of `rows`. */
export function moved(
  walk: Walk,
  start: Float64Array,
  likelihoods: Likelihoods,
  rows: readonly number[],
  weight: Float64Array,
  byCells: number,
): [number, number] {
  const { cells, hypotheses, models } = walk;
  let rose = 0;
  let fell = 0;
  for (let h = 0; h < hypotheses; h++) {
    const share = weight[h] as number;
    if (share <= 1e-6) continue;
    let up = 0;
    let down = 0;
    let whole = 0;
    let law = new Float64Array(cells);
    let next = new Float64Array(cells);
    for (let from = 0; from < cells; from++) {
      law.fill(0);
      law[from] = start[h * cells + from] as number;
      for (const row of rows) {
        walk.ahead(h, law, 0, next, 0);
        [law, next] = [next, law];
        if (row === MISSING) continue;
        const likelihood = likelihoods[row] as Float64Array;
        for (let cell = 0; cell < cells; cell++) {
          law[cell] = (law[cell] as number) * (likelihood[(h % models) * cells + cell] as number);
        }
      }
      for (let cell = 0; cell < cells; cell++) {
        const value = law[cell] as number;
        whole += value;
        if (cell - from > byCells) up += value;
        else if (cell - from < -byCells) down += value;
      }
    }
    rose += (share * up) / whole;
    fell += (share * down) / whole;
  }
  return [rose, fell];
}
