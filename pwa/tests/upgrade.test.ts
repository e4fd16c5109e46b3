import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, expect, it, vi } from "vitest";
import { type Bytes, base64url, randomBytes, utf8 } from "../src/crypto/bytes";
import { passwordProof, replicaWrapKey, wrapped } from "../src/crypto/keys";
import { seal, sealingKey } from "../src/crypto/sealing";
import { type OpenStore, openStore } from "../src/store";
import { PASSWORD, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const PERSON = "0b0c0d0e-0f10-4112-9314-151617181920";
const SPACE = "3f1c2a52-8d7e-4b60-9a51-0c6de2a7f001";
const CHECK_IN = "5b0c0d0e-0f10-8112-9314-151617181920";
const person = { id: PERSON, handle: "ines.home", display_name: "Ines", zone: "Europe/Berlin", language: "en", public_key: "old" };
const settings = { log_at: null, check_in_days: [], check_in_at: "20:00", to_read: true, moment: false, look_back: null };
const me = { person: { ...person, settings }, device: { id: SPACE, name: "" }, private_space_id: SPACE, couples: [], invitation: null };
const value = { on: TODAY, safe: 7, seen: null, valued: null, zone: "Europe/Berlin" };
let store: OpenStore;

afterEach(() => store.close());

/** Everything of one person as the last version before this one had it: a check-in that was sent, and one that waits. */
async function oldDevice(): Promise<string> {
  const [user_key, replica_key, salt] = [randomBytes(32), randomBytes(32), randomBytes(16)];
  const proof = await passwordProof(PASSWORD, salt);
  const wraps = {
    password_wrap: base64url(await wrapped(user_key, proof.key, "password")),
    recovery_wrap: null,
    replica_wrap: base64url(await seal(await replicaWrapKey(user_key), replica_key, "hearth/v1/wrap/replica")),
  };
  const ring = await openDB("hearth", 2, {
    upgrade(db) {
      db.createObjectStore("envelopes", { keyPath: "person_id" });
      for (const name of ["keys", "current", "locks"]) db.createObjectStore(name);
    },
  });
  const kdf = { kdf_version: 1, salt: base64url(salt) };
  await ring.put("envelopes", { ...kdf, ...wraps, person_id: PERSON, private_space_id: SPACE, handle: "ines.home", locked: null });
  await ring.put("current", PERSON, "person_id");
  await ring.put("keys", { replica: await sealingKey(replica_key) }, PERSON);
  ring.close();

  const key = await sealingKey(replica_key);
  const sealed = (place: string, inside: unknown): Promise<Bytes> => seal(key, utf8(JSON.stringify(inside)), `hearth/v1/replica|${place}`);
  const db = await openDB(`hearth-${PERSON}`, 2, {
    upgrade(fresh) {
      for (const name of ["rows", "kept"]) {
        fresh.createObjectStore(name, { keyPath: ["space_id", "wire", "id"] }).createIndex("by_space", "space_id");
      }
      fresh.createObjectStore("blocks", { keyPath: ["space_id", "rev"] });
      fresh.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("by_op_id", "op_id", { unique: true });
      fresh.createObjectStore("cursors", { keyPath: "space_id" });
      fresh.createObjectStore("meta", { keyPath: "name" });
    },
  });
  const row = { space_id: SPACE, wire: "sealed", id: CHECK_IN, kind: "check_in", rev: 4, deleted: false };
  await db.put("rows", { ...row, content: await sealed(`rows|${SPACE}|sealed|${CHECK_IN}`, value) });
  await db.put("cursors", { space_id: SPACE, rev: 4, op_id: null, kind: "private", role: "owner" });
  await db.put("meta", { name: "me", content: await sealed("meta|me", me) });
  await db.put("meta", { name: "clock", content: await sealed("meta|clock", { epoch: SPACE, offset_ms: 0 }) });
  const operation = {
    op_id: PERSON,
    space_id: SPACE,
    kind: "put_sealed",
    recorded_at: `${TODAY}T12:00:00Z`,
    base_rev: 4,
    body: { id: CHECK_IN },
  };
  const text = JSON.stringify(operation);
  const content = await sealed(`outbox|${PERSON}`, { text, opened: { kind: "check_in", value: { ...value, safe: 8 } } });
  await db.add("outbox", { op_id: PERSON, space_id: SPACE, state: "waiting", rev: null, content });
  db.close();
  return text;
}

it("the app of the last version left everything for this one: it asks for the password once, and sends the same bytes", async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  const text = await oldDevice();
  const sent: string[] = [];
  const fetch = async (_: unknown, { body }: RequestInit = {}): Promise<Response> => {
    sent.push(...JSON.parse(String(body)).operations);
    throw new TypeError("no network");
  };
  store = await openStore({ fetch: fetch as typeof globalThis.fetch });
  expect([store.phase.value, store.lock_reason.value]).toEqual(["locked", "away"]);
  expect(await store.actions.unlock(PASSWORD)).toEqual({ ok: true, value: undefined });
  expect(store.me.value?.person.display_name).toBe("Ines");
  expect(store.check_ins.value).toMatchObject([{ on: TODAY, safe: 7 }]);
  expect(store.outbox.value.waiting).toHaveLength(1);
  await store.actions.sync_now();
  expect(sent).toContain(text);
});
