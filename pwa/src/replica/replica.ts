import { type Bytes, text, utf8 } from "../crypto/bytes";
import { open, seal } from "../crypto/sealing";
import { type Database, EVERYTHING, openDatabase, type RowKey, type StoredRow } from "./database";
import type { Body, Entity } from "./model";

/** What one person has on this device. Its key never leaves the browser and cannot be read out. */
export interface Replica {
  person_id: string;
  private_space_id: string;
  db: Database;
  key: CryptoKey;
}

export async function openReplica(person_id: string, private_space_id: string, key: CryptoKey): Promise<Replica> {
  return { person_id, private_space_id, key, db: await openDatabase(person_id) };
}

/** Awaiting this inside an IndexedDB transaction would end the transaction: seal first, then open it. */
export function sealed(replica: Replica, place: string, value: unknown): Promise<Bytes> {
  return seal(replica.key, utf8(JSON.stringify(value)), `hearth/v1/replica|${place}`);
}

/** @throws Error when the content was not sealed by this replica's key for this place. */
export async function opened<T>(replica: Replica, place: string, content: Bytes): Promise<T> {
  const plain = await open(replica.key, content, `hearth/v1/replica|${place}`);
  if (plain === null) throw new Error(`what is kept as ${place} cannot be opened`);
  return JSON.parse(text(plain)) as T;
}

const placeOf = ({ space_id, wire, id }: Pick<Entity, "space_id" | "wire" | "id">): string => `rows|${space_id}|${wire}|${id}`;

export async function storedRow(replica: Replica, entity: Entity): Promise<StoredRow> {
  const { body, ...clear } = entity;
  return { ...clear, content: await sealed(replica, placeOf(entity), body) };
}

export async function entityOf(replica: Replica, { content, ...clear }: StoredRow): Promise<Entity> {
  return { ...clear, body: await opened<Body>(replica, placeOf(clear), content) };
}

export async function readRows(replica: Replica, keys: RowKey[]): Promise<(Entity | null)[]> {
  const tx = replica.db.transaction("rows");
  const stored = await Promise.all(keys.map((key) => tx.store.get(key)));
  return Promise.all(stored.map((row) => (row ? entityOf(replica, row) : null)));
}

export async function readSpace(replica: Replica, store: "rows" | "kept", space_id: string): Promise<Entity[]> {
  const stored = await replica.db.getAllFromIndex(store, "by_space", space_id);
  return Promise.all(stored.map((row) => entityOf(replica, row)));
}

export async function readMeta<T>(replica: Replica, name: string): Promise<T | null> {
  const stored = await replica.db.get("meta", name);
  return stored ? opened<T>(replica, `meta|${name}`, stored.content) : null;
}

export async function metaRow(replica: Replica, name: string, value: unknown): Promise<{ name: string; content: Bytes }> {
  return { name, content: await sealed(replica, `meta|${name}`, value) };
}

export async function writeMeta(replica: Replica, name: string, value: unknown): Promise<void> {
  await replica.db.put("meta", await metaRow(replica, name, value));
}

/** Everything in one transaction: all of it is kept, or none. */
export function writing(replica: Replica) {
  return replica.db.transaction(EVERYTHING, "readwrite", { durability: "strict" });
}
