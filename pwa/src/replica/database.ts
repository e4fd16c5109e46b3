import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames, unwrap } from "idb";
import type { Bytes } from "../crypto/bytes";
import type { Pending, Row, SpaceCursor } from "./model";

/** In clear are the keyed names (see Seals) of row and space, and the rev, by which rows are found; all else is in `content`. */
export interface StoredRow {
  name: string;
  space: string;
  rev: number;
  content: Bytes;
}

export interface StoredOperation extends Pick<Pending, "state" | "rev"> {
  seq?: number;
  name: string;
  content: Bytes;
}

/** Many rows of a space sealed as one, up to and including those of `rev`: a second copy, because one seal opens sooner than many. */
export type StoredBlock = Omit<StoredRow, "name">;

/** A row as versions 1 and 2 stored it: ids and kind in clear, only the body in `content`. */
export type OldRow = Omit<Row, "body" | "is_sealed" | "original_rev"> & { wire: string; as_of?: number; content: Bytes };

interface ReplicaSchema extends DBSchema {
  rows: { key: string; value: StoredRow; indexes: { by_space: string; by_rev: [string, number] } };
  blocks: { key: [space: string, rev: number]; value: StoredBlock };
  set_aside: { key: string; value: StoredRow; indexes: { by_space: string } };
  outbox: { key: number; value: StoredOperation; indexes: { by_name: string } };
  cursors: { key: string; value: { space: string; content: Bytes } };
  meta: { key: string; value: { name: string; content: Bytes } };
  /** What versions 1 and 2 stored, until it is opened and converted. Only in databases of that age; the next version deletes them. */
  v2_rows: { key: string[]; value: OldRow };
  v2_kept: { key: string[]; value: OldRow };
  v2_outbox: { key: number; value: Omit<StoredOperation, "name"> & { op_id: string } };
  v2_cursors: { key: string; value: SpaceCursor };
  v2_meta: { key: string; value: { name: string; content: Bytes } };
}

export type Database = IDBPDatabase<ReplicaSchema>;
type Upgrade = IDBPTransaction<ReplicaSchema, StoreNames<ReplicaSchema>[], "versionchange">;

export const STORES = ["rows", "blocks", "set_aside", "outbox", "cursors", "meta"] as const;
export const OLD_STORES = ["v2_rows", "v2_kept", "v2_outbox", "v2_cursors", "v2_meta"] as const;

const nameFor = (person_id: string): string => `hearth-${person_id}`;

const VERSION = 3;
/** What each version changed. Version 3 made every store anew, so a new database begins there. */
const STEPS: Readonly<Record<number, (db: Database, tx: Upgrade) => void>> = {
  3(db, tx) {
    for (const name of [...db.objectStoreNames]) {
      if (name === "blocks") db.deleteObjectStore(name);
      else unwrap(tx).objectStore(name).name = `v2_${name}`;
    }
    const rows = db.createObjectStore("rows", { keyPath: "name" });
    rows.createIndex("by_space", "space");
    rows.createIndex("by_rev", ["space", "rev"]);
    db.createObjectStore("blocks", { keyPath: ["space", "rev"] });
    db.createObjectStore("set_aside", { keyPath: "name" }).createIndex("by_space", "space");
    db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("by_name", "name", { unique: true });
    db.createObjectStore("cursors", { keyPath: "space" });
    db.createObjectStore("meta", { keyPath: "name" });
  },
};

export function openDatabase(person_id: string): Promise<Database> {
  return openDB<ReplicaSchema>(nameFor(person_id), VERSION, {
    upgrade(db, from, _, tx) {
      for (let version = Math.max(from + 1, 3); version <= VERSION; version++) STEPS[version]?.(db, tx);
    },
    blocking(_, __, event) {
      // Another tab deletes or upgrades: never stand in its way. The event of a database has that database as its target.
      (event.target as IDBDatabase).close();
    },
  });
}

/**
 * Deletes what the server can give again, and leaves what it has not got: the outbox and rows set aside, with what it
 * takes to open them. Answers whether there is any of that.
 */
export async function dropRows(person_id: string): Promise<boolean> {
  const db = await openDatabase(person_id);
  const old = db.objectStoreNames.contains("v2_rows");
  const stores = [...STORES, ...(old ? OLD_STORES : [])] as const;
  const tx = db.transaction(stores, "readwrite", { durability: "strict" });
  const unsent = old ? (["outbox", "set_aside", "v2_outbox", "v2_kept"] as const) : (["outbox", "set_aside"] as const);
  const counts = await Promise.all(unsent.map((name) => tx.objectStore(name).count()));
  for (const name of ["rows", "blocks", "cursors"] as const) void tx.objectStore(name).clear();
  if (old) for (const name of ["v2_rows", "v2_cursors"] as const) void tx.objectStore(name).clear();
  await tx.done;
  db.close();
  return counts.some((count) => count > 0);
}

export function wipeDatabase(person_id: string): Promise<void> {
  return deleteDB(nameFor(person_id));
}
