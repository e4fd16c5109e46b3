/** What all days together say: the line's law, likely drops, and whether the level moved. Port of server/trust/changes.py. */

import { type Evidence, type Filtered, type Hypotheses, MISSING, scale } from "./grid";
import { DRIFTS } from "./walk";

const COVERED = 0.95;
const SUPPORT = 1e-5;
/** Start cells with less than this of the law given all days are passed over: fifty of them cannot change the sixth digit. */
const LEFT = 1e-9;
const NEAR_DAYS = 7;

export interface Smoothed {
  /** The law of each day's level given all days, hypotheses averaged. */
  law: Float64Array[];
  /** Chance that the level dropped into each day. */
  dropChance: Float64Array;
}

/**
 * Run those `among` the hypotheses backward over a block (scaled forward-backward, Rabiner 1989). `after` holds the
 * factors of the evening that ends the block, and is left holding those of the evening `before` it.
 */
export function smoothed(
  hypotheses: Hypotheses,
  among: readonly number[],
  evidence: Evidence,
  evenings: Filtered,
  before: Float64Array,
  after: Float64Array,
  weight: Float64Array,
): Smoothed {
  const { walk } = hypotheses;
  const { cells, stride } = walk;
  const law = evidence.rows.map(() => new Float64Array(cells));
  const dropChance = new Float64Array(evidence.rows.length);
  const turned = new Float64Array(stride);
  for (const h of among) {
    const at = h * stride;
    const s = hypotheses.dynamicsOf(h);
    const share = weight[h] as number;
    const dropRate = walk.dynamics[s]?.dropRate as number;
    const factor = after.subarray(at, at + stride);
    for (let day = evidence.rows.length - 1; day >= 0; day--) {
      const level = evenings.level[day] as Float64Array;
      const into = law[day] as Float64Array;
      for (let drift = 0; drift < stride; drift += cells) {
        for (let cell = 0; cell < cells; cell++) {
          const both = (level[at + drift + cell] as number) * (factor[drift + cell] as number);
          into[cell] = (into[cell] as number) + share * both;
        }
      }
      hear(hypotheses, h, evidence, day, factor, evenings.foreseen[day]?.[h] as number);
      walk.turnBack(s, factor, turned);
      const eve = day === 0 ? before : (evenings.level[day - 1] as Float64Array);
      dropChance[day] = (dropChance[day] as number) + share * dropRate * dropped(turned, eve, at, cells);
      walk.back(s, factor, factor);
    }
  }
  return { law, dropChance };
}

/** Take what was logged on a day into the law or the factors (`values`) of a hypothesis; `foreseen` keeps them near one. */
function hear(hypotheses: Hypotheses, h: number, evidence: Evidence, day: number, values: Float64Array, foreseen: number): void {
  const row = evidence.rows[day] as number;
  if (row === MISSING) return;
  hypotheses.weigh(values, 0, evidence.likelihoods[row] as Float64Array, hypotheses.likelihoodAt(h));
  scale(values, 0, values.length, 1 / foreseen);
}

/** Sum over cells of the evening's mass times the mean of `said` over the cells below. */
function dropped(said: Float64Array, eve: Float64Array, at: number, cells: number): number {
  let total = 0;
  for (let drift = 0; drift < DRIFTS; drift++) {
    const here = drift * cells;
    let below = 0;
    total += (eve[at + here] as number) * (said[here] as number);
    for (let cell = 1; cell < cells; cell++) {
      below += said[here + cell - 1] as number;
      total += ((eve[at + here + cell] as number) * below) / cell;
    }
  }
  return total;
}

/**
 * Chances that the level rose, and fell, by more than `by` from the evening `start` over the days of `evidence`.
 * Averages over the likeliest hypotheses that together hold 95 % of the weight. `foreseen` is the forward run's, by day:
 * dividing by it keeps the joint law's sum near one.
 */
export function moved(
  hypotheses: Hypotheses,
  start: Float64Array,
  evidence: Evidence,
  foreseen: readonly Float64Array[],
  weight: Float64Array,
  by: number,
): [number, number] {
  const likeliest = [...weight.keys()].sort((a, b) => (weight[b] as number) - (weight[a] as number) || a - b);
  let [rose, fell, held] = [0, 0, 0];
  for (const h of likeliest) {
    if (held >= COVERED) break;
    const share = weight[h] as number;
    const fits = foreseen.map((day) => day[h] as number);
    const [up, down] = movedUnder(hypotheses, h, start, evidence, fits, by * hypotheses.walk.cells);
    rose += share * up;
    fell += share * down;
    held += share;
  }
  return [rose / held, fell / held];
}

/**
 * The same under one hypothesis: carries the law of the last day forward from each start cell, of those which the days
 * since then leave likely.
 */
function movedUnder(
  hypotheses: Hypotheses,
  h: number,
  start: Float64Array,
  evidence: Evidence,
  fits: readonly number[],
  byCells: number,
): [number, number] {
  const { walk } = hypotheses;
  const { cells, stride } = walk;
  const at = h * stride;
  const s = hypotheses.dynamicsOf(h);
  const factor = new Float64Array(stride).fill(1);
  for (let day = evidence.rows.length - 1; day >= 0; day--) {
    hear(hypotheses, h, evidence, day, factor, fits[day] as number);
    walk.back(s, factor, factor);
  }
  let [up, down, whole] = [0, 0, 0];
  let law = new Float64Array(stride);
  let next = new Float64Array(stride);
  for (let from = 0; from < cells; from++) {
    law.fill(0);
    let mass = 0;
    let left = 0;
    for (let i = from; i < stride; i += cells) {
      law[i] = start[at + i] as number;
      mass += law[i] as number;
      left += (law[i] as number) * (factor[i] as number);
    }
    if (mass <= SUPPORT || left <= LEFT) continue;
    evidence.rows.forEach((_, day) => {
      walk.ahead(s, law, 0, next, 0);
      [law, next] = [next, law];
      hear(hypotheses, h, evidence, day, law, fits[day] as number);
    });
    for (let i = 0; i < stride; i++) {
      const value = law[i] as number;
      const gap = (i % cells) - from;
      whole += value;
      if (gap > byCells) up += value;
      else if (gap < -byCells) down += value;
    }
  }
  return [up / whole, down / whole];
}

/**
 * Days (by number) at which a drop is likely, each with its chance. When exactly a drop came is rarely certain, so the
 * likeliest day of a fortnight stands for the sum of that fortnight.
 */
export function likelyDrops(chances: Float64Array, listedAbove: number): [number, number][] {
  const listed: [number, number][] = [];
  chances.forEach((chance, day) => {
    const start = Math.max(0, day - NEAR_DAYS);
    const near = chances.subarray(start, day + NEAR_DAYS + 1);
    const together = Math.min(
      1,
      near.reduce((sum, value) => sum + value, 0),
    );
    const isFirstOfHighest = start + near.indexOf(Math.max(...near)) === day;
    if (chance > 0 && isFirstOfHighest && together > listedAbove) listed.push([day, together]);
  });
  return listed;
}
