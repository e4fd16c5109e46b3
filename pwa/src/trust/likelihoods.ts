/** How likely what was logged on a day is at every level: the port of server/trust/likelihoods.py. */

import { centres } from "./grid";
import { HIGHEST_RATING, type Logged } from "./observations";

const MOOD_TAIL = 4;

export type Kind = Logged["values"];
/** (togetherness, share of halves) for promises; (mood, noise) for feelings. */
export type Noise = readonly [number, number];

/** One Float64Array (models * cells) for each kind of day (kept, partly, missed_told); Dirichlet-multinomial. */
export function promiseLikelihoods(cells: number, kinds: readonly Kind[], models: readonly Noise[]): Float64Array[] {
  const level = centres(cells);
  return kinds.map((kind) => {
    const out = new Float64Array(models.length * cells);
    models.forEach(([togetherness, halves], m) => {
      const outcomes = kind.reduce((sum, count) => sum + count, 0);
      let whole = 0;
      for (let i = 0; i < outcomes; i++) whole += Math.log(togetherness + i);
      for (let cell = 0; cell < cells; cell++) {
        const x = level[cell] as number;
        const chances = [x * (1 - halves * (1 - x)), 2 * halves * x * (1 - x), (1 - x) * (1 - halves * x)];
        let total = -whole;
        chances.forEach((chance, outcome) => {
          for (let i = 0; i < (kind[outcome] as number); i++) total += Math.log(togetherness * chance + i);
        });
        out[m * cells + cell] = Math.exp(total);
      }
    });
    return out;
  });
}

interface FeelingTables {
  /** answer[rating + 1][felt]: chance of a rating (-1: any) at a felt level. */
  answer: Float64Array[];
  /** spread[felt * cells + level]: chance of that felt level under the day's mood. */
  spread: Float64Array;
}

const tablesByNoise = new Map<string, FeelingTables>();

/** Worked out once: they depend on nothing that was logged. */
function feelingTables(cells: number, mood: number, noise: number): FeelingTables {
  const name = `${cells} ${mood} ${noise}`;
  const tables = tablesByNoise.get(name) ?? newFeelingTables(cells, mood, noise);
  tablesByNoise.set(name, tables);
  return tables;
}

function newFeelingTables(cells: number, mood: number, noise: number): FeelingTables {
  const level = centres(cells);
  const felt = centres(3 * cells, -1, 2);
  const below = (y: number, rating: number): number => {
    if (rating < 0) return 0;
    if (rating >= HIGHEST_RATING) return 1;
    return 1 / (1 + Math.exp((y - (rating + 0.5) / HIGHEST_RATING) / noise));
  };
  const answer = [new Float64Array(felt.length).fill(1)];
  for (let rating = 0; rating <= HIGHEST_RATING; rating++) answer.push(felt.map((y) => below(y, rating) - below(y, rating - 1)));
  const spread = new Float64Array(felt.length * cells);
  for (let cell = 0; cell < cells; cell++) {
    let sum = 0;
    const column = felt.map((y) => (1 + ((y - (level[cell] as number)) / mood) ** 2 / MOOD_TAIL) ** (-(MOOD_TAIL + 1) / 2));
    for (const value of column) sum += value;
    column.forEach((value, y) => {
      spread[y * cells + cell] = value / sum;
    });
  }
  return { answer, spread };
}

/** One Float64Array (models * cells) for each kind of day (safe, seen, valued; -1 where skipped). */
export function feelingLikelihoods(cells: number, kinds: readonly Kind[], models: readonly Noise[]): Float64Array[] {
  const tables = models.map(([mood, noise]) => feelingTables(cells, mood, noise));
  return kinds.map(([safe, seen, valued]) => {
    const out = new Float64Array(models.length * cells);
    tables.forEach(({ answer, spread }, m) => {
      const [a, b, c] = [answer[safe + 1], answer[seen + 1], answer[valued + 1]] as [Float64Array, Float64Array, Float64Array];
      const into = out.subarray(m * cells, (m + 1) * cells);
      for (let y = 0; y < a.length; y++) {
        const chance = (a[y] as number) * (b[y] as number) * (c[y] as number);
        if (chance !== 0) addScaled(into, spread, y * cells, chance);
      }
    });
    return out;
  });
}

function addScaled(into: Float64Array, row: Float64Array, at: number, by: number): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) + by * (row[at + i] as number);
}
