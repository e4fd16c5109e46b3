import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Pause } from "../../domain/types";
import { A_SUNDAY, all, example, press, show, submit, text, the } from "../../ui/testing";
import { PausePage } from "./pause";
import { Us } from "./us";

function resting(me: string, id: string, change: Partial<Pause> = {}): Pause {
  return {
    ...{ id, space_id: id, author_id: me, is_private: id === "private", is_waiting: false },
    ...{ scope: "mine", commitment_id: null, from_on: A_SUNDAY, until_on: null, ...change },
  };
}

describe("a pause of everything of mine", () => {
  it("is of one's own things unless the other is chosen too, and says what they see of it", async () => {
    const { store, called } = await example();
    show({ ...store, pauses: signal<Pause[]>([]) }, <PausePage commitment_id={null} />);
    expect(all("radio", /./).map((one) => (one as HTMLInputElement).checked)).toEqual([true, false]);
    expect(text()).toContain("Nothing shows it to Sam.");
    expect(text()).toContain("Sam sees that it is paused, and either of you can end it.");
    await submit();
    expect(called).toEqual([["pause", [expect.objectContaining({ scope: "mine" })]]]);
  });

  it("is one pause on the page, and ended at one tap in both spaces", async () => {
    const { store, called } = await example();
    const me = store.me.value?.person.id ?? "";
    const pauses = signal([resting(me, "shared"), resting(me, "private")]);
    show({ ...store, pauses }, <PausePage commitment_id={null} />);
    await press("button", "End the pause");
    expect(called).toEqual([
      ["end_pause", ["shared", "2026-11-21"]],
      ["end_pause", ["private", "2026-11-21"]],
    ]);
  });

  it("says since when or until when, and when it is still to come", async () => {
    const { store } = await example();
    const me = store.me.value?.person.id ?? "";
    const said = (change: Partial<Pause>) => {
      show({ ...store, pauses: signal([resting(me, "shared", change)]) }, <PausePage commitment_id={null} />);
      return text();
    };
    expect(said({ from_on: "2026-11-20" })).toContain("Paused since Friday 20 November.");
    expect(said({ until_on: "2026-12-24" })).toContain("Paused until Thursday 24 December.");
    expect(said({ from_on: "2026-12-01" })).toContain("A pause from Tuesday 1 December on.");
    expect(said({ from_on: "2026-12-01", until_on: "2026-12-24" })).toContain("A pause from Tuesday 1 December to Thursday 24 December.");
  });

  it("stands beside another that has other days", async () => {
    const { store } = await example();
    const me = store.me.value?.person.id ?? "";
    const pauses = signal([resting(me, "shared"), resting(me, "private", { until_on: "2026-12-24" })]);
    show({ ...store, pauses }, <PausePage commitment_id={null} />);
    expect(all("button", "End the pause")).toHaveLength(2);
  });
});

describe("a pause on Us", () => {
  it("is offered while there is none, and ended while there is one", async () => {
    const { store } = await example();
    const me = store.me.value?.person.id ?? "";
    const row = () => [...document.querySelectorAll("a[href='#/us/pause']")].map((one) => one.textContent?.split("\n")[0]);
    show(store, <Us />);
    expect(row()).toEqual(["Pause"]);
    show({ ...store, pauses: signal([resting(me, "shared", { scope: "both" })]) }, <Us />);
    expect(row()).toEqual(["End the pause"]);
    show({ ...store, commitments: signal([]) }, <Us />);
    expect(row()).toEqual([]);
  });

  it("of one commitment is said in its row, which leads to its end", async () => {
    const { store } = await example();
    const me = store.me.value?.person.id ?? "";
    const pauses = signal([resting(me, "shared", { scope: "commitment", commitment_id: "c1" })]);
    show({ ...store, pauses }, <Us />);
    expect(the("link", /· Paused/).getAttribute("href")).toBe("#/us/commitment/c1");
  });
});
