import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Act, Commitment } from "../../store/types";
import { A_SUNDAY, example, show, text } from "../../ui/testing";
import { DueList } from "./due-list";

describe("a day without a commitment", () => {
  it("says how little is enough, and after an act where it went", () => {
    const { store } = example();
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
  });
});
