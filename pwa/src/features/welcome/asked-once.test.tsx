/**
 * WCAG 2.2, 3.3.7: nothing that was typed is asked for again on the same way. Looked through: signing up with its
 * code, signing in, coming back with the code, unlocking, inviting and joining, the password, the lock, the export,
 * deleting. An invitation opens by itself after signing up, and whoever came back with the code is in.
 *
 * Asked for again on purpose, as essential: the last group of the recovery code, since whoever has not written it down
 * loses their writing with the password (it can be pasted, and shown again); and the present password before a new
 * one, a lock, the export and deleting, since an open phone may lie in another's hand.
 */

import type { ComponentType } from "preact";
import { describe, expect, it } from "vitest";
import { all, example, fill, press, show, submit, text, the, until } from "../../ui/testing";
import { DeleteAccount } from "../me/delete-account";
import { Export } from "../me/export";
import { Lock } from "../me/lock";
import { ChangePassword } from "../me/password";
import { Recover } from "./recover";
import { SignIn } from "./sign-in";
import { SignUp } from "./sign-up";
import { Unlock } from "./unlock";
import { Welcome } from "./welcome";

const TAKEN = { ok: false as const, problem: { code: "handle_taken" } };
const MADE = { ok: true as const, value: { recovery_code: "AAAAA-BBBBB-CCCCC" } };
const inputs = () => all("textbox", /./) as HTMLInputElement[];
const asked = () => inputs().map(({ autocomplete }) => autocomplete);
const typed = () => inputs().map(({ value }) => value);
const handle = () => (the("textbox", "Name for signing in") as HTMLInputElement).value;

describe("nothing is asked for twice", () => {
  it("in signing up, also where the name was taken: what was typed is still there, and then only the code is asked back", async () => {
    const answers = [TAKEN, MADE];
    show((await example({ sign_up: async () => answers.shift() ?? MADE })).store, <SignUp />);
    await fill("What should we call you?", "Robin");
    await fill("Name for signing in", "robin");
    await fill("Password", "four calm brown bricks");
    expect(asked()).toEqual(["given-name", "username", "new-password"]);
    await submit();
    await until(() => text().includes("already uses that name"));
    expect(typed()).toEqual(["Robin", "robin", "four calm brown bricks"]);
    await fill("Name for signing in", "robin.two");
    await submit();
    await until(() => text().includes("AAAAA-BBBBB-CCCCC"));
    expect(asked()).toEqual([]);
    await press("button", "I have written it down");
    expect(all("textbox", "Type the last group of the code")).toEqual(inputs());
  });

  it("of whoever signs in, has forgotten the password and comes back with the code; and it stays with nobody who is in", async () => {
    const { store } = await example({ recover: async () => MADE });
    show(store, <SignIn />);
    await fill("Name for signing in", "robin");
    show(store, <Recover />);
    expect(handle()).toBe("robin");
    await fill("Recovery code", "aaaaa");
    await fill("New password", "four calm brown bricks");
    await submit();
    await until(() => text().includes("AAAAA-BBBBB-CCCCC"));
    show(store, <SignIn />);
    expect(handle()).toBe("");
    await fill("Name for signing in", "robin");
    show(store, <Welcome />);
    show(store, <SignIn />);
    expect(handle()).toBe("");
  });

  it.each<[string, ComponentType, string[]]>([
    ["signing in", SignIn, ["username", "current-password"]],
    ["coming back", Recover, ["username", "off", "new-password"]],
    ["unlocking", Unlock, ["current-password"]],
    ["a new password", ChangePassword, ["current-password", "new-password"]],
    ["the lock", Lock, ["new-password", "current-password"]],
    ["the export", Export, ["current-password"]],
    ["deleting", DeleteAccount, ["current-password"]],
  ])("on the page of %s", async (_, Screen, purposes) => {
    show((await example()).store, <Screen />);
    expect(asked()).toEqual(purposes);
  });
});
