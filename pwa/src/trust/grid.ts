/**
 * Exact Bayesian filtering and smoothing of one hidden level on a grid of cells: the port of server/trust/grid.py, held
 * to it by shared vectors. Hypothesis h = s * models + m has dynamics s and observation model m; a state is one flat run
 * of `drifts * cells` numbers a hypothesis (drifts: still, falling, rising).
 *
 * Here a step is a short convolution reflected at both ends and a drop a running sum, so a day costs cells * reach
 * instead of cells * cells.
 */

export const MISSING = -1;
export const DRIFTS = 3;
const SERIES_TERMS = 80;
const NEGLIGIBLE = 1e-9;
const TURNS = 0.3;

/** One way of moving: a day's step (sd) and drift in units of the level, chances of a drop and of the drift lasting. */
export interface Dynamics {
  step: number;
  dropRate: number;
  drift: number;
  lasting: number;
}

/** Middle of each of `cells` equal cells between `low` and `high`. */
export function centres(cells: number, low = 0, high = 1): Float64Array {
  return Float64Array.from({ length: cells }, (_, cell) => low + ((cell + 0.5) * (high - low)) / cells);
}

/** exp(-v) I_k(v) for k = 0, 1, …, v = stepCells² (Skellam 1946): a daily step with exactly that variance. */
export function stepWeights(stepCells: number, cells: number): number[] {
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
  return weights.map((weight) => weight / whole);
}

/** Chances of moving by `from`, `from + 1`, … cells in a day. */
interface Kernel {
  from: number;
  chances: Float64Array;
}

function kernelOf(cells: number, stepCells: number, driftCells: number): Kernel {
  const whole = Math.floor(driftCells);
  const part = driftCells - whole;
  const weights = stepWeights(stepCells, Math.max(1, cells - 2 - Math.abs(whole)));
  const reach = weights.length - 1;
  const chances = new Float64Array(2 * reach + 2);
  for (let step = -reach; step <= reach; step++) {
    const weight = weights[Math.abs(step)] as number;
    chances[step + reach] = (chances[step + reach] as number) + weight * (1 - part);
    chances[step + reach + 1] = (chances[step + reach + 1] as number) + weight * part;
  }
  return { from: whole - reach, chances };
}

/** How a level moves overnight: its drift may turn, then it steps, or drops to one of the cells below. */
export class Walk {
  /** Numbers a hypothesis. */
  readonly stride: number;
  private readonly kernels: Kernel[][];
  private readonly padded: Float64Array;
  private readonly turned: Float64Array;

  constructor(
    readonly cells: number,
    readonly dynamics: readonly Dynamics[],
  ) {
    this.stride = DRIFTS * cells;
    this.kernels = dynamics.map(({ step, drift }) => [0, -drift, drift].map((sign) => kernelOf(cells, step * cells, sign * cells)));
    this.padded = new Float64Array(3 * cells);
    this.turned = new Float64Array(this.stride);
  }

  /** The law of tomorrow (into `out` at `to`) from the law of today (`from` at `at`) under dynamics `s`. */
  ahead(s: number, from: Float64Array, at: number, out: Float64Array, to: number): void {
    const { cells, turned } = this;
    const { dropRate, lasting } = this.dynamics[s] as Dynamics;
    const changing = 1 - lasting;
    for (let cell = 0; cell < cells; cell++) {
      const still = from[at + cell] as number;
      const falling = from[at + cells + cell] as number;
      const rising = from[at + 2 * cells + cell] as number;
      turned[cell] = lasting * still + changing * (1 - TURNS) * (falling + rising);
      turned[cells + cell] = (changing / 2) * still + lasting * falling + changing * TURNS * rising;
      turned[2 * cells + cell] = (changing / 2) * still + changing * TURNS * falling + lasting * rising;
    }
    for (let drift = 0; drift < DRIFTS; drift++) {
      const here = drift * cells;
      this.scatter(this.kernels[s]?.[drift] as Kernel, turned, here, out, to + here, 1 - dropRate);
      let above = 0;
      for (let cell = cells - 1; cell > 0; cell--) {
        out[to + here + cell] = (out[to + here + cell] as number) + dropRate * above;
        above += (turned[here + cell] as number) / cell;
      }
      out[to + here] = (out[to + here] as number) + dropRate * (above + (turned[here] as number));
    }
  }

  /** The expectation today (into `out`) of what depends on tomorrow's cell: the transpose of `ahead`, at offset 0. */
  back(s: number, from: Float64Array, out: Float64Array): void {
    const { cells, turned } = this;
    const { dropRate } = this.dynamics[s] as Dynamics;
    for (let drift = 0; drift < DRIFTS; drift++) {
      const here = drift * cells;
      this.gather(this.kernels[s]?.[drift] as Kernel, from, here, turned, here, 1 - dropRate);
      turned[here] = (turned[here] as number) + dropRate * (from[here] as number);
      let below = 0;
      for (let cell = 1; cell < cells; cell++) {
        below += from[here + cell - 1] as number;
        turned[here + cell] = (turned[here + cell] as number) + (dropRate * below) / cell;
      }
    }
    this.turnBack(s, turned, out);
  }

