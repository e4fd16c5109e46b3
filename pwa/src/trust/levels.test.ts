import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/trust.json";
import { type FeelingDay, feelingSafeTrend, type PromiseDay, promisesTrend, type Trend } from "./index";

const CLOSE = 1e-6;

function expectSame(actual: Trend, expected: Trend): void {
  expect(actual.points.length).toBe(expected.points.length);
  expect(actual.direction.call).toBe(expected.direction.call);
  expect(actual.days_present).toBe(expected.days_present);
  expect(actual.is_drawable).toBe(expected.is_drawable);
  expect(actual.drops.map(({ on }) => on)).toEqual(expected.drops.map(({ on }) => on));
  const pairs = [
    ...expected.points.flatMap((point, index) => {
      const got = actual.points[index] as typeof point;
      expect(got.on).toBe(point.on);
      return (["level", "low", "high", "level_then"] as const).map((name) => [got[name], point[name]] as const);
    }),
    ...(["p_rising", "p_falling", "window_days"] as const).map((name) => [actual.direction[name], expected.direction[name]] as const),
    ...expected.drops.map((drop, index) => [actual.drops[index]?.probability as number, drop.probability] as const),
  ];
  const furthest = Math.max(...pairs.map(([got, wanted]) => Math.abs(got - wanted)));
  expect(furthest).toBeLessThan(CLOSE);
}

describe("the port draws what the server draws", () => {
  it.each(vectors.promises.map((one) => [one.name, one] as const))("promises: %s", (_, one) => {
    expectSame(promisesTrend(one.days as PromiseDay[], one.as_of), one.trend as Trend);
  });
  it.each(vectors.feeling_safe.map((one) => [one.name, one] as const))("feeling safe: %s", (_, one) => {
    expectSame(feelingSafeTrend(one.days as FeelingDay[], one.as_of), one.trend as Trend);
  });
});
