import { describe, expect, it } from "vitest";
import { type FeelingDay, feelingSafeTrend } from "../trust";
import { weeklyPoints } from "./publishing";

const day = (on: string, safe: number): FeelingDay => ({ on, safe, seen: null, valued: null });

describe("a shared trend", () => {
  const days = [day("2026-09-01", 2), day("2026-11-10", 5), day("2026-11-21", 7)];

  it("has one coarse point a week, at most twelve weeks back", () => {
    const points = weeklyPoints(days, "2026-01-01", "2026-11-22", feelingSafeTrend);
    expect(points.map(({ week_on }) => week_on)).toHaveLength(12);
    expect([points[0]?.week_on, points.at(-1)?.week_on]).toEqual(["2026-08-31", "2026-11-16"]);
    for (const { level, low, high } of points)
      for (const value of [level, low, high]) expect(value).toBe(Number((Math.round(value * 20) / 20).toFixed(2)));
  });

  it("says of a week only what was known at its end", () => {
    const before = weeklyPoints(days.slice(0, 2), "2026-11-10", "2026-11-15", feelingSafeTrend);
    const after = weeklyPoints(days, "2026-11-10", "2026-11-22", feelingSafeTrend);
    expect(after[0]).toEqual(before[0]);
    expect(after).toHaveLength(2);
  });

  it("has nothing to say of weeks before the first check-in", () => {
    expect(weeklyPoints(days.slice(2), "2026-11-01", "2026-11-22", feelingSafeTrend).map(({ week_on }) => week_on)).toEqual(["2026-11-16"]);
    expect(weeklyPoints([], "2026-11-01", "2026-11-22", feelingSafeTrend)).toEqual([]);
  });
});