  /** The transpose of the drift's turning: `out` and `from` are one hypothesis long. */
  turnBack(s: number, from: Float64Array, out: Float64Array): void {
    const { cells } = this;
    const { lasting } = this.dynamics[s] as Dynamics;
    const changing = 1 - lasting;
    for (let cell = 0; cell < cells; cell++) {
      const still = from[cell] as number;
      const falling = from[cells + cell] as number;
      const rising = from[2 * cells + cell] as number;
      out[cell] = lasting * still + (changing / 2) * (falling + rising);
      out[cells + cell] = changing * (1 - TURNS) * still + lasting * falling + changing * TURNS * rising;
      out[2 * cells + cell] = changing * (1 - TURNS) * still + changing * TURNS * falling + lasting * rising;
    }
  }

  /** Each cell's mass spread by the kernel; what leaves an end is reflected half a cell beyond it. */
  private scatter(kernel: Kernel, from: Float64Array, at: number, out: Float64Array, to: number, share: number): void {
    const { cells, padded } = this;
    const { from: first, chances } = kernel;
    const below = Math.max(0, -first);
    const above = Math.max(0, first + chances.length - 1);
    padded.fill(0, cells - below, 2 * cells + above);
    for (let k = 0; k < chances.length; k++) {
      const chance = share * (chances[k] as number);
      if (chance === 0) continue;
      const shift = cells + first + k;
      for (let cell = 0; cell < cells; cell++) {
        padded[shift + cell] = (padded[shift + cell] as number) + chance * (from[at + cell] as number);
      }
    }
    for (let cell = 0; cell < cells; cell++) out[to + cell] = padded[cells + cell] as number;
    for (let far = 0; far < below; far++) out[to + far] = (out[to + far] as number) + (padded[cells - 1 - far] as number);
    const last = to + cells - 1;
    for (let far = 0; far < above; far++) out[last - far] = (out[last - far] as number) + (padded[2 * cells + far] as number);
  }

  private gather(kernel: Kernel, from: Float64Array, at: number, out: Float64Array, to: number, share: number): void {
    const { cells, padded } = this;
    const { from: first, chances } = kernel;
    for (let cell = 0; cell < cells; cell++) {
      const value = from[at + cell] as number;
      padded[cells + cell] = value;
      padded[cells - 1 - cell] = value;
      padded[3 * cells - 1 - cell] = value;
    }
    out.fill(0, to, to + cells);
    for (let k = 0; k < chances.length; k++) {
      const chance = share * (chances[k] as number);
      if (chance === 0) continue;
      const shift = cells + first + k;
      for (let cell = 0; cell < cells; cell++) {
        out[to + cell] = (out[to + cell] as number) + chance * (padded[shift + cell] as number);
      }
    }
  }
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

/** A set of hypotheses (numbers s * models + m) on a walk. */
export class Hypotheses {
  constructor(
    readonly walk: Walk,
    readonly models: number,
    readonly numbers: readonly number[],
  ) {}

  dynamicsOf(index: number): number {
    return Math.floor((this.numbers[index] as number) / this.models);
  }

  /** Where this hypothesis' likelihood begins in a row. */
  likelihoodAt(index: number): number {
    return ((this.numbers[index] as number) % this.models) * this.walk.cells;
  }

  /** Run forward over the days of `evidence`; with `isFirst` no step is taken into the first of them. */
  filtered(before: State, evidence: Evidence, isFirst: boolean): Filtered {
    const { stride } = this.walk;
    const out: Filtered = { level: [], foreseen: [], logWeight: [] };
    let { level, logWeight } = before;
    evidence.rows.forEach((row, day) => {
      const ahead = new Float64Array(level.length);
      const foreseen = new Float64Array(this.numbers.length).fill(1);
      this.numbers.forEach((_, h) => {
        const at = h * stride;
        if (isFirst && day === 0) ahead.set(level.subarray(at, at + stride), at);
        else this.walk.ahead(this.dynamicsOf(h), level, at, ahead, at);
        if (row === MISSING) return;
        const fit = this.weigh(ahead, at, evidence.likelihoods[row] as Float64Array, this.likelihoodAt(h));
        for (let cell = at; cell < at + stride; cell++) ahead[cell] = (ahead[cell] as number) / fit;
        foreseen[h] = fit;
      });
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

/** Log weights made to sum to one. */
export function shares(logWeight: Float64Array): Float64Array {
  const top = Math.max(...logWeight);
  const raw = logWeight.map((value) => Math.exp(value - top));
  const sum = raw.reduce((total, value) => total + value, 0);
  return raw.map((value) => value / sum);
}
