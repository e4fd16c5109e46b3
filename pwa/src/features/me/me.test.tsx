import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Nudged, NudgeSettings, Result } from "../../domain/types";
import { listed } from "../../entities";
import { IDLE_OUTBOX } from "../../store/idle-outbox";
import type { OutboxState } from "../../store/types";
import { A_SUNDAY, all, example, fill, press, show, submit, text, until } from "../../ui/testing";
import { toast } from "../../ui/toast";
import { CheckIns } from "./check-ins";
import { Lock } from "./lock";
import { Nudges } from "./nudges";
import { Push } from "./push";
import { SignOut } from "./sign-out";
import { SuspendedSharing } from "./suspended-sharing";
import { Waiting } from "./waiting";

const DONE: Result = { ok: true, value: undefined };

describe("Me", () => {
  it("shares check-ins only after saying what is shared, and takes it back at once", async () => {
    const { store, called } = await example();
    show(store, <CheckIns />);
    await press("button", "Share the trend");
    expect(called).toEqual([]);
    expect(text()).toContain("One point a week, rounded");
    const [, yes] = all("button", "Share the trend");
    yes?.click();
    await until(() => text().includes("You share the trend"));
    await press("button", "Stop sharing");
    expect(called.map(([name]) => name)).toEqual(["share_check_ins", "withdraw_check_ins"]);
    expect(text()).toContain("Your check-ins stay with you.");
  });

  it("promises of the answers only what is shared: those from now on", async () => {
    const { store } = await example();
    show(store, <CheckIns />);
    await press("button", "Share the answers");
    expect(text()).toContain("The answers you give from now on");
    expect(text()).toContain("What you answered before stays with you.");
    expect(text()).not.toContain("today's check-in");
  });

  it("says of today's check-in, written before the sharing, that it stays one's own, and how it can be part of it", async () => {
    const { store } = await example();
    await store.actions.check_in(A_SUNDAY, { safe: 5 });
    show(store, <CheckIns />);
    await press("button", "Share the trend");
    expect(text()).toContain("for the twelve weeks until today and from now on");
    expect(text()).not.toContain("today's check-in");
    await press("button", "Cancel");
    await press("button", "Share the answers");
    expect(text()).toContain("That holds for today's check-in too. Saved once more on Today, it is shared.");
    const [, yes] = all("button", "Share the answers");
    yes?.click();
    await until(() => text().includes("You share the answers given since you chose this. Earlier ones stay with you."));
  });

  it("locks sooner at a tap, and later only for whoever knows the password", async () => {
    const { store, called } = await example({ set_lock_after: async () => DONE });
    show({ ...store, device_lock: signal({ after_s: 300, has_pin: true }) }, <Lock />);
    const asked = () => called.filter(([name]) => name === "set_lock_after").map(([, given]) => given);
    expect(text()).toContain("A shorter time counts at once.");
    expect([...document.querySelectorAll("details")].map(({ open }) => open)).toEqual([false, false]);
    await press("radio", "1 minute");
    expect(asked()).toEqual([[60]]);
    expect(toast.value?.text).toBe("The new time counts from now on.");
    await press("radio", "15 minutes");
    expect(asked()).toHaveLength(1);
    await fill("Password or recovery code", "four quiet winter rivers");
    await submit();
    expect(asked().at(-1)).toEqual([900, "four quiet winter rivers"]);
  });

  it("says what it asks for after a quick exit, and offers a new PIN once the old one is gone", async () => {
    const { store } = await example();
    show({ ...store, device_lock: signal(null) }, <Lock />);
    expect(text()).toContain("Then it asks for your password.");
    show({ ...store, device_lock: signal({ after_s: 300, has_pin: true }) }, <Lock />);
    expect(text()).toContain("Then it asks for your PIN.");
    show({ ...store, device_lock: signal({ after_s: 300, has_pin: false }) }, <Lock />);
    expect([...document.querySelectorAll("details")].map(({ open }) => open)).toEqual([true, false]);
  });

  it.each([
    ["Share as before", ["share_check_ins", ["values"]], "Shared. You can stop at any time."],
    ["Keep it to myself", ["withdraw_check_ins", []], "It stays with you."],
  ])("asks after a restore, and does as told: %s", async (answer, done, said_then) => {
    const { store, called } = await example();
    show({ ...store, suspended_sharing: signal("values") }, <SuspendedSharing />);
    expect(text()).toContain("Hearth was restored from an older copy.");
    expect(text()).toContain("Before, it was the answers themselves.");
    expect(text()).toContain("“Nothing to show.”");
    expect(called).toEqual([]);
    await press("button", answer);
    expect(called).toEqual([done]);
    expect(toast.value?.text).toBe(said_then);
  });

  it("switches the evening nudge off and on, with times up to half past eight", async () => {
    const { store, called } = await example();
    show(store, <Nudges />);
    const times = [...document.querySelectorAll<HTMLOptionElement>("#log-at option")].map(({ value }) => value);
    expect(times.at(-1)).toBe("20:30");
    await press("checkbox", "In the evening, to log");
    expect(called.at(-1)).toEqual(["set_settings", [{ settings: { log_at: null } }]]);
  });

  it("asks for every time in one way, and says which nudge comes where there is room for one", async () => {
    const { store, called } = await example();
    const me = store.me.value;
    const shownWith = (settings: Partial<NudgeSettings>) => {
      const person = me && { ...me.person, settings: { ...me.person.settings, log_at: "20:00", check_in_at: "19:30", ...settings } };
      show({ ...store, me: signal(me && person && { ...me, person }) }, <Nudges />);
      return text().includes("it is the one to log");
    };
    expect(shownWith({ most_a_day: 2, check_in_days: [2] })).toBe(false);
    expect(shownWith({ most_a_day: 1, check_in_days: [] })).toBe(false);
    expect(shownWith({ most_a_day: 1, check_in_days: [2], quiet_from: "22:15" })).toBe(true);
    expect(document.querySelectorAll("input[type=time]")).toHaveLength(0);
    const from = document.querySelector<HTMLSelectElement>("#quiet-from");
    expect(from?.value).toBe("22:15");
    if (from) from.value = "23:00";
    from?.dispatchEvent(new Event("change", { bubbles: true }));
    expect(called.at(-1)).toEqual(["set_settings", [{ settings: { quiet_from: "23:00" } }]]);
  });

  it("explains notices before the device asks", async () => {
    const { store, called } = await example({ push_state: async () => "off", turn_on_push: async () => ({ ok: true, value: undefined }) });
    show(store, <Push />);
    await until(() => text().includes("Notices are off for this device."));
    expect(text()).toContain("You have something new.");
    expect(called.map(([name]) => name)).not.toContain("turn_on_push");
    await press("button", "Turn on notices");
    expect(called.map(([name]) => name)).toContain("turn_on_push");
  });

  it("offers only the nudges whose matter exists, and the digest only to two", async () => {
    const { store } = await example();
    const offered = () => all("checkbox", /./).map((box) => box.closest("label")?.textContent?.split("\n")[0]);
    const alone = ["In the evening, to log", "For a check-in", "A weekly look back"];
    show({ ...store, couple: signal(null) }, <Nudges />);
    expect(offered().filter((label) => !/day$/.test(label ?? ""))).toEqual(alone);
    show(store, <Nudges />);
    expect(offered()).toContain("When there is something new from Sam");
    expect(text()).not.toMatch(/before a session|a moment for two/);
  });

  it("tells kindly which nudge comes half as often, what was sent by day, and takes a device off", async () => {
    const nudged: Nudged = {
      halved: ["log"],
      devices: [{ device_id: "tablet", name: "Firefox, Linux", says_more: false }],
      deliveries: [
        { kind: "log", on: A_SUNDAY, device_name: "a", status: "gone" },
        { kind: "log", on: A_SUNDAY, device_name: "b", status: "sent" },
        { kind: "check_in", on: "2026-11-21", device_name: "a", status: "late" },
      ],
    };
    const { store, called } = await example({ nudged: async () => ({ ok: true, value: nudged }), remove_push: async () => DONE });
    show(store, <Nudges />);
    await until(() => text().includes("The nudge “to log” comes half as often for now"));
    expect(text()).toContain("Answer it once and it comes as before.");
    expect(text()).toContain("Today: to log");
    expect(text()).not.toContain("Today: to log (");
    expect(text()).toContain("Yesterday: for a check-in (could not be sent in time)");
    expect(text()).not.toMatch(/missed|ignored|overdue/);
    await press("button", "Send none there: Firefox, Linux");
    expect(called.map(([name]) => name)).toContain("remove_push");
  });

  it("says who could read more words before they are chosen, and keeps them off", async () => {
    const device_id = "example-device";
    let says_more = false;
    const { store, called } = await example({
      push_state: async () => "on",
      nudged: async () => ({ ok: true, value: { halved: [], deliveries: [], devices: [{ device_id, name: "", says_more }] } }),
      say_more: async (on) => {
        says_more = on;
        return DONE;
      },
      test_push: async () => ({ ok: true, value: "sent" }),
    });
    show(store, <Push />);
    await until(() => text().includes("Say what it is about on this device"));
    expect(text()).toContain("Anyone who sees this screen, locked too, can read it.");
    expect(text()).not.toContain("Time to log today");
    await press("checkbox", /Say what it is about/);
    await until(() => text().includes("Time to log today, if you like."));
    expect(called).toContainEqual(["say_more", [true]]);
    await press("button", "Send a test notice");
    await until(() => text().includes("Accepted by the notice service. Whether it shows here, only you can see."));
  });

  it.each([
    ["denied", "To change that, open the settings"],
    ["needs_install", "notices need Hearth on the home screen first"],
    ["unsupported", "Hearth works without them"],
  ] as const)("shows the way on where notices are %s, and asks for nothing", async (state, says) => {
    const { store } = await example({ push_state: async () => state });
    show(store, <Push />);
    await until(() => text().includes(says));
    expect(all("button", /Turn on/)).toEqual([]);
    expect(text().includes("You have something new.")).toBe(state !== "unsupported");
    expect(text().includes("Notices come when Hearth is closed")).toBe(state !== "unsupported");
    expect(all("link", /home screen/i).length).toBe(state === "needs_install" ? 1 : 0);
  });

  it("asks before signing out loses something", async () => {
    const { store, called } = await example({
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
    const { store, called } = await example({
      sign_out: async (anyway) => (anyway ? { ok: true, value: undefined } : { ok: false, problem: { code: "offline" } }),
    });
    show(store, <SignOut />);
    await press("button", "Sign out");
    await until(() => text().includes("Hearth can't be reached right now."));
    await press("button", "Sign out here all the same");
    expect(called.at(-1)).toEqual(["sign_out", [true]]);
  });

  const waits = (body: Record<string, unknown>, name = "log_act", opened?: { kind: string; value: Record<string, unknown> }) => {
    const found = listed({ name, body, ...(opened && { opened }) });
    if (!found) throw new Error(`${name} is not listed`);
    return { op_id: "1", recorded_at: "", ...found };
  };

  it("keeps a refused entry's words until they are let go, and says which they are and that they are nowhere else", async () => {
    const { store, called } = await example();
    const body = { note: "Said so.", on: "2026-10-01" };
    const outbox: OutboxState = { ...IDLE_OUTBOX, refused: [{ ...waits(body), problem: { code: "too_far_back" } }] };
    show({ ...store, outbox: signal(outbox) }, <Waiting />);
    expect(all("heading", "Said so.")).toHaveLength(1);
    expect(text()).toContain("An act · Thursday 1 October");
    expect(text()).toContain("That day is more than seven days back.");
    await press("button", "Let it go: Said so.");
    expect(called).toEqual([]);
    expect(text()).toContain("“Said so.” · An act · Thursday 1 October");
    expect(text()).toContain("These words are nowhere else.");
    expect(document.querySelector("dialog .main")?.textContent).toBe("Keep it here");
    await press("button", "Keep it here");
    await press("button", "Let it go: Said so.");
    await press("button", "Let it go");
    expect(called).toEqual([["discard_operation", ["1"]]]);
  });

  it("offers another try only where one may succeed, and the words to copy elsewhere", async () => {
    const { store } = await example();
    const offered = (code: string, body: Record<string, unknown>) => {
      show({ ...store, outbox: signal({ ...IDLE_OUTBOX, refused: [{ ...waits(body), problem: { code } }] }) }, <Waiting />);
      return all("button", /^(Try again|Copy the words)/).map((button) => button.textContent);
    };
    expect(offered("too_many_commitments", { note: "One" })).toEqual(["Try again"]);
    expect(offered("couple_ended", { note: "One" })).toEqual(["Copy the words"]);
    expect(offered("too_far_back", { outcome: "kept", commitment_id: "c1", on: A_SUNDAY })).toEqual([]);
  });

  it("names what waits by its promise, its day, or its first words, and says that it goes by itself", async () => {
    const { store } = await example();
    const [promise] = store.commitments.value;
    const [one] = store.acts.value;
    const waiting = [
      waits({ commitment_id: promise?.id, outcome: "kept", on: A_SUNDAY }),
      waits({ note: `${"word ".repeat(60)}end`, on: "2026-11-21" }),
      waits({ act_id: one?.id, answer: "helped", words: "It did." }, "acknowledge"),
      waits({}, "put_sealed", { kind: "role_label", value: { couple_id: "c", label: "injured" } }),
    ].map((operation, at) => ({ ...operation, op_id: `${at}` }));
    show({ ...store, outbox: signal({ ...IDLE_OUTBOX, waiting, is_online: false }) }, <Waiting />);
    const rows = [...document.querySelectorAll("main li, li")].map(({ textContent }) => textContent);
    expect(rows[0]).toBe(`${promise?.title}\nKept · Today`);
    expect(rows[1]).toMatch(/^(word )+word…\nAn act · Yesterday$/);
    expect(rows[2]).toContain("This helped");
    expect(rows[3]).toBe("Words that fit me");
    expect(text()).toContain("It goes by itself as soon as Hearth can be reached.");
    expect(document.querySelectorAll(".main")).toHaveLength(0);
  });
});
