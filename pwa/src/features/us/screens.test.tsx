import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import type { Couple } from "../../domain/types";
import { A_SUNDAY, all, example, press, show, text } from "../../ui/testing";
import { UsScreens } from "./screens";

describe("Us", () => {
  it("does not ask again once the two are connected", async () => {
    const { store } = await example();
    const together = store.couple.value;
    const couple = signal<Couple | null>(null);
    show({ ...store, couple }, <UsScreens parts={["invite"]} />);
    await press("button", "Yes, I feel safe");
    await press("button", "Go on to the invitation");
    await act(async () => {
      couple.value = together;
    });
    expect(text()).toContain("You are connected.");
    expect(text()).toContain("Sam does not see what you wrote before.");
    expect(all("button", "Yes, I feel safe")).toEqual([]);
  });

  it("says at an invitation that the two are connected, and asks nothing", async () => {
    const { store } = await example();
    show(store, <UsScreens parts={["join"]} />);
    expect(text()).toContain("You are connected.");
    expect(all("button", /safe/)).toEqual([]);
  });

  it("does not meet somebody whose couple has ended with an invitation", async () => {
    const { store } = await example();
    const me = store.me.value;
    const couples = (me?.couples ?? []).map((one) => ({ ...one, state: "ended" as const, ended_on: A_SUNDAY }));
    show({ ...store, couple: signal<Couple | null>(null), me: signal(me && { ...me, couples }) }, <UsScreens parts={[]} />);
    const [invite] = all("link", "Invite a partner");
    expect(invite?.closest("details")?.open).toBe(false);
    expect(text()).toMatch(/You shared with Sam from .* to 22 November 2026\./);
  });

  it("is complete for one person", async () => {
    const { store } = await example();
    const me = signal(store.me.value && { ...store.me.value, couples: [] });
    show({ ...store, couple: signal<Couple | null>(null), me }, <UsScreens parts={[]} />);
    expect(all("link", "Invite a partner")[0]?.closest("details")).toBeNull();
    expect(text()).toContain("Hearth is complete for one person");
    expect(all("link", "Make a commitment")).toHaveLength(1);
    expect(all("link", "Leave")).toEqual([]);
  });
});
