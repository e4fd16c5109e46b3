import { act as acted } from "preact/test-utils";
import { describe, expect, it, vi } from "vitest";
import { addDays } from "../../domain/days";
import type { Act } from "../../domain/types";
import type { Store } from "../../store/types";
import { A_SUNDAY, all, example, fill, press, show, submit, text, the, until } from "../../ui/testing";
import { Day } from "./day";
import { Wall } from "./wall";

describe("the wall", () => {
  it("opens each day by its name, and shows no answers and no counts", async () => {
    const { store } = await example();
    show(store, <Wall />);
    expect(all("link", /^Open /).length).toBeGreaterThan(10);
    expect(text()).not.toContain("This helped");
  });

  it("begins with one brick", async () => {
    const { store } = await example();
    show({ ...store, acts: { ...store.acts, value: [] as Act[] } as typeof store.acts }, <Wall />);
    expect(text()).toContain("The wall begins with one brick.");
    expect(the("link", "Add an act").getAttribute("href")).toBe("#/today/add");
  });

  it("has only what is near the view of a year in the page, and all of it on paper", async () => {
    const { store } = await example();
    const [act] = store.acts.value;
    const year = Array.from({ length: 365 }, (_, back) => ({ ...act, id: `${back}`, on: addDays(A_SUNDAY, -back) }) as Act);
    const print = vi.fn();
    vi.stubGlobal("print", print);
    show({ ...store, acts: { ...store.acts, value: year } as typeof store.acts }, <Wall />);
    const laid = () => all("link", /^Open /).length;
    expect(laid()).toBeGreaterThan(10);
    expect(laid()).toBeLessThan(60);
    await press("button", "Print the wall");
    await until(() => print.mock.calls.length === 1);
    expect(laid()).toBe(365);
    vi.unstubAllGlobals();
  });

  it("has all of it on paper also when it is printed from the browser's menu", async () => {
    const { store } = await example();
    const [act] = store.acts.value;
    const year = Array.from({ length: 365 }, (_, back) => ({ ...act, id: `${back}`, on: addDays(A_SUNDAY, -back) }) as Act);
    show({ ...store, acts: { ...store.acts, value: year } as typeof store.acts }, <Wall />);
    const laid = () => all("link", /^Open /).length;
    dispatchEvent(new Event("beforeprint"));
    await until(() => laid() === 365);
    dispatchEvent(new Event("afterprint"));
    await until(() => laid() < 60);
  });
});

describe("a year of the wall, scrolled", () => {
  const LINE_PX = 52;

  it("is always drawn a good way beyond the view", async () => {
    const { store } = await example();
    const [act] = store.acts.value;
    const year = Array.from({ length: 365 }, (_, back) => ({ ...act, id: `${back}`, on: addDays(A_SUNDAY, -back) }) as Act);
    show({ ...store, acts: { ...store.acts, value: year } as typeof store.acts }, <Wall />);
    let px = 0;
    const list = document.querySelector("ol.wall") as HTMLElement;
    list.getBoundingClientRect = () => ({ top: -px }) as DOMRect;
    const drawnTo = () => {
      const days = all("link", /^Open /).map((day) => day.getAttribute("href") ?? "");
      return year.findIndex(({ on }) => days.at(-1) === `#/wall/${on}`) * LINE_PX;
    };
    const steps = Array.from({ length: 30 }, (_, step) => (step + 1) * 200);
    for (px of steps) {
      void acted(() => void dispatchEvent(new Event("scroll")));
      expect(drawnTo()).toBeGreaterThan(px + innerHeight + 400);
    }
  });
});

const PROMISE = "I say when I will be home, and when that changes.";

