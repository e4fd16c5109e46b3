import { IDBFactory } from "fake-indexeddb";
import { type IDBPDatabase, openDB } from "idb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Me } from "../api/wire";
import { type Bytes, randomBytes, utf8 } from "../crypto/bytes";
import { seal, sealingKey } from "../crypto/sealing";
import { IndexedDbReplica } from "./indexed-db";
import type { Row, RowKey } from "./model";
import { NO_NOTES } from "./notes";

const ME = { person: { id: "me", handle: "ines.home" }, private_space_id: "private-space", couples: [] } as unknown as Me;
const CLOCK = { epoch: "e", offset_ms: 7 };
/** Long enough that no seal shows one by chance. */
const US = "space-of-the-two";
const IN_CLEAR = /space-of|private-space|acknowledgement|check_in|sealed|number-|ines\.home|member|made-/;
const row = (id: string, rev: number, rest: Partial<Row> = {}): Row => {
  const body = { author_id: "me", note: `note of ${id}` };
  return { space_id: US, kind: "acknowledgement", id: `number-${id}`, is_sealed: false, rev, deleted: false, body, ...rest };
};
const CURSOR = { space_id: US, rev: 12, op_id: "made-12", kind: "couple", role: "member" } as const;
const ROWS = [
  row("one", 3),
  row("two", 4, { deleted: true, body: { author_id: "me" } }),
  row("three", 12, { space_id: "private-space", kind: "check_in", is_sealed: true }),
  row("four", 13, { space_id: "private-space", kind: "event", is_sealed: true }),
];
const ASIDE = row("one", 9, { original_rev: 5 });
const ONE: RowKey = { space_id: US, kind: "acknowledgement", id: "number-one", is_sealed: false };
const TEXTS = ["one", "two", "three"].map((id) => `{ "op_id":"made-${id}", "kind" : "log_act","body":{"id":"x"} }`);
const STATES = ["waiting", "answered", "refused"] as const;

let person_id: string;
let key: CryptoKey;

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  person_id = crypto.randomUUID();
  key = await sealingKey(randomBytes(32));
});

const sealed = (place: string, value: unknown): Promise<Bytes> => seal(key, utf8(JSON.stringify(value)), `hearth/v1/replica|${place}`);

/** A database as version 1 or 2 of it was: found by ids and kinds in clear. */
async function oldDatabase(version: 1 | 2): Promise<void> {
  const db = await openDB(`hearth-${person_id}`, version, {
    upgrade(fresh) {
      const rows = fresh.createObjectStore("rows", { keyPath: ["space_id", "wire", "id"] });
      rows.createIndex("by_space", "space_id");
      fresh.createObjectStore("kept", { keyPath: ["space_id", "wire", "id"] }).createIndex("by_space", "space_id");
      fresh.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("by_op_id", "op_id", { unique: true });
      fresh.createObjectStore("cursors", { keyPath: "space_id" });
      fresh.createObjectStore("meta", { keyPath: "name" });
      if (version === 1) return;
      rows.createIndex("by_rev", ["space_id", "rev"]);
      fresh.createObjectStore("blocks", { keyPath: ["space_id", "rev"] });
    },
  });
  for (const one of ROWS) await db.put("rows", await oldRow(one));
  await db.put("kept", await oldRow(ASIDE));
  await db.put("cursors", CURSOR);
  for (const [name, value] of Object.entries({ me: ME, clock: CLOCK, notes: NO_NOTES })) {
    await db.put("meta", { name, content: await sealed(`meta|${name}`, value) });
  }
  for (const [index, text] of TEXTS.entries()) await db.add("outbox", await oldOperation(text, STATES[index] ?? "waiting"));
  // The second of them was sent and is gone: places in the outbox have gaps.
  await db.delete("outbox", 2);
  await db.add("outbox", await oldOperation(TEXTS[1] ?? "", "answered"));
  if (version === 2) {
    const rows = ROWS.filter(({ space_id }) => space_id === US);
    await db.put("blocks", { space_id: US, rev: 4, content: await sealed(`blocks|${US}|4`, rows) });
  }
  db.close();
}

async function oldRow({ body, kind: now, is_sealed, original_rev, ...clear }: Row): Promise<object> {
  const wire = is_sealed ? "sealed" : now;
  const kind = now === "event" ? "mark" : now;
  const content = await sealed(`rows|${clear.space_id}|${wire}|${clear.id}`, body);
  return { ...clear, wire, kind, ...(original_rev !== undefined && { as_of: original_rev }), content };
}

