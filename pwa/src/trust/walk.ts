/**
 * How a level moves overnight, on a grid of cells: the moving half of server/trust/grid.py.
 *
 * A step is a short convolution reflected at both ends and a drop a running sum, so a day costs cells * reach instead of
 * cells * cells.
 */

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

/** Chances of moving by `first`, `first + 1`, … cells in a day; filled with noughts to a multiple of AT_ONCE. */
interface Kernel {
  first: number;
  chances: Float64Array;
}

const AT_ONCE = 6;

function kernelOf(cells: number, stepCells: number, driftCells: number, share: number): Kernel {
  const whole = Math.floor(driftCells);
  const part = driftCells - whole;
  const weights = stepWeights(stepCells, Math.max(1, cells - 2 - Math.abs(whole)));
  const reach = weights.length - 1;
  const chances = new Float64Array(AT_ONCE * Math.ceil((2 * reach + 2) / AT_ONCE));
  for (let step = -reach; step <= reach; step++) {
    const weight = share * (weights[Math.abs(step)] as number);
    chances[step + reach] = (chances[step + reach] as number) + weight * (1 - part);
    chances[step + reach + 1] = weight * part;
  }
  return { first: whole - reach, chances };
}

/** The same seen from the cell that is reached: from which cells, and with what chances. */
function turnedRound({ first, chances }: Kernel): Kernel {
  return { first: 1 - first - chances.length, chances: chances.slice().reverse() };
}

/**
 * Adds to each of the first `count` of `out` the sum of `chances` times what stands in `padded` from `at` and its place
 * on. The chances are held six at a time while the numbers they meet move past: three times as fast as one by one.
 */
function meet(chances: Float64Array, padded: Float64Array, at: number, out: Float64Array, count: number): void {
  for (let k = 0; k < chances.length; k += AT_ONCE) {
    const p = chances[k] as number;
    const q = chances[k + 1] as number;
    const r = chances[k + 2] as number;
    const s = chances[k + 3] as number;
    const t = chances[k + 4] as number;
    const u = chances[k + 5] as number;
    const here = at + k;
    let a = padded[here] as number;
    let b = padded[here + 1] as number;
    let c = padded[here + 2] as number;
    let d = padded[here + 3] as number;
    let e = padded[here + 4] as number;
    for (let place = 0; place < count; place++) {
      const f = padded[here + place + 5] as number;
      out[place] = (out[place] as number) + (p * a + q * b) + (r * c + s * d) + (t * e + u * f);
      a = b;
      b = c;
      c = d;
      d = e;
      e = f;
    }
  }
}

/** How a level moves overnight: its drift may turn, then it steps, or drops to one of the cells below. */
export class Walk {
  /** Numbers a hypothesis. */
  readonly stride: number;
  /** One a drift of each dynamics. */
  private readonly onward: Kernel[];
  private readonly backward: Kernel[];
  /** Room beyond either end of the cells, so that no kernel needs to look where it reaches. */
  private readonly margin: number;
  private readonly padded: Float64Array[];
  private readonly mirrored: Float64Array;
  private readonly reached: Float64Array;
  private readonly turned: Float64Array;

  constructor(
    readonly cells: number,
    readonly dynamics: readonly Dynamics[],
  ) {
    this.stride = DRIFTS * cells;
    this.backward = dynamics.flatMap(({ step, drift, dropRate }) =>
      [0, -drift, drift].map((sign) => kernelOf(cells, step * cells, sign * cells, 1 - dropRate)),
    );
    this.onward = this.backward.map(turnedRound);
    this.margin = 2 * Math.max(...this.onward.map(({ chances }) => chances.length));
    this.padded = Array.from({ length: DRIFTS }, () => new Float64Array(cells + 2 * this.margin));
    this.mirrored = new Float64Array(cells + 2 * this.margin);
    this.reached = new Float64Array(cells + 2 * this.margin);
    this.turned = new Float64Array(this.stride);
  }

  /** The law of tomorrow (into `out` at `to`) from the law of today (`from` at `at`) under dynamics `s`. */
  ahead(s: number, from: Float64Array, at: number, out: Float64Array, to: number): void {
    const { cells, margin } = this;
    const [stills, fallings, risings] = this.padded as [Float64Array, Float64Array, Float64Array];
    const { dropRate, lasting } = this.dynamics[s] as Dynamics;
    const changing = 1 - lasting;
    for (let cell = 0; cell < cells; cell++) {
      const still = from[at + cell] as number;
      const falling = from[at + cells + cell] as number;
      const rising = from[at + 2 * cells + cell] as number;
      stills[margin + cell] = lasting * still + changing * (1 - TURNS) * (falling + rising);
      fallings[margin + cell] = (changing / 2) * still + lasting * falling + changing * TURNS * rising;
      risings[margin + cell] = (changing / 2) * still + changing * TURNS * falling + lasting * rising;
    }
    for (let drift = 0; drift < DRIFTS; drift++) {
      const here = to + drift * cells;
      const padded = this.padded[drift] as Float64Array;
      let above = 0;
      for (let cell = cells - 1; cell > 0; cell--) {
        out[here + cell] = dropRate * above;
        above += (padded[margin + cell] as number) / cell;
      }
      out[here] = dropRate * (above + (padded[margin] as number));
      this.step(this.onward[s * DRIFTS + drift] as Kernel, padded, out, here);
    }
  }

  /** Adds what comes to each cell by a step; what leaves an end is reflected half a cell beyond it. */
  private step({ first, chances }: Kernel, padded: Float64Array, out: Float64Array, to: number): void {
    const { cells, reached } = this;
    const below = Math.max(0, first + chances.length - 1);
    const above = Math.max(0, -first);
    reached.fill(0);
    meet(chances, padded, this.margin - below + first, reached, below + cells + above);
    for (let cell = 0; cell < cells; cell++) out[to + cell] = (out[to + cell] as number) + (reached[below + cell] as number);
    for (let far = 0; far < below; far++) out[to + far] = (out[to + far] as number) + (reached[below - 1 - far] as number);
    const last = to + cells - 1;
    for (let far = 0; far < above; far++) out[last - far] = (out[last - far] as number) + (reached[below + cells + far] as number);
  }

  /** The expectation today (into `out`) of what depends on tomorrow's cell: the transpose of `ahead`, at offset 0. */
  back(s: number, from: Float64Array, out: Float64Array): void {
    const { cells, margin, mirrored, reached, turned } = this;
    const { dropRate } = this.dynamics[s] as Dynamics;
    for (let drift = 0; drift < DRIFTS; drift++) {
      const here = drift * cells;
      const { first, chances } = this.backward[s * DRIFTS + drift] as Kernel;
      for (let cell = 0; cell < cells; cell++) mirrored[margin + cell] = from[here + cell] as number;
      for (let far = 0; far < Math.min(margin, cells); far++) {
        mirrored[margin - 1 - far] = from[here + far] as number;
        mirrored[margin + cells + far] = from[here + cells - 1 - far] as number;
      }
      reached.fill(0);
      meet(chances, mirrored, margin + first, reached, cells);
      let below = from[here] as number;
      turned[here] = (reached[0] as number) + dropRate * below;
      for (let cell = 1; cell < cells; cell++) {
        turned[here + cell] = (reached[cell] as number) + (dropRate * below) / cell;
        below += from[here + cell] as number;
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
}
