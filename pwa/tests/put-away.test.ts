import { openDB } from "idb";
import { expect, it, vi } from "vitest";
import type { Phone } from "./device";
import { freshForEach, PASSWORD, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const here = freshForEach();

/** Everything in every database of this phone, bytes as Latin-1. */
async function stored(phone: Phone): Promise<string> {
  phone.use();
  const parts: unknown[] = [];
  for (const { name = "" } of await indexedDB.databases()) {
    const db = await openDB(name);
    for (const store of db.objectStoreNames) parts.push(name, store, await db.getAllKeys(store), await db.getAll(store));
    db.close();
  }
  return JSON.stringify(parts, (_, value) => (value instanceof Uint8Array ? String.fromCharCode(...value) : value));
}

it("after a quick exit the browser's databases show neither handle, name, kind, space, row nor day, and open all the same", async () => {
  const handle = "alexandra.home";
  const { phone } = await here.phones.signedUp(handle);
  await here.phones.signedUp("samantha.home");
  const space_id = here.server.pair(handle, "samantha.home");
  await phone.sync();
  await phone.store.actions.add_act({ on: TODAY, kind: "presence", note: "Home at six.", hard: false, told: false, is_private: false });
  await phone.store.actions.check_in(TODAY, { safe: 9 });
  await phone.sync();
  phone.network = "down";
  await phone.store.actions.check_in(TODAY, { safe: 4 });
  vi.spyOn(location, "replace").mockImplementation(() => undefined);
  await phone.store.actions.quick_exit();

  const { person, device } = here.server.byHandle(handle).me;
  const spaces = [...here.server.spaces.values()];
  const ids = spaces.flatMap(({ id, rows }) => [id, ...[...rows.values()].map((row) => row.id)]);
  expect(ids.length).toBeGreaterThan(4);
  const operations = here.server.requests.flatMap(({ body }) => (body as { operations?: string[] }).operations ?? []);
  const op_ids = operations.map((text) => JSON.parse(text).op_id);
  const told = [handle, "samantha", ...ids, ...op_ids, space_id, device.id, "check_in", "put_sealed", "log_act", "presence", TODAY];
  const found = await stored(phone);
  expect(told.filter((word) => found.includes(word))).toEqual([]);
  expect(found, "by which the envelope is found").toContain(person.id);

  await phone.reopen();
  expect(await phone.store.actions.unlock(PASSWORD)).toEqual({ ok: true, value: undefined });
  expect([phone.store.me.value?.person.handle, phone.store.check_ins.value]).toMatchObject([handle, [{ safe: 4, is_waiting: true }]]);
});
