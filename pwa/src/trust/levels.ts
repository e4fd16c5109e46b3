/** The two levels, day by day, with what is not known: the port of server/trust/levels.py. */

import { likelyDrops, moved, smoothed } from "./changes";
import { blocksOf, keysOf, read, written } from "./checkpoints";
import { centres, type Evidence, type Filtered, Hypotheses, MISSING, type State, shares } from "./grid";
import { feelingLikelihoods, type Kind, type Noise, promiseLikelihoods } from "./likelihoods";
import { dayNumber, daysPresent, enoughLogged, isoDay, type Logged, loggedFeelings, loggedPromises } from "./observations";
import type { Call, Checkpoints, FeelingDay, PromiseDay, Trend } from "./types";
import { type Dynamics, Walk } from "./walk";

const CELLS = 50;
const LOWEST_SHARE = 0.06;
const WINDOW_DAYS = 28;
const FEWEST_DAYS = 10;
const FEWEST_IN_WINDOW = 4;
const MOVE = 0.05;
const DROP_LISTED = 0.5;
const MATTERS = 1e-6;
/** Twelve weeks touch five blocks at most. */
const BLOCKS_HELD = 5;

interface Model {
  name: string;
  /** Each dynamics with its share beforehand. */
  dynamics: readonly (readonly [Dynamics, number])[];
  noise: readonly Noise[];
  likelihood: (cells: number, kinds: readonly Kind[], noise: readonly Noise[]) => Float64Array[];
  /** The chance from which on a rise or a fall is called. */
  sure: number;
}

const PROMISES: Model = {
  name: "promises/2",
  dynamics: [
    [{ step: 0.001, dropRate: 0.003, drift: 0.004, lasting: 0.99 }, 0.2],
    [{ step: 0.012, dropRate: 0.003, drift: 0.01, lasting: 0.95 }, 0.8],
  ],
  noise: [8, 60].flatMap((togetherness) => [0.1, 0.5].map((halves) => [togetherness, halves] as const)),
  likelihood: promiseLikelihoods,
  sure: 0.83,
};

const FEELING_SAFE: Model = {
  name: "feeling_safe/2",
  dynamics: [
    [{ step: 0.001, dropRate: 0.002, drift: 0.005, lasting: 0.95 }, 0.87],
    [{ step: 0.02, dropRate: 0.002, drift: 0, lasting: 1 }, 0.13],
  ],
  noise: [
    [0.067, 0.048],
    [0.115, 0.062],
  ],
  likelihood: feelingLikelihoods,
  sure: 0.77,
};

/**
 * The level of promises kept from the first day with data (or from `since`, if later) to `asOf`.
 * `checkpoints` is read and added to; days after `asOf` are left out. Throws ObservationError.
 */
export function promisesTrend(days: readonly PromiseDay[], asOf: string, checkpoints: Checkpoints = {}, since?: string): Trend {
  const trend = trendOf(PROMISES, loggedPromises(days, asOf), asOf, checkpoints, since);
  const first = trend.points[0];
  return { ...trend, is_drawable: first !== undefined && enoughLogged(days, first.on, asOf) };
}

/** The level of feeling safe, as `promisesTrend`. */
export function feelingSafeTrend(days: readonly FeelingDay[], asOf: string, checkpoints: Checkpoints = {}, since?: string): Trend {
  return trendOf(FEELING_SAFE, loggedFeelings(days, asOf), asOf, checkpoints, since);
}

const walks = new Map<Model, Walk>();

function walkOf(model: Model): Walk {
  let walk = walks.get(model);
  if (walk === undefined) {
    walk = new Walk(
      CELLS,
      model.dynamics.map(([dynamics]) => dynamics),
    );
    walks.set(model, walk);
  }
  return walk;
}

