import { describe, expect, it } from "vitest";
import { type FeelingDay, feelingSafeTrend, ObservationError, type PromiseDay, promisesTrend } from "./index";
import { dayNumber, enoughLogged, isoDay } from "./observations";

const promise = (changed: Partial<PromiseDay>): PromiseDay => ({
  on: "2026-03-01",
  due: 3,
  kept: 1,
  partly: 0,
  missed_told: 1,
  ...changed,
});
const feeling = (changed: Partial<FeelingDay>): FeelingDay => ({ on: "2026-03-01", safe: 5, seen: null, valued: null, ...changed });

describe("days that cannot be", () => {
  it.each([
    [[promise({}), promise({ kept: 0 })], "2026-03-01 is given twice"],
    [[promise({ due: 1 })], "2026-03-01: 2 outcomes, more than the 1 due"],
    [[promise({ kept: -1 })], "2026-03-01: kept is -1, not between 0 and 100"],
    [[promise({ partly: 1.5 })], "2026-03-01: partly is 1.5, not between 0 and 100"],
    [[promise({ due: null, kept: 60, missed_told: 41 })], "2026-03-01: 101 outcomes, more than 100"],
    [[promise({ on: "2026-02-30" })], "2026-02-30 is not a date"],
    [[promise({ on: "1 March" })], "1 March is not a date"],
  ])("promises %#", (days, says) => {
    expect(() => promisesTrend(days, "2026-03-05")).toThrow(new ObservationError(says));
  });

  it.each(["safe", "seen", "valued"] as const)("%s out of range", (name) => {
    expect(() => feelingSafeTrend([feeling({ [name]: 11 })], "2026-03-05")).toThrow(`2026-03-01: ${name} is 11, not between 0 and 10`);
  });
});

describe("days", () => {
  it("are numbered without a clock or a zone, across changes of the hour and centuries", () => {
    expect(dayNumber("1970-01-02")).toBe(1);
    expect(isoDay(dayNumber("2026-03-29") + 1)).toBe("2026-03-30");
    expect(dayNumber("2101-01-01") - dayNumber("2100-01-01")).toBe(365);
  });

  it("count as due where something was due or logged, within the window", () => {
    const days = Array.from({ length: 10 }, (_, n) => promise({ on: isoDay(20_000 + n), due: 1, kept: n < 5 ? 1 : 0, missed_told: 0 }));
    const [first, last] = [isoDay(20_000), isoDay(20_009)];
    expect(enoughLogged(days, first, last)).toBe(true);
    expect(enoughLogged(days.slice(1), first, last)).toBe(false);
    expect(enoughLogged(days, isoDay(20_001), last)).toBe(false);
    expect(enoughLogged(days, first, isoDay(20_006))).toBe(true);
    expect(enoughLogged([...days.slice(1), promise({ on: "2030-01-01", due: null, kept: 0, missed_told: 0 })], first, "2031-01-01")).toBe(
      false,
    );
  });
});
