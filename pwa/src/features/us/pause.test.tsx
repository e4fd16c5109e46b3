import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Pause } from "../../store/types";
import { A_SUNDAY, all, example, press, show } from "../../ui/testing";
import { PausePage } from "./pause";

function resting(me: string, id: string, change: Partial<Pause> = {}): Pause {
  return {
    ...{ id, space_id: id, author_id: me, is_private: id === "private", is_waiting: false },
    ...{ scope: "mine", commitment_id: null, from_on: A_SUNDAY, until_on: null, ...change },
  };
}

describe("a pause of everything of mine", () => {
  it("is one pause on the page, and ended at one tap in both spaces", async () => {
    const { store, called } = example();
    const me = store.me.value?.person.id ?? "";
    const pauses = signal([resting(me, "shared"), resting(me, "private")]);
    show({ ...store, pauses }, <PausePage commitment_id={null} />);
    await press("button", "End the pause");
    expect(called).toEqual([
      ["end_pause", ["shared", "2026-11-21"]],
      ["end_pause", ["private", "2026-11-21"]],
    ]);
  });

  it("stands beside another that has other days", () => {
    const { store } = example();
    const me = store.me.value?.person.id ?? "";
    const pauses = signal([resting(me, "shared"), resting(me, "private", { until_on: "2026-12-24" })]);
    show({ ...store, pauses }, <PausePage commitment_id={null} />);
    expect(all("button", "End the pause")).toHaveLength(2);
  });
});
