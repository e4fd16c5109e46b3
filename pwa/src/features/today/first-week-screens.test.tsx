import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../domain/days";
import type { Act, CheckIn, Commitment, LocalDay } from "../../domain/types";
import type { Store } from "../../store/types";
import { A_SUNDAY, all, example, fill, press, show, submit, text, the } from "../../ui/testing";
import { words } from "../../words";
import { Trends } from "../trends/trends";
import { SafetyAlone } from "./safety-alone";
import { Today } from "./today";
import { Tonight } from "./tonight";

const NO_ACTS = { acts: signal<Act[]>([]), recent_acts: signal<Act[]>([]), first_act_on: signal(null) };

/** One person on their first day, or later, with nothing written yet. */
async function alone(put_aside: Record<string, LocalDay> = {}) {
  const made = await example();
  const me = made.store.me.value;
  if (!me) throw new Error("the example is somebody");
  const store: Store = {
    ...made.store,
    me: signal({ ...me, couples: [], person: { ...me.person, settings: { ...me.person.settings, check_in_days: [] } } }),
    couple: signal(null),
    ...NO_ACTS,
    commitments: signal<Commitment[]>([]),
    check_ins: signal<CheckIn[]>([]),
    put_aside: signal(put_aside),
    unopened: signal({ acts: [], acknowledgements: [] }),
  };
  return { ...made, store };
}

beforeEach(() => {
  location.hash = "";
});

describe("the first week on Today", () => {
  it("offers the question first, and not now is remembered sealed", async () => {
    const { store, called } = await alone();
    show(store, <Today is_check_in={false} />);
    expect(the("link", "See the question").getAttribute("href")).toBe("#/today/safety");
    expect(all("heading", "A question about safety, for you alone")).toHaveLength(1);
    expect([...document.querySelectorAll(".button.main")].map(({ textContent }) => textContent)).toEqual(["Add an act"]);
    expect(all("slider", "Safe")).toEqual([]);
    expect(all("link", "Make a first commitment")).toEqual([]);
    await press("button", "Not now");
    expect(called).toEqual([["put_aside", ["safety"]]]);
    show((await alone({ safety: A_SUNDAY })).store, <Today is_check_in={false} />);
    expect(all("link", "Make a first commitment")).toHaveLength(1);
  });

  it("asks the question without keeping the answer", async () => {
    const { store, called } = await alone();
    show(store, <SafetyAlone />);
    await press("button", "I am not sure");
    expect(the("link", "Help and safety")).toBeTruthy();
    show(store, <SafetyAlone />);
    await press("button", "Yes, I feel safe");
    expect(location.hash).toBe("#/today");
    expect(called).toEqual([]);
  });

  it("does not follow a check-in, or a promise put aside, with a promise on the same day", async () => {
    const offered = () => all("link", "Make a first commitment");
    const { store } = await alone({ safety: addDays(A_SUNDAY, -1) });
    const check_in = { id: "1", on: A_SUNDAY, safe: 6, seen: null, valued: null, is_waiting: false };
    const check_ins = signal<CheckIn[]>([check_in]);
    show({ ...store, check_ins }, <Today is_check_in={false} />);
    expect(offered()).toEqual([]);
    expect(text()).toContain("That is enough for today.");
    expect(text()).not.toContain("enough to begin");
    const later = signal<CheckIn[]>([{ ...check_in, on: addDays(A_SUNDAY, -1) }]);
    show({ ...store, check_ins: later, put_aside: signal({ safety: A_SUNDAY }) }, <Today is_check_in={false} />);
    expect(offered()).toHaveLength(1);
    show((await alone({ safety: addDays(A_SUNDAY, -1), promise: A_SUNDAY })).store, <Today is_check_in={false} />);
    expect(offered()).toEqual([]);
  });

  it("has no second thing on the same day", async () => {
    const { store } = await alone({ safety: A_SUNDAY });
    show(store, <Today is_check_in={false} />);
    expect(all("button", "Not now")).toEqual([]);
    expect(all("link", "Add an act")).toHaveLength(1);
  });

  it("suggests the check-in on its day only, and skipping puts it aside", async () => {
    const [one, two, three] = [addDays(A_SUNDAY, -3), addDays(A_SUNDAY, -2), addDays(A_SUNDAY, -1)];
    const { store, called } = await alone({ safety: one, tonight: two, promise: three });
    show(store, <Today is_check_in={false} />);
    await press("button", "Skip");
    expect(called).toEqual([["put_aside", ["check_in"]]]);
  });

  it("draws no trends yet, and says when they begin", async () => {
    const { store } = await alone();
    show(store, <Trends parts={[]} />);
    expect(text()).toContain("Trends begin on Sunday 29 November.");
    expect(all("link", /promises/)).toEqual([]);
  });

  it.each([
    ["promises", "mine"],
    ["promises", "theirs"],
    ["feeling", ""],
  ])("draws none at the address of %s %s either", async (what, whose) => {
    const { store } = await example();
    const couple = store.couple.value && { ...store.couple.value, paired_on: A_SUNDAY };
    const me = store.me.value && couple && { ...store.me.value, couples: [couple] };
    const none = { ...NO_ACTS, commitments: signal<Commitment[]>([]), check_ins: signal<CheckIn[]>([]) };
    const young: Store = { ...store, ...none, me: signal(me), couple: signal(couple), put_aside: signal({}) };
    show(young, <Trends parts={[what, whose]} />);
    expect(text()).toContain("Trends begin on Sunday 29 November.");
    show(young, <Trends parts={[]} />);
    expect(all("link", /./).map((link) => link.getAttribute("href"))).toEqual(["#/trends/feeling/theirs"]);
    show(young, <Trends parts={["feeling", "theirs"]} />);
    expect(text()).not.toContain("Trends begin");
  });
});

describe("what would make tonight easier", () => {
  it("is kept for oneself, changed in place, and let go", async () => {
    const { store, called } = await example();
    show(store, <Tonight />);
    await fill("Tonight would be easier if", " An hour of quiet. ");
    await submit();
    expect(called).toEqual([["save_reflection", [{ on: A_SUNDAY, prompt: "tonight", text: "An hour of quiet." }]]]);
    expect(text()).toContain(words.value.first_week.tonight.aloud);
    await fill("Tonight would be easier if", "A walk.");
    await submit();
    expect(store.reflections.value.map((note) => note.text)).toEqual(["A walk."]);
    await press("button", "Remove: A walk.");
    expect(store.reflections.value).toEqual([]);
  });
});