function trendOf(model: Model, logged: readonly Logged[], asOf: string, checkpoints: Checkpoints, since?: string): Trend {
  const days_present = daysPresent(logged, asOf);
  const first = logged[0]?.day;
  if (first === undefined) {
    const direction = { call: "too_early", p_rising: 0, p_falling: 0, window_days: 0 } as const;
    return { points: [], direction, days_present, drops: [], is_drawable: false };
  }
  const newest = dayNumber(asOf) - first;
  const window = Math.min(WINDOW_DAYS, newest);
  const drawnFrom = since === undefined ? 0 : Math.min(Math.max(0, dayNumber(since) - first), newest);
  const run = new Run(model, logged, first, newest, checkpoints, Math.min(drawnFrom, newest - window));
  run.forward(checkpoints);
  const { law, dropChance, rose, fell } = run.backward(drawnFrom, newest - window);
  const then = run.levelsThen.slice(-law.length);
  const points = law.map((day, index) => {
    const level = mean(day);
    const [low, high] = [LOWEST_SHARE, 1 - LOWEST_SHARE].map((share) => edge(day, level, share)) as [number, number];
    return { on: isoDay(first + drawnFrom + index), level, low, high, level_then: then[index] as number };
  });
  const drops = likelyDrops(dropChance, DROP_LISTED).map(([index, probability]) => ({
    on: isoDay(first + drawnFrom + index),
    probability,
  }));
  const lately = logged.filter(({ day }) => first + newest - day < WINDOW_DAYS).length;
  const isEnough = logged.length >= FEWEST_DAYS && lately >= FEWEST_IN_WINDOW;
  const direction = {
    call: isEnough ? callOf(rose, fell, model.sure) : ("too_early" as const),
    p_rising: rose,
    p_falling: fell,
    window_days: window,
  };
  return { points, direction, days_present, drops, is_drawable: true };
}

function callOf(rose: number, fell: number, sure: number): Call {
  if (rose > sure) return "rising";
  if (fell > sure) return "falling";
  return 1 - rose - fell > Math.max(rose, fell) ? "steady" : "too_early";
}

const MIDDLE = centres(CELLS);

function mean(law: Float64Array): number {
  return law.reduce((sum, share, cell) => sum + share * (MIDDLE[cell] as number), 0);
}

/**
 * The value below which `share` of a law with mean `level` lies. A cell's mass is first taken as spread evenly in it,
 * which adds a cell's own variance of h²/12; drawing the edge in towards the mean takes that off (Sheppard's correction).
 */
function edge(law: Float64Array, level: number, share: number): number {
  let below = 0;
  let cell = 0;
  while (cell < law.length - 1 && below + (law[cell] as number) < share) {
    below += law[cell] as number;
    cell += 1;
  }
  const spread = (cell + (share - below) / (law[cell] as number)) / law.length;
  const variance = law.reduce((sum, mass, at) => sum + mass * (MIDDLE[at] as number) ** 2, 0) - level * level;
  return level + (spread - level) * Math.sqrt(Math.max(variance, 0) / (variance + 1 / (12 * law.length ** 2)));
}

interface Drawn {
  law: Float64Array[];
  dropChance: Float64Array;
  rose: number;
  fell: number;
}

/** One strand's days laid out on the grid, and the filter's state at the end of each block. */
class Run {
  readonly levelsThen: number[] = [];
  private readonly evidence: Evidence;
  private readonly hypotheses: Hypotheses;
  private readonly before: State;
  private readonly blocks: [number, number][];
  private readonly keys: string[];
  private readonly ends = new Map<number, State>();
  /** The evenings of the newest blocks by block, to be smoothed. */
  private readonly newest = new Map<number, Filtered>();
  private readonly resumed: number;

  /** Finds the newest usable checkpoint before day `neededFrom`; only the days after it are laid out. */
  constructor(model: Model, logged: readonly Logged[], first: number, newest: number, checkpoints: Checkpoints, neededFrom: number) {
    const walk = walkOf(model);
    const models = model.noise.length;
    const beforehand = model.dynamics.flatMap(([, share]) => model.noise.map(() => Math.log(share)));
    this.hypotheses = new Hypotheses(walk, models);
    this.before = {
      level: new Float64Array(beforehand.length * walk.stride).fill(1 / walk.stride),
      logWeight: Float64Array.from(beforehand),
    };
    this.blocks = blocksOf(first, first + newest);
    this.keys = keysOf(model.name, logged, first, first + newest);
    this.resumed = this.resume(checkpoints, neededFrom);
    const numbered = new Map<string, number>();
    const kinds: Kind[] = [];
    const rows = new Array<number>(newest + 1).fill(MISSING);
    const from = first + (this.blocks[this.resumed] as [number, number])[0];
    for (const { day, values } of logged) {
      if (day < from) continue;
      const name = values.join();
      const row = numbered.get(name) ?? kinds.push(values) - 1;
      numbered.set(name, row);
      rows[day - first] = row;
    }
    this.evidence = { likelihoods: model.likelihood(CELLS, kinds, model.noise), rows };
  }

