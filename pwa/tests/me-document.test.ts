import { describe, expect, it, vi } from "vitest";
import type { SyncAnswer } from "../src/api/wire";
import { freshForEach, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const here = freshForEach();

/** Whether each answer from here on has the me document in it. */
function watchAnswers(): boolean[] {
  const has_me: boolean[] = [];
  const right = here.server.fetch;
  here.server.fetch = async (input, init) => {
    const response = await right(input, init);
    if (String(input).endsWith("/sync")) has_me.push(((await response.clone().json()) as SyncAnswer).me !== undefined);
    return response;
  };
  return has_me;
}

describe("the me document", () => {
  it("comes only when it is not the one that is here, and stays over a restart", async () => {
    const { phone } = await here.phones.signedUp("alex");
    const has_me = watchAnswers();
    await phone.store.actions.check_in(TODAY, { safe: 4 });
    await phone.sync();
    await phone.reopen();
    await phone.sync();
    expect(has_me.every((has) => !has)).toBe(true);
    expect(phone.store.me.value?.person.handle).toBe("alex");
    await phone.store.actions.set_settings({ display_name: "Lex" });
    await phone.sync();
    expect(has_me).toContain(true);
    expect(phone.store.me.value?.person.display_name).toBe("Lex");
  });

  it("comes whole with a new epoch", async () => {
    const { phone } = await here.phones.signedUp("alex");
    here.server.snapshot()();
    const has_me = watchAnswers();
    await phone.sync();
    expect(has_me[0]).toBe(true);
  });
});

describe("an invitation in it", () => {
  it("is gone once it ran out, though the server has not said so", async () => {
    const { phone } = await here.phones.signedUp("alex");
    await phone.store.actions.invite("code");
    expect(phone.store.me.value?.invitation?.state).toBe("open");
    vi.setSystemTime(new Date(`${TODAY}T12:10:01Z`));
    await phone.reopen();
    expect(phone.store.me.value?.invitation).toBeNull();
  });
});
