import { describe, expect, it } from "vitest";
import { type FeelingDay, feelingSafeTrend, type Trend } from "../../trust";
import { weeklyPoints } from "./publishing";

const day = (on: string, safe: number): FeelingDay => ({ on, safe, seen: null, valued: null });

const trendOf = async (known: FeelingDay[], as_of: string): Promise<Trend> => feelingSafeTrend(known, as_of);

describe("a shared trend", () => {
  const days = [day("2026-09-01", 2), day("2026-11-10", 5), day("2026-11-21", 7)];

  it("has one coarse point a week, at most twelve weeks back", async () => {
    const points = await weeklyPoints(days, "2026-01-01", "2026-11-22", trendOf);
    expect(points.map(({ week_on }) => week_on)).toHaveLength(12);
    expect([points[0]?.week_on, points.at(-1)?.week_on]).toEqual(["2026-08-31", "2026-11-16"]);
    for (const { level, low, high } of points)
      for (const value of [level, low, high]) expect(value).toBe(Number((Math.round(value * 20) / 20).toFixed(2)));
  });

  it("says of a week only what was known at its end", async () => {
    const before = await weeklyPoints(days.slice(0, 2), "2026-11-10", "2026-11-15", trendOf);
    const after = await weeklyPoints(days, "2026-11-10", "2026-11-22", trendOf);
    expect(after[0]).toEqual(before[0]);
    expect(after).toHaveLength(2);
  });

  it("has nothing to say of weeks before the first check-in", async () => {
    const points = await weeklyPoints(days.slice(2), "2026-11-01", "2026-11-22", trendOf);
    expect(points.map(({ week_on }) => week_on)).toEqual(["2026-11-16"]);
    expect(await weeklyPoints([], "2026-11-01", "2026-11-22", trendOf)).toEqual([]);
  });
});
