/** The two levels, day by day, with what is not known: the port of server/trust/levels.py. */

import { centres, filtered, MISSING, moved, shares, smoothed, stepWeights, untouched, Walk } from "./grid";
import { feelingLikelihoods, type Kind, type Models, promiseLikelihoods } from "./likelihoods";
import { dayNumber, daysPresent, enoughLogged, isoDay, type Logged, loggedFeelings, loggedPromises } from "./observations";
import type { Call, Direction, FeelingDay, PromiseDay, Trend } from "./types";

const CELLS = 50;
const BAND = [0.05, 0.95] as const;
const WINDOW_DAYS = 28;
const FEWEST_DAYS = 10;
const SURE = 0.8;
const MOVE = 0.05;
const DROP_LISTED = 0.5;
const STEPS = [0.004, 0.01, 0.02] as const;
const DROP_RATE = 0.004;
const PROMISE_MODELS: Models = [[5, 0.1], [5, 0.5], [40, 0.1], [40, 0.5]];
const FEELING_MODELS: Models = [0.04, 0.09, 0.16].flatMap((mood) => [0.04, 0.08].map((noise) => [mood, noise] as const));

/** The level of promises kept from the first day with data to `asOf`. */
export function promisesTrend(days: readonly PromiseDay[], asOf: string): Trend {
  const trend = trendOf(loggedPromises(days, asOf), asOf, promiseLikelihoods, PROMISE_MODELS);
  const first = trend.points[0];
  return { ...trend, is_drawable: first !== undefined && enoughLogged(days, first.on, asOf) };
}

/** The level of feeling safe from the first check-in to `asOf`. */
export function feelingSafeTrend(days: readonly FeelingDay[], asOf: string): Trend {
  return trendOf(loggedFeelings(days, asOf), asOf, feelingLikelihoods, FEELING_MODELS);
}

type LikelihoodOf = (cells: number, kinds: readonly Kind[], models: Models) => Float64Array[];

function trendOf(logged: readonly Logged[], asOf: string, likelihoodOf: LikelihoodOf, models: Models): Trend {
  const days_present = daysPresent(logged, asOf);
  const first = logged[0]?.day;
  if (first === undefined) {
    const direction: Direction = { call: "too_early", p_rising: 0, p_falling: 0, window_days: 0 };
    return { points: [], direction, days_present, drops: [], is_drawable: false };
  }
  const index = new Map<string, number>();
  const kinds: Kind[] = [];
  const rows = new Array<number>(dayNumber(asOf) - first + 1).fill(MISSING);
  for (const { day, values } of logged) {
    const name = values.join();
    let kind = index.get(name);
    if (kind === undefined) {
      kind = kinds.push(values) - 1;
      index.set(name, kind);
    }
    rows[day - first] = kind;
  }
  const likelihoods = likelihoodOf(CELLS, kinds, models);
  const steps = STEPS.map((step) => ({ weights: stepWeights(step * CELLS, CELLS), dropRate: DROP_RATE }));
  const walk = new Walk(CELLS, steps, models.length);
  const evenings = filtered(walk, untouched(walk), likelihoods, rows, true);
  const weight = shares(evenings.logWeight.at(-1) as Float64Array);
  const { law, dropChance } = smoothed(walk, evenings, likelihoods, rows, weight);
  const middle = centres(CELLS);
  const points = law.map((day, t) => ({
    on: isoDay(first + t),
    level: mean(day, middle),
    low: quantile(day, BAND[0]),
    high: quantile(day, BAND[1]),
    level_then: meanThen(evenings.level[t] as Float64Array, shares(evenings.logWeight[t] as Float64Array), middle),
  }));
  const drops = points.flatMap(({ on }, t) => {
    const probability = dropChance[t] as number;
    return probability > DROP_LISTED ? [{ on, probability }] : [];
  });
  const window = Math.min(WINDOW_DAYS, rows.length - 1);
  const start = rows.length - 1 - window;
  const [rose, fell] = moved(walk, evenings.level[start] as Float64Array, likelihoods, rows.slice(start + 1), weight, MOVE * CELLS);
  const direction = { call: callOf(rose, fell, logged.length), p_rising: rose, p_falling: fell, window_days: window };
  return { points, direction, days_present, drops, is_drawable: true };
}

function callOf(rose: number, fell: number, logged: number): Call {
  if (logged < FEWEST_DAYS) return "too_early";
  if (rose > SURE) return "rising";
  if (fell > SURE) return "falling";
  return 1 - rose - fell > 0.4 ? "steady" : "too_early";
}

function mean(law: Float64Array, middle: Float64Array): number {
  return law.reduce((sum, share, cell) => sum + share * (middle[cell] as number), 0);
}

function meanThen(level: Float64Array, weight: Float64Array, middle: Float64Array): number {
  return level.reduce(
    (sum, share, at) => sum + share * (middle[at % CELLS] as number) * (weight[Math.floor(at / CELLS)] as number),
    0,
  );
}

/** The level below which `share` of the law lies, a cell's mass taken as spread evenly in it. */
function quantile(law: Float64Array, share: number): number {
  let below = 0;
  let cell = 0;
  while (cell < law.length - 1 && below + (law[cell] as number) < share) {
    below += law[cell] as number;
    cell += 1;
  }
  return (cell + (share - below) / (law[cell] as number)) / law.length;
}
