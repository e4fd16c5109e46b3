import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Problem } from "../../domain/types";
import type { Store } from "../../store/types";
import { all, example, fill, press, show, submit, text, the, until } from "../../ui/testing";
import { Recover } from "./recover";
import { SignIn } from "./sign-in";
import { SignUp } from "./sign-up";
import { Unlock } from "./unlock";
import { Welcome } from "./welcome";

const refusing = (problem: Problem) => async () => ({ ok: false as const, problem });

describe("the way in", () => {
  it("says what this is in three short screens", async () => {
    show((await example()).store, <Welcome />);
    expect(text()).toContain("What Hearth is for");
    await press("button", "Next");
    expect(text()).toContain("What Hearth is not");
    await press("button", "Next");
    expect(text()).toContain("What stays yours");
  });

  it("asks for a longer password before anything is sent", async () => {
    const { store, called } = await example();
    show(store, <SignUp />);
    await fill("What should we call you?", "Robin");
    await fill("Name for signing in", "Robin");
    await fill("Password", "short");
    await submit();
    expect(text()).toContain("A little longer");
    expect(called).toEqual([]);
  });

  it("shows the recovery code once and wants its last group back", async () => {
    const { store, called } = await example({
      sign_up: async () => ({ ok: true, value: { recovery_code: "AAAAA-BBBBB-CCCCC" } }),
      confirm_recovery_code: (typed) => typed === "CCCCC",
    });
    show(store, <SignUp />);
    await fill("What should we call you?", " Robin ");
    await fill("Name for signing in", "Robin");
    await fill("Password", "four calm brown bricks");
    await submit();
    await until(() => text().includes("AAAAA-BBBBB-CCCCC"));
    expect(called[0]?.[1][0]).toMatchObject({ handle: "robin", display_name: "Robin", language: "en" });
    await press("button", "I have written it down");
    expect(text()).not.toContain("CCCCC");
    await fill("Type the last group of the code", "BBBBB");
    await submit();
    expect(text()).toContain("That is not the last group.");
    await fill("Type the last group of the code", "CCCCC");
    await submit();
    expect(location.hash).toBe("#/today");
  });

  it.each<[Problem, string]>([
    [{ code: "handle_taken" }, "Someone here already uses that name. Choose another one."],
    [{ code: "invalid", errors: { handle: ["?"] } }, "3 to 32 letters, digits, dots or dashes."],
  ])("says of a name that will not do why, at its field, and goes there: %o", async (problem, sentence) => {
    show((await example({ sign_up: refusing(problem) })).store, <SignUp />);
    await fill("What should we call you?", "Robin");
    await fill("Name for signing in", "robin");
    await fill("Password", "four calm brown bricks");
    await submit();
    const field = the("textbox", "Name for signing in");
    await until(() => field.getAttribute("aria-invalid") === "true");
    const said = (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
    expect(said.at(-1)).toBe(sentence);
    expect(document.querySelector("[role=alert]")?.textContent).toBe("");
    expect(document.activeElement).toBe(field);
  });

  it.each<[Problem, RegExp]>([
    [{ code: "sign_in_failed" }, /That name and password do not go together/],
    [{ code: "too_many_tries", retry_after_s: 30 }, /Wait 30 seconds/],
    [{ code: "too_many_tries", retry_after_s: 900 }, /Wait 15 minutes/],
    [{ code: "device_revoked" }, /signed out from another one/],
    [{ code: "session_expired" }, /not used for a long time/],
    [{ code: "offline" }, /be reached right now/],
    [{ code: "something_new" }, /That did not work/],
  ])("has a plain sentence for %o", async (problem, sentence) => {
    show((await example({ sign_in: refusing(problem) })).store, <SignIn />);
    await fill("Name for signing in", "robin");
    await fill("Password", "whatever it was");
    await submit();
    await until(() => sentence.test(text()));
    expect(text()).not.toContain(problem.code);
  });

  it("speaks of the code, not the password, when coming back fails", async () => {
    show((await example({ recover: refusing({ code: "sign_in_failed" }) })).store, <Recover />);
    await fill("Name for signing in", "robin");
    await fill("Recovery code", "aaaaa");
    await fill("New password", "four calm brown bricks");
    await submit();
    await until(() => text().includes("That name and code do not go together."));
  });

  it("unlocks without a connection, and says why it is locked", async () => {
    const { store, called } = await example();
    const locked: Store = { ...store, phase: signal("locked"), lock_reason: signal("quick_exit") };
    show(locked, <Unlock />);
    expect(text()).toContain("You left quickly. Everything is still here.");
    await fill("Password or recovery code", "four calm brown bricks");
    await submit();
    expect(called).toEqual([["unlock", ["four calm brown bricks"]]]);
    expect(all("link", "Sign in with a name and password")).toHaveLength(1);
    expect(all("button", "Remove what is on this device")).toHaveLength(0);
  });

  it("says what may help where neither the password nor the code opens the device", async () => {
    const { store } = await example({ unlock: refusing({ code: "sign_in_failed" }) });
    show({ ...store, phase: signal("locked"), lock_reason: signal("away") }, <Unlock />);
    await fill("Password or recovery code", "whatever it was");
    await submit();
    await until(() => text().includes("If you changed your password on another one"));
  });

  it("lets a device that was signed out from elsewhere be emptied, after asking, and only there", async () => {
    const { store, called } = await example();
    show({ ...store, phase: signal("locked"), lock_reason: signal("signed_out_elsewhere") }, <Unlock />);
    expect(text()).toContain("Nothing is lost: your password signs you in again.");
    expect(text()).toContain("after 30 days");
    await press("button", "Remove what is on this device");
    expect(text()).toContain("Words that have not been sent from this device yet would be lost.");
    await press("button", "Cancel");
    expect(called).toEqual([]);
    await press("button", "Remove what is on this device");
    await press("button", "Remove it from this device");
    expect(called).toEqual([["remove_from_device", []]]);
  });
});