  /** Filter to the last day; leaves checkpoints behind. */
  forward(checkpoints: Checkpoints): void {
    for (let block = this.resumed; block < this.blocks.length; block++) {
      const evenings = this.evenings(this.hypotheses.all, block);
      const { level, logWeight } = evenings;
      level.forEach((evening, day) => {
        this.levelsThen.push(this.meanOf(evening, shares(logWeight[day] as Float64Array)));
      });
      const end = { level: level.at(-1) as Float64Array, logWeight: logWeight.at(-1) as Float64Array };
      this.ends.set(block, end);
      if (block >= this.blocks.length - BLOCKS_HELD) this.newest.set(block, evenings);
      const key = this.keys[block];
      if (key !== undefined && checkpoints[key] === undefined) checkpoints[key] = written(end);
    }
  }

  /** The first block to filter: the one after the newest usable checkpoint. */
  private resume(checkpoints: Checkpoints, neededFrom: number): number {
    for (let block = this.keys.length - 1; block >= 0; block--) {
      const text = checkpoints[this.keys[block] as string];
      if (text === undefined || (this.blocks[block] as [number, number])[1] > neededFrom) continue;
      const state = read(text, this.before);
      if (state === null) continue;
      this.ends.set(block, state);
      return block + 1;
    }
    return 0;
  }

  private endBefore(block: number): State {
    return this.ends.get(block - 1) ?? this.before;
  }

  private evenings(among: readonly number[], block: number): Filtered {
    const [start, stop] = this.blocks[block] as [number, number];
    const evidence = { ...this.evidence, rows: this.evidence.rows.slice(start, stop) };
    return this.hypotheses.filtered(among, this.endBefore(block), evidence, block === 0);
  }

  private meanOf(level: Float64Array, weight: Float64Array): number {
    const { cells, stride } = this.hypotheses.walk;
    let mean = 0;
    weight.forEach((share, h) => {
      let sum = 0;
      for (let at = h * stride; at < (h + 1) * stride; at += cells) {
        for (let cell = 0; cell < cells; cell++) sum += (level[at + cell] as number) * (MIDDLE[cell] as number);
      }
      mean += share * sum;
    });
    return mean;
  }

  /**
   * What all days say of those from `drawnFrom` on, and of the change since the evening of `startDay`. The evenings of
   * old blocks are worked out again from the block before rather than kept: ten years of them are 100 MB.
   */
  backward(drawnFrom: number, startDay: number): Drawn {
    const { hypotheses } = this;
    const whole = shares((this.ends.get(this.blocks.length - 1) as State).logWeight);
    const kept = this.thatMatter(whole);
    const sum = kept.reduce((total, h) => total + (whole[h] as number), 0);
    const weight = new Float64Array(whole.length);
    for (const h of kept) weight[h] = (whole[h] as number) / sum;
    const after = new Float64Array(this.before.level.length).fill(1);
    const days = this.evidence.rows.length;
    const law = new Array<Float64Array>(days);
    const foreseen = new Array<Float64Array>(days);
    const dropChance = new Float64Array(days);
    let start = this.before.level;
    for (let block = this.blocks.length - 1; block >= 0; block--) {
      const [first, stop] = this.blocks[block] as [number, number];
      if (stop <= Math.min(drawnFrom, startDay)) break;
      const evenings = this.newest.get(block) ?? this.evenings(kept, block);
      if (first <= startDay && startDay < stop) start = evenings.level[startDay - first] as Float64Array;
      const said = { ...this.evidence, rows: this.evidence.rows.slice(first, stop) };
      const block_ = smoothed(hypotheses, kept, said, evenings, this.endBefore(block).level, after, weight);
      dropChance.set(block_.dropChance, first);
      block_.law.forEach((day, index) => {
        law[first + index] = day;
        foreseen[first + index] = evenings.foreseen[index] as Float64Array;
      });
    }
    dropChance[0] = 0;
    const window = { ...this.evidence, rows: this.evidence.rows.slice(startDay + 1) };
    const [rose, fell] = moved(hypotheses, start, window, foreseen.slice(startDay + 1), weight, MOVE);
    return { law: law.slice(drawnFrom), dropChance: dropChance.slice(drawnFrom), rose, fell };
  }

  /** The hypotheses whose dynamics and whose noise the data have not ruled out. */
  private thatMatter(weight: Float64Array): number[] {
    const { hypotheses } = this;
    const { all, models } = hypotheses;
    const matters = (same: (h: number) => boolean): boolean => all.some((h) => same(h) && (weight[h] as number) > MATTERS);
    return all.filter(
      (h) =>
        matters((other) => hypotheses.dynamicsOf(other) === hypotheses.dynamicsOf(h)) && matters((other) => other % models === h % models),
    );
  }
}
