import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { IDLE_OUTBOX } from "../../store/idle-outbox";
import { all, example, fill, show, submit, text, the, until } from "../../ui/testing";
import { Welcome } from "../welcome/welcome";
import { DeleteAccount } from "./delete-account";

const SAID = "Your account is deleted. Nothing of it is left on this device.";

describe("deleting the account", () => {
  it("is said once, on the page one lands on", async () => {
    const { store } = await example({ delete_account: async () => ({ ok: true, value: undefined }) });
    show(store, <Welcome />);
    expect(text()).not.toContain(SAID);
    show(store, <DeleteAccount />);
    await fill("Your password, once more", "four calm brown bricks");
    await submit();
    await until(() => location.hash === "#/welcome");
    show(store, <Welcome />);
    expect(text()).toContain(SAID);
    show(store, <Welcome />);
    expect(text()).not.toContain(SAID);
  });

  it("does not wear the look of what one came for, and leads to the gentler way", async () => {
    const { store } = await example();
    show(store, <DeleteAccount />);
    expect(document.querySelectorAll(".main")).toHaveLength(0);
    expect(the("link", /^Leave, and end sharing/).getAttribute("href")).toBe("#/us/leave");
    show({ ...store, couple: signal(null) }, <DeleteAccount />);
    expect(all("link", /^Leave/)).toEqual([]);
  });

  it("is not offered without a connection", async () => {
    const { store } = await example();
    show({ ...store, outbox: signal({ ...IDLE_OUTBOX, is_online: false }) }, <DeleteAccount />);
    expect(text()).toContain("Hearth can't be reached right now.");
    expect((the("button", "Delete my account") as HTMLButtonElement).disabled).toBe(true);
  });

  it("is not said where it did not happen", async () => {
    const { store } = await example({ delete_account: async () => ({ ok: false, problem: { code: "sign_in_failed" } }) });
    show(store, <DeleteAccount />);
    await fill("Your password, once more", "not it");
    await submit();
    await until(() => text().includes("That is not the password"));
    show(store, <Welcome />);
    expect(text()).not.toContain(SAID);
  });
});
