import { openDB } from "idb";
import { describe, expect, it, vi } from "vitest";
import type { Phone } from "./device";
import { freshForEach, PASSWORD, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const here = freshForEach();
const PIN = "280417";
const DAY_MS = 86_400_000;

/** Alex's phone with one check-in sent and perhaps one that waits, at the moment the server says that it was revoked. */
async function revoked({ is_unsent }: { is_unsent: boolean }): Promise<Phone> {
  const { phone } = await here.phones.signedUp("alex");
  await phone.store.actions.check_in("2026-11-21", { safe: 5 });
  await phone.sync();
  if (is_unsent) {
    phone.network = "down";
    await phone.store.actions.check_in(TODAY, { safe: 9 });
    phone.network = "up";
  }
  here.server.refusal = "device_revoked";
  await phone.sync();
  return phone;
}

const state = ({ store }: Phone) => [store.phase.value, store.lock_reason.value];

const safes = ({ store }: Phone) => store.check_ins.value.map(({ safe }) => safe).sort();

/** How many rows and operations lie in the databases of this phone. */
async function stored(phone: Phone): Promise<{ people: number; rows: number; outbox: number } | null> {
  phone.use();
  const names = (await indexedDB.databases()).map(({ name = "" }) => name).filter((name) => name !== "");
  const ring = await openDB("hearth");
  const people = await ring.count("envelopes");
  ring.close();
  const own = names.find((name) => name.startsWith("hearth-"));
  if (own === undefined) return people === 0 ? null : { people, rows: 0, outbox: 0 };
  const db = await openDB(own);
  const counts = { people, rows: await db.count("rows"), outbox: await db.count("outbox") };
  db.close();
  return counts;
}

describe("a device that is told it was revoked", () => {
  it("locks, says why, and keeps rows and outbox", async () => {
    const phone = await revoked({ is_unsent: true });
    expect(state(phone)).toEqual(["locked", "signed_out_elsewhere"]);
    expect(phone.store.check_ins.value).toEqual([]);
    expect(await stored(phone)).toEqual({ people: 1, rows: 1, outbox: 1 });
    await phone.reopen();
    expect(state(phone)).toEqual(["locked", "signed_out_elsewhere"]);
  });

  it("is opened by the password, which signs in again, and sends what waited", async () => {
    const phone = await revoked({ is_unsent: true });
    here.server.refusal = null;
    here.server.requests.length = 0;
    expect(await phone.store.actions.unlock("not the password")).toEqual({ ok: false, problem: { code: "sign_in_failed" } });
    expect(here.server.requests).toEqual([]);
    expect(await phone.store.actions.unlock(PASSWORD)).toEqual({ ok: true, value: undefined });
    expect(here.server.requests[0]).toMatchObject({ path: "/sign-in", body: { handle: "alex" } });
    await phone.sync();
    expect([safes(phone), phone.store.outbox.value.waiting]).toEqual([[5, 9], []]);
  });

  it("is not opened by a PIN", async () => {
    const { phone } = await here.phones.signedUp("alex");
    await phone.store.actions.set_pin(PASSWORD, PIN, 300);
    here.server.refusal = "device_revoked";
    await phone.sync();
    expect(await phone.store.actions.unlock_with_pin(PIN)).toMatchObject({ problem: { code: "session_expired" } });
  });

  it("loses everything when its person says so", async () => {
    const phone = await revoked({ is_unsent: true });
    await phone.store.actions.remove_from_device();
    expect(state(phone)).toEqual(["signed_out", null]);
    expect(await stored(phone)).toBeNull();
    await phone.reopen();
    expect(state(phone)).toEqual(["signed_out", null]);
  });
});

describe("a revoked device to which nobody comes back", () => {
  const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

  it("has everything until the thirtieth day", async () => {
    const phone = await revoked({ is_unsent: false });
    later(30 * DAY_MS - 1);
    await phone.reopen();
    expect(state(phone)).toEqual(["locked", "signed_out_elsewhere"]);
    expect(await stored(phone)).toEqual({ people: 1, rows: 1, outbox: 0 });
  });

  it("has nothing any more on the thirtieth day", async () => {
    const phone = await revoked({ is_unsent: false });
    later(30 * DAY_MS);
    await phone.reopen();
    expect(state(phone)).toEqual(["signed_out", null]);
    expect(await stored(phone)).toBeNull();
  });

  it("keeps what it never sent, for whoever has the password, whenever they come", async () => {
    const phone = await revoked({ is_unsent: true });
    later(400 * DAY_MS);
    await phone.reopen();
    expect(state(phone)).toEqual(["locked", "signed_out_elsewhere"]);
    expect(await stored(phone)).toEqual({ people: 1, rows: 0, outbox: 1 });
    here.server.refusal = null;
    expect(await phone.store.actions.unlock(PASSWORD)).toMatchObject({ ok: true });
    await phone.sync();
    expect([safes(phone), phone.store.outbox.value.waiting]).toEqual([[5, 9], []]);
  });

  it("goes by what the server said, not by how long the device was locked for another reason", async () => {
    const phone = await revoked({ is_unsent: false });
    here.server.refusal = null;
    await phone.store.actions.unlock(PASSWORD);
    here.server.refusal = "session_expired";
    await phone.sync();
    later(400 * DAY_MS);
    await phone.reopen();
    expect(state(phone)).toEqual(["locked", "session_expired"]);
    expect(await stored(phone)).toEqual({ people: 1, rows: 1, outbox: 0 });
  });
});
