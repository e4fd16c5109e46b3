import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/recurrence.json";
import { localDay, nextMidnight, noonIn } from "./days";
import { duePerWeek, isDue, occurrences } from "./recurrence";
import type { Commitment, Pause, Rhythm } from "./types";

const cases = vectors.map(({ commitment, pauses, ...rest }) => ({
  ...rest,
  commitment: commitment as typeof commitment & { rhythm: Rhythm } as Commitment,
  pauses: pauses as Pause[],
}));

describe("a commitment's days", () => {
  it.each(cases)("$name", ({ commitment, pauses, from, to, due_days, due_per_week }) => {
    expect(occurrences(commitment, pauses, from, to)).toEqual(due_days);
    expect(due_days.every((day) => isDue(commitment, pauses, day))).toBe(true);
    if (due_per_week) expect(duePerWeek(commitment, pauses, from, to)).toEqual(due_per_week);
  });
});

describe("days in a zone", () => {
  it("turns over where the person is", () => {
    const at = new Date("2026-11-22T10:30:00Z");
    expect([localDay("Pacific/Kiritimati", at), localDay("Pacific/Pago_Pago", at)]).toEqual(["2026-11-23", "2026-11-21"]);
  });

  it.each([
    ["Europe/Madrid", "2026-10-25T00:30:00Z", "2026-10-25T23:00:00Z"],
    ["Europe/Madrid", "2026-03-28T23:30:00Z", "2026-03-29T22:00:00Z"],
    ["Asia/Kathmandu", "2026-11-22T12:00:00Z", "2026-11-22T18:15:00Z"],
    ["America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T04:00:00Z"],
  ])("finds midnight in %s after %s", (zone, at, midnight) => {
    const off = nextMidnight(zone, new Date(at)).getTime() - Date.parse(midnight);
    expect(off).toBeGreaterThanOrEqual(0);
    expect(off).toBeLessThanOrEqual(60_000);
  });

  it.each(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "UTC"])("finds noon in %s", (zone) => {
    const noon = noonIn(zone, "2026-03-29");
    expect(localDay(zone, noon)).toBe("2026-03-29");
    expect(new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeStyle: "short" }).format(noon)).toBe("12:00");
  });
});
