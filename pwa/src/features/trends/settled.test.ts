import { describe, expect, it } from "vitest";
import { addDays } from "../../domain/days";
import { promisesTrend } from "../../trust";
import { settled } from "./settled";

const FIRST = "2026-08-03";

const GOOD = { kept: 2, missed_told: 0 };
const MIXED = { kept: 1, missed_told: 1 };
const MISSED = { kept: 0, missed_told: 1 };

/** The trend after so many days of which most went well, and then so many on which a promise was missed. */
function trendAfter(well: number, missed: number) {
  const days = Array.from({ length: well + missed }, (_, n) => {
    const day = n >= well ? MISSED : n % 8 === 5 ? MIXED : GOOD;
    return { due: 2, on: addDays(FIRST, n), partly: 0, ...day };
  });
  return promisesTrend(days, addDays(FIRST, well + missed - 1));
}

describe("the line", () => {
  it("makes no dive out of the newest days while nothing is said of one", () => {
    const trend = trendAfter(80, 2);
    expect(trend.direction.call).not.toBe("falling");
    expect(trend.drops).toEqual([]);
    expect(trend.points.at(-1)?.low).toBeLessThan(0.5);
    const drawn = settled(trend);
    expect(drawn).toEqual(trend.points.slice(0, -7));
    expect(Math.min(...drawn.map(({ low }) => low))).toBeGreaterThan(0.75);
  });

  it("shows a fall as soon as it is said", () => {
    const trend = trendAfter(80, 6);
    expect(trend.drops.length + Number(trend.direction.call === "falling")).toBeGreaterThan(0);
    expect(settled(trend)).toEqual(trend.points);
  });

  it("has its first week", () => {
    expect([7, 10, 14, 15].map((days) => settled(trendAfter(days, 0)).length)).toEqual([7, 7, 7, 8]);
  });
});
