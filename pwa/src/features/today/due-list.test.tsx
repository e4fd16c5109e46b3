import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { addDays } from "../../domain/days";
import type { Act, Commitment, Pause } from "../../domain/types";
import { IDLE_OUTBOX } from "../../store/idle-outbox";
import { A_SUNDAY, all, example, show, text, the } from "../../ui/testing";
import { DueList } from "./due-list";

describe("a day without a commitment", () => {
  it("says how little is enough, and after an act where it went", async () => {
    const { store } = await example();
    const me = store.me.value?.person.id ?? "";
    const recent_acts = signal<Act[]>([]);
    const commitments = signal<Commitment[]>([]);
    show({ ...store, commitments, recent_acts }, <DueList on={A_SUNDAY} />);
    expect(text()).toContain("One small thing is enough to begin.");
    const [one] = store.acts.value;
    if (!one) throw new Error("the example has acts");
    recent_acts.value = [{ ...one, author_id: me, on: A_SUNDAY, commitment_id: null, removed: false }];
    show({ ...store, commitments, recent_acts }, <DueList on={A_SUNDAY} />);
    expect(text()).toContain("What you added is on the wall.");
    expect(text()).not.toContain("One small thing is enough to begin.");
    const outbox = signal({
      ...IDLE_OUTBOX,
      refused: [{ op_id: "o", title: "log_act", recorded_at: "", details: {}, problem: { code: "invalid" } }],
    });
    show({ ...store, commitments, recent_acts, outbox }, <DueList on={A_SUNDAY} />);
    expect(text()).not.toContain("What you added is on the wall.");
  });
});

describe("a pause on Today", () => {
  const PROMISE = "I say when I will be home, and when that changes.";
  async function paused(change: Partial<Pause>, on = A_SUNDAY) {
    const { store } = await example();
    const me = store.me.value?.person.id ?? "";
    const pause: Pause = {
      ...{ id: "p", space_id: "s", author_id: me, is_private: false, is_waiting: false },
      ...{ scope: "both", commitment_id: null, from_on: addDays(A_SUNDAY, -3), until_on: null, ...change },
    };
    show({ ...store, pauses: signal([pause]) }, <DueList on={on} />);
  }

  it("has the way to its end beside it, while there is one to end", async () => {
    await paused({});
    expect(the("link", "End the pause").getAttribute("href")).toBe("#/us/pause");
    expect(text()).toMatch(/Paused since .* This is for both of you, and either of you can end it\. Nothing is expected/);
    await paused({ until_on: addDays(A_SUNDAY, -1) }, addDays(A_SUNDAY, -2));
    expect(text()).toMatch(/Paused until [^.]*\. Nothing is expected/);
    expect(all("link", "End the pause")).toEqual([]);
  });

  it("of one commitment leads to that one's page", async () => {
    await paused({ scope: "commitment", commitment_id: "c1" });
    expect(all("button", `Kept: ${PROMISE}`)).toEqual([]);
    expect(the("link", `Paused: ${PROMISE}`).getAttribute("href")).toBe("#/us/commitment/c1");
    await paused({ scope: "commitment", commitment_id: "c1", until_on: addDays(A_SUNDAY, -1) });
    expect(all("link", /^Paused: /)).toEqual([]);
  });
});
