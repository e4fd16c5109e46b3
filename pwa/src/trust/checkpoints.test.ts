import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/trust.json";
import { read, written } from "./checkpoints";
import { type Checkpoints, type FeelingDay, feelingSafeTrend, type Trend } from "./index";
import { dayNumber, isoDay } from "./observations";

const START = dayNumber("2025-11-03");
const LARGEST_BYTES = 40_000;

/** A small generator of the same numbers everywhere (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function furthest(a: Trend, b: Trend): number {
  expect(a.points.map(({ on }) => on)).toEqual(b.points.map(({ on }) => on));
  const numbers = ({ points, direction }: Trend): number[] => [
    ...points.flatMap(({ level, low, high, level_then }) => [level, low, high, level_then]),
    direction.p_rising,
    direction.p_falling,
  ];
  const other = numbers(b);
  return Math.max(...numbers(a).map((value, index) => Math.abs(value - (other[index] as number))));
}

describe("checkpoints", () => {
  it("change nothing over random edits of the past", () => {
    const below = randomFrom(7);
    const byDay = new Map<string, FeelingDay>();
    const rating = (): number | null => (below(3) === 0 ? null : below(11));
    for (let day = 0; day < 120; day++) {
      if (below(3) > 0) byDay.set(isoDay(START + day), { on: isoDay(START + day), safe: below(11), seen: rating(), valued: rating() });
    }
    const checkpoints: Checkpoints = {};
    for (let edit = 0; edit < 8; edit++) {
      const on = isoDay(START + below(120));
      if (below(3) === 0) byDay.delete(on);
      else byDay.set(on, { on, safe: below(11), seen: rating(), valued: null });
      const asOf = isoDay(START + 110 + below(20));
      const since = isoDay(START + 40 + below(60));
      const full = feelingSafeTrend([...byDay.values()], asOf);
      const points = full.points.filter((point) => point.on >= since);
      expect(furthest(feelingSafeTrend([...byDay.values()], asOf, checkpoints, since), { ...full, points })).toBeLessThan(1e-9);
    }
    expect(Object.keys(checkpoints).length).toBeGreaterThan(4);
    for (const text of Object.values(checkpoints)) expect(text.length).toBeLessThan(LARGEST_BYTES);
  });

  it("are used: a foreign state under the right key shows", () => {
    const days = Array.from({ length: 60 }, (_, day): FeelingDay => ({ on: isoDay(START + day), safe: 7, seen: null, valued: null }));
    const asOf = isoDay(START + 59);
    const checkpoints: Checkpoints = {};
    const right = feelingSafeTrend(days, asOf, checkpoints, asOf);
    const low = days.map((day) => ({ ...day, safe: 2 }));
    const others: Checkpoints = {};
    feelingSafeTrend(low, asOf, others, asOf);
    const mixed = Object.fromEntries(Object.keys(checkpoints).map((key, index) => [key, Object.values(others)[index] as string]));
    expect(furthest(feelingSafeTrend(days, asOf, mixed, asOf), right)).toBeGreaterThan(0.001);
  });

  it("that are broken are passed over", () => {
    const days = Array.from({ length: 60 }, (_, day): FeelingDay => ({ on: isoDay(START + day), safe: 7, seen: null, valued: null }));
    const asOf = isoDay(START + 59);
    const checkpoints: Checkpoints = {};
    const right = feelingSafeTrend(days, asOf, checkpoints, asOf);
    const broken = Object.fromEntries(Object.keys(checkpoints).map((key) => [key, "not base64 !"]));
    expect(furthest(feelingSafeTrend(days, asOf, broken, asOf), right)).toBe(0);
  });

  it("are read as written, or not at all", () => {
    const state = { level: Float64Array.of(0.25, 0.75), logWeight: Float64Array.of(-1.5) };
    expect(read(written(state), state)).toEqual(state);
    expect(read("AAAA", state)).toBeNull();
    expect(read("*", state)).toBeNull();
    expect(read(written({ ...state, level: Float64Array.of(-0.25, 0.75) }), state)).toBeNull();
    expect(read(written({ ...state, logWeight: Float64Array.of(Number.NaN) }), state)).toBeNull();
  });

  it("have the server's keys", () => {
    for (const one of vectors.keys) {
      const checkpoints: Checkpoints = {};
      feelingSafeTrend(one.days as FeelingDay[], one.as_of, checkpoints);
      expect(Object.keys(checkpoints)).toEqual(one.keys);
    }
  });
});
