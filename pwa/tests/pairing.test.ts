import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Phone } from "./device";
import { FakeServer } from "./fake-server";
import { Phones } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

let server: FakeServer;
let phones: Phones;
let alex: Phone;
let sam: Phone;

beforeEach(async () => {
  server = new FakeServer();
  phones = new Phones(server);
  alex = (await phones.signedUp("alex")).phone;
  sam = (await phones.signedUp("sam")).phone;
});
afterEach(() => phones.close());

const invitation = ({ store }: Phone) => store.me.value?.invitation ?? null;

async function accepted(kind: "code" | "link"): Promise<void> {
  expect(await alex.store.actions.invite(kind)).toEqual({ ok: true, value: undefined });
  const secret = invitation(alex)?.[kind] ?? "";
  const looked = await sam.store.actions.look_at_invitation(secret.toLowerCase().includes("join") ? secret : secret.toLowerCase());
  if (!looked.ok) throw new Error(looked.problem.code);
  expect(looked.value.display_name).toBe("alex");
  expect(await sam.store.actions.accept_invitation(looked.value.id)).toMatchObject({ ok: true });
  await alex.sync();
  await vi.waitUntil(() => invitation(alex)?.other?.is_verified);
}

describe("coming together", () => {
  it.each(["code", "link"] as const)("by a %s: looked at, accepted, confirmed", async (kind) => {
    await accepted(kind);
    expect(invitation(alex)?.other).toMatchObject({ display_name: "sam", is_verified: true });
    expect(invitation(sam)).toMatchObject({ role: "accepter", other: { display_name: "alex", is_verified: true }, code: null, link: null });
    expect(alex.store.couple.value).toBeNull();
    expect(await alex.store.actions.confirm_invitation()).toMatchObject({ ok: true });
    await sam.sync();
    expect([alex, sam].map(({ store }) => store.couple.value?.partner.display_name)).toEqual(["sam", "alex"]);
  });

  it("takes another locator when the first is taken", async () => {
    await alex.store.actions.invite("code");
    expect(new Set(server.invitations.taken).size).toBe(2);
  });

  it("knows the code after a restart, and only where it was made", async () => {
    await alex.store.actions.invite("code");
    const code = invitation(alex)?.code;
    expect(code).toMatch(/^\w{5}-\w{4}-\w{4}$/);
    await alex.reopen();
    expect(invitation(alex)?.code).toBe(code);
    const alex2 = await phones.signedIn("alex");
    expect(invitation(alex2)).toMatchObject({ code: null, other: null });
    await alex.store.actions.cancel_invitation();
    expect(invitation(alex)).toBeNull();
  });

  it("answers alike for a wrong code and for one that is none", async () => {
    for (const typed of ["ABCDE-FGHJ-KMNP", "hello", "#/join/x"]) {
      expect(await sam.store.actions.look_at_invitation(typed)).toEqual({ ok: false, problem: { code: "invitation_not_found" } });
    }
  });
});

describe("a server that hands out other keys", () => {
  it("is refused by the one who accepts", async () => {
    await alex.store.actions.invite("code");
    server.invitations.swapped = "c3dhcHBlZA";
    const looked = await sam.store.actions.look_at_invitation(invitation(alex)?.code ?? "");
    expect(looked).toEqual({ ok: false, problem: { code: "key_mismatch" } });
  });

  it("is refused by the one who invited", async () => {
    await alex.store.actions.invite("code");
    const looked = await sam.store.actions.look_at_invitation(invitation(alex)?.code ?? "");
    server.invitations.swapped = "c3dhcHBlZA";
    await sam.store.actions.accept_invitation(looked.ok ? looked.value.id : "");
    await alex.sync();
    expect(invitation(alex)?.other).toMatchObject({ is_verified: false });
    expect(await alex.store.actions.confirm_invitation()).toEqual({ ok: false, problem: { code: "key_mismatch" } });
  });

  it("changes nothing later: the key that was checked stays, on every device", async () => {
    await accepted("code");
    await alex.store.actions.confirm_invitation();
    await alex.sync();
    const key = alex.store.couple.value?.partner.public_key;
    const couple = server.byHandle("alex").me.couples[0];
    if (couple) couple.partner.public_key = "c3dhcHBlZA";
    const alex2 = await phones.signedIn("alex");
    await alex.sync();
    expect([alex, alex2].map(({ store }) => store.couple.value?.partner.public_key)).toEqual([key, key]);
  });
});
