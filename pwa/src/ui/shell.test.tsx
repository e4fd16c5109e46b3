import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { IDLE_OUTBOX } from "../store/idle-outbox";
import type { OutboxState } from "../store/types";
import { startRouter } from "./router";
import { Shell } from "./shell";
import { all, example, press, show, text, the } from "./testing";
import { hideToast, showToast } from "./toast";

const WAITING = { op_id: "1", title: "log_act", recorded_at: "", details: {} };
const REFUSED = { ...WAITING, problem: { code: "too_far_back" } };

function pressKey(key: string): void {
  window.dispatchEvent(new KeyboardEvent("keydown", { key }));
}

async function shellWith(outbox: Partial<OutboxState>) {
  const made = await example({ quick_exit: async () => undefined });
  show({ ...made.store, outbox: signal({ ...IDLE_OUTBOX, ...outbox }) }, <Shell has_places>page</Shell>);
  return made;
}

afterEach(hideToast);

describe("what stands around every screen", () => {
  it("leaves by a button", async () => {
    const { called } = await shellWith({});
    await press("button", "Quick exit");
    expect(called).toEqual([["quick_exit", []]]);
  });

  it("leaves by Shift three times, and by nothing less", async () => {
    const { called } = await shellWith({});
    for (const key of ["Shift", "Shift", "a", "Shift"]) pressKey(key);
    expect(called).toEqual([]);
    for (const key of ["Shift", "Shift"]) pressKey(key);
    expect(called).toEqual([["quick_exit", []]]);
  });

  it("reaches help in one tap", async () => {
    await shellWith({});
    expect(the("link", "Help").getAttribute("href")).toBe("#/help");
  });

  it("is quiet about a lost connection", async () => {
    await shellWith({ is_online: false, has_network: false, waiting: [WAITING] });
    expect(text()).toContain("No connection. Saved on this device, sent later.");
    expect(all("link", "See what waits")).toHaveLength(1);
    await shellWith({ is_online: false, waiting: [WAITING] });
    expect(text()).toContain("Hearth can't be reached. Saved on this device, sent later.");
    location.hash = "#/help";
    startRouter();
    await shellWith({ is_online: false, has_network: false, waiting: [WAITING] });
    expect(text()).toContain("No connection.");
    expect(text(), "nothing is written there").not.toContain("Saved on this device");
    location.hash = "";
    startRouter();
    await shellWith({});
    expect(text()).not.toContain("Saved on this device");
  });

  it("says what could not be kept everywhere but where it lies, and where an ending is read", async () => {
    const line = () => all("link", "See which").length;
    await shellWith({ refused: [REFUSED] });
    expect(line()).toBe(1);
    location.hash = "#/me/waiting";
    startRouter();
    await shellWith({ refused: [REFUSED] });
    expect(line()).toBe(0);
    location.hash = "";
    startRouter();
    const { store } = await example();
    const ended = { ...store, outbox: signal({ ...IDLE_OUTBOX, refused: [REFUSED] }), ended_unread: store.couple };
    show(ended, <Shell has_places>page</Shell>);
    expect(line()).toBe(0);
  });

  it("takes back its word when what was called saved is refused", async () => {
    const outbox = signal<OutboxState>(IDLE_OUTBOX);
    show({ ...(await example()).store, outbox }, <Shell has_places>page</Shell>);
    await act(() => showToast("Saved."));
    expect(text()).toContain("Saved.");
    await act(() => {
      outbox.value = { ...IDLE_OUTBOX, refused: [REFUSED] };
    });
    expect(text()).not.toContain("Saved.");
  });

  it("says what was done, and undoes it", async () => {
    await shellWith({});
    let undone = 0;
    await act(() => showToast("Saved.", () => undone++));
    expect(text()).toContain("Saved.");
    await press("button", "Undo");
    expect(undone).toBe(1);
    expect(text()).not.toContain("Saved.");
  });
});
