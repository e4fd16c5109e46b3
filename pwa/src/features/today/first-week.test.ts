import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { addDays } from "../../domain/days";
import type { RoleLabel } from "../../domain/types";
import type { Store } from "../../store/types";
import { A_SUNDAY, example } from "../../ui/testing";
import { type Beginning, beginningOf, firstWeekEnds, type SmallThing, smallThing } from "./first-week";

const day = (n: number) => addDays(A_SUNDAY, n);

describe("the first week", () => {
  it.each<[string, Partial<Beginning>, SmallThing | null]>([
    ["begins with the question for oneself", {}, "safety"],
    ["offers one thing a day", { began_on: day(0), settled: { safety: day(0) } }, null],
    ["goes on the next day", { began_on: day(-1), settled: { safety: day(-1) } }, "tonight"],
    ["takes what was done by itself as the day's thing", { began_on: day(0), settled: { promise: day(0) } }, null],
    ["comes back to what was left", { began_on: day(-1), settled: { promise: day(-1) } }, "safety"],
    ["then a promise", { began_on: day(-2), settled: { safety: day(-2), tonight: day(-1) } }, "promise"],
    ["then a check-in", { began_on: day(-3), settled: { safety: day(-3), tonight: day(-2), promise: day(-1) } }, "check_in"],
    ["waits, if days went by, without a word", { began_on: day(-6), settled: { safety: day(-6) } }, "tonight"],
    ["is over after seven days, whatever is left", { began_on: day(-7), settled: {} }, null],
    [
      "is over when all was there",
      { began_on: day(-4), settled: { safety: day(-4), tonight: day(-3), promise: day(-2), check_in: day(-1) } },
      null,
    ],
    ["offers a promise early to one", { began_on: day(-1), settled: { safety: day(-1) }, label: "involved" }, "promise"],
    [
      "and last to the other",
      { began_on: day(-2), settled: { safety: day(-2), tonight: day(-1) }, label: "injured" as RoleLabel },
      "check_in",
    ],
  ])("%s", (_, given, expected) => {
    expect(smallThing({ today: A_SUNDAY, began_on: null, settled: {}, label: null, ...given })).toBe(expected);
  });

  const nothing = { acts: signal([]), first_act_on: signal(null), commitments: signal([]), check_ins: signal([]) };

  it("is worked out from what is there, for one person alone", async () => {
    const { store } = await example();
    const me = signal(store.me.value && { ...store.me.value, couples: [] });
    const alone = { ...store, ...nothing, me, couple: signal(null), put_aside: signal({ safety: day(-1) }) } as Store;
    expect(beginningOf(alone)).toEqual({ today: A_SUNDAY, began_on: day(-1), settled: { safety: day(-1) }, label: null });
    expect(firstWeekEnds(beginningOf(alone))).toBe(day(6));
  });

  it("counts from the pairing for two, who were asked before it", async () => {
    const { store } = await example();
    const couple = store.couple.value && { ...store.couple.value, paired_on: A_SUNDAY };
    const me = signal(store.me.value && couple && { ...store.me.value, couples: [couple] });
    const pair = { ...store, ...nothing, me, couple: signal(couple) } as Store;
    expect(beginningOf(pair)).toMatchObject({ began_on: A_SUNDAY, settled: { safety: day(-1) } });
    expect(smallThing(beginningOf(pair))).toBe("tonight");
  });

  it("is long over for the example couple", async () => {
    expect(smallThing(beginningOf((await example()).store))).toBeNull();
  });
});
