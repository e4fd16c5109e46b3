import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Cursor, SpaceAnswer } from "../api/wire";
import type { Bytes } from "../crypto/bytes";

/** Clear are ids, kind and revision, by which rows are found; everything a person wrote is in `content`, sealed, and so is its day. */
export interface StoredRow {
  space_id: string;
  wire: string;
  id: string;
  kind: string;
  rev: number;
  as_of?: number;
  deleted: boolean;
  content: Bytes;
}

export interface StoredOperation {
  seq?: number;
  op_id: string;
  space_id: string;
  state: "waiting" | "answered" | "refused";
  rev: number | null;
  content: Bytes;
}

/** Many rows of a space sealed as one, up to and with those of `rev`: a second copy, because one seal opens sooner than many. */
export interface StoredBlock {
  space_id: string;
  rev: number;
  content: Bytes;
}

export type StoredCursor = Cursor & Pick<SpaceAnswer, "kind" | "role">;
export type RowKey = [space_id: string, wire: string, id: string];

export interface ReplicaSchema extends DBSchema {
  rows: { key: RowKey; value: StoredRow; indexes: { by_space: string; by_rev: [string, number] } };
  blocks: { key: [space_id: string, rev: number]; value: StoredBlock };
  /** Own rows set aside while a space is read afresh after the server lost some of its past. */
  kept: { key: RowKey; value: StoredRow; indexes: { by_space: string } };
  outbox: { key: number; value: StoredOperation; indexes: { by_op_id: string } };
  cursors: { key: string; value: StoredCursor };
  meta: { key: string; value: { name: string; content: Bytes } };
}

export type Database = IDBPDatabase<ReplicaSchema>;
export const EVERYTHING = ["rows", "blocks", "kept", "outbox", "cursors", "meta"] as const;

const nameFor = (person_id: string): string => `hearth-${person_id}`;

export function openDatabase(person_id: string): Promise<Database> {
  return openDB<ReplicaSchema>(nameFor(person_id), 2, {
    upgrade(db, from, _, tx) {
      if (from < 1) {
        db.createObjectStore("rows", { keyPath: ["space_id", "wire", "id"] }).createIndex("by_space", "space_id");
        db.createObjectStore("kept", { keyPath: ["space_id", "wire", "id"] }).createIndex("by_space", "space_id");
        db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("by_op_id", "op_id", { unique: true });
        db.createObjectStore("cursors", { keyPath: "space_id" });
        db.createObjectStore("meta", { keyPath: "name" });
      }
      tx.objectStore("rows").createIndex("by_rev", ["space_id", "rev"]);
      db.createObjectStore("blocks", { keyPath: ["space_id", "rev"] });
    },
    blocking(_, __, event) {
      // Another tab wipes or upgrades: never stand in its way.
      (event.target as IDBDatabase).close();
    },
  });
}

export function wipeDatabase(person_id: string): Promise<void> {
  return deleteDB(nameFor(person_id));
}
