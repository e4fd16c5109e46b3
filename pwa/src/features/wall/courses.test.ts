import { describe, expect, it } from "vitest";
import { addDays } from "../../domain/days";
import type { Act } from "../../domain/types";
import { A_SUNDAY } from "../../ui/testing";
import { courses, DAY_PX, LINE_PX, MONTH_PX, within } from "./courses";

function acts(on: string, count: number): Act[] {
  return Array.from({ length: count }, (_, n) => ({ id: `${on}-${n}`, on }) as Act);
}

describe("courses", () => {
  it("lay one course a day that has entries, and none for a day without", () => {
    const wall = courses([...acts("2026-11-22", 2), ...acts("2026-11-20", 1)], 3);
    expect(wall.map(({ day }) => day)).toEqual(["2026-11-22", "2026-11-20"]);
    expect(wall[1]?.top_px).toBe(LINE_PX + DAY_PX + MONTH_PX);
  });

  it("lay a long day in full lines, and what is left over on top", () => {
    const [day] = courses(acts("2026-11-22", 4), 3);
    expect(day?.lines.map((line) => line.length)).toEqual([1, 3]);
  });

  it("keep the bond of old days when a new one is laid", () => {
    const old = [...acts("2026-11-21", 2), ...acts("2026-11-20", 4)];
    const before = courses(old, 3);
    const after = courses([...acts("2026-11-22", 5), ...old], 3);
    expect(before.map(({ below }) => below)).toEqual([2, 0]);
    expect(after.map(({ below }) => below)).toEqual([3, 2, 0]);
  });

  it("show only what is near the view of a wall of ten thousand acts", () => {
    const days = Array.from({ length: 2500 }, (_, back) => acts(addDays(A_SUNDAY, -back), 4)).flat();
    const wall = courses(days, 3);
    const [from, to] = within(wall, 50_000, 51_000);
    expect(to - from).toBeLessThan(20);
    const first = wall[from];
    expect(first && first.top_px <= 50_000 && first.top_px + first.height_px > 50_000).toBe(true);
    expect(wall[to - 1]?.top_px).toBeGreaterThanOrEqual(50_900);
  });
});