async function oldOperation(text: string, state: (typeof STATES)[number]): Promise<object> {
  const { op_id } = JSON.parse(text);
  const content = { text, resent: true, opened: { kind: "act", value: { note: "hers" } }, problem: { code: "invalid" } };
  return { op_id, space_id: US, state, rev: state === "answered" ? 9 : null, content: await sealed(`outbox|${op_id}`, content) };
}

/** Everything that the file shows to whoever has no key. */
async function inClear(): Promise<string> {
  const db: IDBPDatabase = await openDB(`hearth-${person_id}`);
  const found = await Promise.all([...db.objectStoreNames].map(async (name) => [await db.getAllKeys(name), await db.getAll(name)]));
  db.close();
  return JSON.stringify(found, (_, value) => (value instanceof Uint8Array ? String.fromCharCode(...value) : value));
}

const byId = (one: Row, other: Row): number => (one.id < other.id ? -1 : 1);

async function expectEverything(replica: IndexedDbReplica): Promise<void> {
  expect((await replica.readAllRows()).sort(byId)).toEqual([...ROWS].sort(byId));
  expect(await replica.readRows([ONE])).toEqual([ROWS[0]]);
  expect(await replica.readSetAside(US)).toEqual([ASIDE]);
  expect(await replica.readCursors()).toEqual([CURSOR]);
  expect([await replica.readMeta("me"), await replica.readMeta("clock"), await replica.readMeta("notes")]).toEqual([ME, CLOCK, NO_NOTES]);
  const pending = await replica.readPending();
  expect(pending.map(({ seq, state, rev, text }) => [seq, state, rev, text])).toEqual([
    [1, "waiting", null, TEXTS[0]],
    [3, "refused", null, TEXTS[2]],
    [4, "answered", 9, TEXTS[1]],
  ]);
  expect(pending[0]).toMatchObject({ is_resent: true, opened: { kind: "act", value: { note: "hers" } }, problem: { code: "invalid" } });
}

describe.each([1, 2] as const)("a replica of version %i", (version) => {
  beforeEach(() => oldDatabase(version));

  it("is there whole, with the exact bytes of what was not sent, and opens again", async () => {
    for (let opening = 0; opening < 2; opening++) {
      const replica = await IndexedDbReplica.open(person_id, key);
      await expectEverything(replica);
      replica.close();
    }
    expect(await inClear()).not.toMatch(IN_CLEAR);
  });

  it("is converted once, though a second tab was about to do the same", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const real = crypto.subtle.decrypt.bind(crypto.subtle);
    const decrypt = vi.spyOn(crypto.subtle, "decrypt").mockImplementationOnce(async (...given) => held.then(() => real(...given)));
    const slow = IndexedDbReplica.open(person_id, key);
    await vi.waitFor(() => expect(decrypt).toHaveBeenCalled());
    const quick = await IndexedDbReplica.open(person_id, key);
    await quick.discard("made-three");
    await quick.write({ put_rows: [row("one", 20)] });
    release();
    const [one] = await (await slow).readRows([ONE]);
    expect(one).toEqual(row("one", 20));
    expect((await quick.readPending()).map(({ operation }) => operation.op_id)).toEqual(["made-one", "made-two"]);
    quick.close();
    (await slow).close();
  });

  it("stays as it is where the key is another's", async () => {
    await expect(IndexedDbReplica.open(person_id, await sealingKey(randomBytes(32)))).rejects.toThrow("cannot be opened");
    const replica = await IndexedDbReplica.open(person_id, key);
    await expectEverything(replica);
    replica.close();
  });
});

describe("what lies in the browser", () => {
  it("shows neither a kind nor an id, and the same row has the same name each time", async () => {
    const replica = await IndexedDbReplica.open(person_id, key);
    await replica.write({ put_rows: ROWS, set_aside: [ASIDE], put_cursors: [CURSOR], meta: { me: ME, clock: CLOCK, notes: NO_NOTES } });
    await replica.write({ put_rows: [row("one", 30)] });
    await replica.pack(1);
    expect(await replica.db.count("rows")).toBe(ROWS.length);
    expect(await replica.readRows([ONE])).toEqual([row("one", 30)]);
    replica.close();
    expect(await inClear()).not.toMatch(IN_CLEAR);
  });

  it("has other names under another key", async () => {
    const names = [];
    for (const one of [key, key, await sealingKey(randomBytes(32))]) {
      const replica = await IndexedDbReplica.open(crypto.randomUUID(), one);
      await replica.write({ put_rows: [row("one", 1)] });
      const [stored] = await replica.db.getAll("rows");
      names.push(`${stored?.name} ${stored?.space}`);
      replica.close();
    }
    expect(names[0]).toBe(names[1]);
    expect(names[0]).not.toBe(names[2]);
  });
});
