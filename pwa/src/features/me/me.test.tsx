import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { OutboxState } from "../../store/types";
import { all, example, press, show, text, until } from "../../ui/testing";
import { CheckIns } from "./check-ins";
import { Nudges } from "./nudges";
import { Push } from "./push";
import { SignOut } from "./sign-out";
import { Waiting } from "./waiting";

describe("Me", () => {
  it("shares check-ins only after saying what is shared, and takes it back at once", async () => {
    const { store, called } = example();
    show(store, <CheckIns />);
    await press("button", "Share the trend");
    expect(called).toEqual([]);
    expect(text()).toContain("One point a week, rounded");
    const [, yes] = all("button", "Share the trend");
    yes?.click();
    await until(() => text().includes("You share the trend"));
    await press("button", "Stop sharing");
    expect(called.map(([name]) => name)).toEqual(["share_check_ins", "withdraw_check_ins"]);
    expect(text()).toContain("You share nothing of your check-ins.");
  });

  it("switches the evening nudge off and on, with times up to half past eight", async () => {
    const { store, called } = example();
    show(store, <Nudges />);
    const times = [...document.querySelectorAll<HTMLOptionElement>("#log-at option")].map(({ value }) => value);
    expect(times.at(-1)).toBe("20:30");
    await press("checkbox", "In the evening, to log");
    expect(called.at(-1)).toEqual(["set_settings", [{ settings: { log_at: null } }]]);
  });

  it("explains notices before the device asks", async () => {
    const { store, called } = example({ push_state: async () => "off", turn_on_push: async () => ({ ok: true, value: undefined }) });
    show(store, <Push />);
    await until(() => text().includes("Notices are off for this device."));
    expect(text()).toContain("You have something new.");
    expect(called.map(([name]) => name)).not.toContain("turn_on_push");
    await press("button", "Turn on notices");
    expect(called.map(([name]) => name)).toContain("turn_on_push");
  });

  it("asks before signing out loses something", async () => {
    const { store, called } = example({
      sign_out: async (anyway) => (anyway ? { ok: true, value: undefined } : { ok: false, problem: { code: "unsent" } }),
    });
    show(store, <SignOut />);
    await press("button", "Sign out");
    await until(() => text().includes("has not been sent yet"));
    await press("button", "Sign out and lose it");
    expect(called).toEqual([
      ["sign_out", [false]],
      ["sign_out", [true]],
    ]);
  });

  it("lets a device be signed out without a connection, after asking", async () => {
    const { store, called } = example({
      sign_out: async (anyway) => (anyway ? { ok: true, value: undefined } : { ok: false, problem: { code: "offline" } }),
    });
    show(store, <SignOut />);
    await press("button", "Sign out");
    await until(() => text().includes("There is no connection right now."));
    await press("button", "Sign out here all the same");
    expect(called.at(-1)).toEqual(["sign_out", [true]]);
  });

  it("keeps a refused entry's words until they are let go", async () => {
    const { store, called } = example();
    const outbox: OutboxState = {
      is_online: true,
      is_syncing: false,
      waiting: [],
      is_stale: false,
      is_warning_due: false,
      unkept: [],
      trouble: null,
      clock_offset_ms: 0,
      refused: [{ op_id: "1", kind: "log_act", recorded_at: "", problem: { code: "too_far_back" }, body: { note: "Said so." } }],
    };
    show({ ...store, outbox: signal(outbox) }, <Waiting />);
    expect(text()).toContain("Said so.");
    expect(text()).toContain("Entries can be added up to seven days back.");
    await press("button", "Let it go");
    expect(called).toEqual([]);
    const [, yes] = all("button", "Let it go");
    yes?.click();
    expect(called).toEqual([["discard_operation", ["1"]]]);
  });
});