describe("a day", () => {
  const old = addDays(A_SUNDAY, -40);

  function dayWith(owned: "mine" | "theirs", store: Store): Act {
    const me = store.me.value?.person.id;
    const found = store.acts.value.find(
      (act) =>
        act.on <= old &&
        act.outcome === "kept" &&
        !act.removed &&
        (act.author_id === me) === (owned === "mine") &&
        (owned === "theirs" || act.commitment_id === "c1"),
    );
    if (!found) throw new Error("the example has none");
    return found;
  }

  it("appends a correction to an entry that is no longer free", async () => {
    const { store, called } = await example();
    const act = dayWith("mine", store);
    show(store, <Day on={act.on} />);
    await press("button", `Add a correction: ${PROMISE}`);
    expect(text()).toContain("The first entry stays.");
    await press("radio", "Partly");
    await fill("Words", "Half of it.");
    await submit();
    expect(called.at(-1)).toEqual([
      "change_act",
      [expect.any(String), { note: "Half of it.", hard: expect.any(Boolean), outcome: "partly" }],
    ]);
    expect(text()).toContain("First: Kept");
  });

  it("asks once before an entry is removed, and then says so", async () => {
    const { store, called } = await example();
    const act = dayWith("mine", store);
    show(store, <Day on={act.on} />);
    await press("button", `Remove: ${PROMISE}`);
    expect(called).toEqual([]);
    await press("button", "Remove");
    expect(called).toEqual([["delete_act", [expect.any(String)]]]);
    expect(text()).toContain("Removed by its author");
  });

  it("names a whole page of words by its beginning, and shows all of it", async () => {
    const { store } = await example();
    const note = "You asked and I told you all of it. ".repeat(50).trim();
    const act = { ...dayWith("mine", store), commitment_id: null, outcome: null, corrections: [], note };
    const one_act = { ...store, acts: { ...store.acts, value: [act] } as typeof store.acts };
    show(one_act, <Day on={act.on} />);
    expect(text()).toContain(note);
    const names = all("button", /./).map((button) => button.getAttribute("aria-label") ?? "");
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThan(120);
    expect(the("button", /^Remove: You asked and I told you all of it\..*…$/)).toBeTruthy();
  });

  it("says once, above what may be answered, that acknowledging is not forgiving and that silence is fine", async () => {
    const { store } = await example();
    const act = { ...dayWith("theirs", store), id: "theirs" };
    const showOf = (one: Act) => show({ ...store, acts: { ...store.acts, value: [one] } as typeof store.acts }, <Day on={act.on} />);
    showOf({ ...act, removed: true });
    expect(text()).not.toContain("Acknowledging is not forgiving.");
    showOf(act);
    await press("button", /^Answer: /);
    expect(text().split("Acknowledging is not forgiving. No answer is fine too.")).toHaveLength(2);
  });

  it("says a kind once, where an act has nothing else", async () => {
    const { store } = await example();
    const bare = {
      ...dayWith("mine", store),
      commitment_id: null,
      outcome: null,
      corrections: [],
      note: "",
      hard: false,
      added_later: false,
    };
    const named = (change: Partial<Act>) => {
      const acts = [{ ...bare, kind: "presence" as const, ...change }];
      show({ ...store, acts: { ...store.acts, value: acts } as typeof store.acts }, <Day on={bare.on} />);
      return [...document.querySelectorAll("article .face > div:first-child > *")].map((line) => line.textContent);
    };
    expect(named({})).toEqual(["Presence"]);
    expect(named({ told: true })).toEqual(["Told already", "Presence"]);
    expect(named({ note: "At dinner." })).toEqual(["At dinner.", "Presence"]);
  });

  it("lets nobody change what the other wrote", async () => {
    const { store } = await example();
    const act = dayWith("theirs", store);
    const theirs = { ...store, acts: { ...store.acts, value: [act] } as typeof store.acts };
    show(theirs, <Day on={act.on} />);
    expect(all("button", /^(Edit|Add a correction|Remove)/)).toEqual([]);
    expect(the("button", /^(Answer|Change): /)).toBeTruthy();
  });
});
