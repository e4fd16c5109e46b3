import { blocksOf, packBlock, readAllRows } from "./blocks";
import { convertOldStores } from "./conversion";
import { type Database, openDatabase, STORES, type StoredOperation } from "./database";
import type { NewOperation, Pending, Row, RowKey, SpaceCursor } from "./model";
import type { Changes, Meta, Replica } from "./replica";
import { Seals } from "./seals";
import { type OpenedOperation, openedOperation, openedRow, rowName, storedCursor, storedMeta, storedOperation, storedRow } from "./stored";

const NONCE_BYTES = 12;

/** A replica in the browser's database, sealed under a key that cannot be read out. */
export class IndexedDbReplica implements Replica {
  /** What was opened of the outbox last time, by its seal's nonce: with much unsent, opening all of it at every change takes long. */
  private opened_operations: ReadonlyMap<string, OpenedOperation> = new Map();

  private constructor(
    readonly person_id: string,
    readonly db: Database,
    private readonly seals: Seals,
  ) {}

  /** Opens what `person_id` has here, and brings it to the present format first. */
  static async open(person_id: string, key: CryptoKey): Promise<IndexedDbReplica> {
    const [db, seals] = await Promise.all([openDatabase(person_id), Seals.under(key)]);
    await convertOldStores(db, seals);
    return new IndexedDbReplica(person_id, db, seals);
  }

  readAllRows(): Promise<Row[]> {
    return readAllRows(this.db, this.seals);
  }

  async readRows(keys: readonly RowKey[]): Promise<(Row | null)[]> {
    const names = await Promise.all(keys.map((key) => rowName(this.seals, key)));
    const tx = this.db.transaction("rows");
    const stored = await Promise.all(names.map((name) => tx.store.get(name)));
    return Promise.all(stored.map((row) => (row ? openedRow(this.seals, row) : null)));
  }

  readSpace(space_id: string): Promise<Row[]> {
    return this.readRowsOf(space_id, "rows");
  }

  readSetAside(space_id: string): Promise<Row[]> {
    return this.readRowsOf(space_id, "set_aside");
  }

  countSetAside(): Promise<number> {
    return this.db.count("set_aside");
  }

  async readCursors(): Promise<SpaceCursor[]> {
    const stored = await this.db.getAll("cursors");
    return Promise.all(stored.map(({ space, content }) => this.seals.open<SpaceCursor>(`cursors|${space}`, content)));
  }

  async readPending(): Promise<Pending[]> {
    const before = this.opened_operations;
    const now = new Map<string, OpenedOperation>();
    const pending = await Promise.all(
      (await this.db.getAll("outbox")).map(async (stored): Promise<Pending> => {
        const nonce = stored.content.subarray(0, NONCE_BYTES).join();
        const inside = before.get(nonce) ?? (await openedOperation(this.seals, stored));
        now.set(nonce, inside);
        return { ...inside, seq: stored.seq ?? 0, state: stored.state, rev: stored.rev };
      }),
    );
    this.opened_operations = now;
    return pending;
  }

  async readMeta<Name extends keyof Meta>(name: Name): Promise<Meta[Name] | null> {
    const stored = await this.db.get("meta", await this.seals.name("meta", name));
    return stored ? this.seals.open<Meta[Name]>(`meta|${stored.name}`, stored.content) : null;
  }

  async write(changes: Changes): Promise<void> {
    const { seals } = this;
    const names = (keys: readonly RowKey[] = []): Promise<string[]> => all(keys, (key) => rowName(seals, key));
    const [put, drop] = await Promise.all([all(changes.put_rows, (row) => storedRow(seals, row)), names(changes.drop_rows)]);
    const aside = await all(changes.set_aside, (row) => storedRow(seals, row));
    const drop_aside = await names(changes.drop_set_aside);
    const cursors = await all(changes.put_cursors, (cursor) => storedCursor(seals, cursor));
    const vanished = await all(changes.drop_cursors, (space_id) => seals.spaceName(space_id));
    const thinned = await all([...new Set(changes.drop_rows?.map(({ space_id }) => space_id))], (space_id) => seals.spaceName(space_id));
    const operations = await all(changes.put_operations, (one) => storedOperation(seals, one));
    const resent = await all(changes.resend_operations, (one) => storedOperation(seals, one));
    const meta = await all(Object.entries(changes.meta ?? {}), ([name, value]) => storedMeta(seals, name, value));

    const tx = this.db.transaction(STORES, "readwrite", { durability: "strict" });
    for (const name of drop) void tx.objectStore("rows").delete(name);
    // What changed is found again by its rev; what went is found nowhere, so no block may hold it.
    for (const space of [...thinned, ...vanished]) void tx.objectStore("blocks").delete(blocksOf(space));
    for (const row of put) void tx.objectStore("rows").put(row);
    for (const row of aside) void tx.objectStore("set_aside").put(row);
    for (const name of drop_aside) void tx.objectStore("set_aside").delete(name);
    for (const space of vanished) void tx.objectStore("cursors").delete(space);
    for (const cursor of cursors) void tx.objectStore("cursors").put(cursor);
    const outbox = tx.objectStore("outbox");
    for (const seq of changes.drop_operations ?? []) void outbox.delete(seq);
    for (const operation of operations) void outbox.put(operation);
    if (resent.length > 0) {
      const waiting = (await outbox.getAll()).filter(({ state }) => state === "waiting");
      for (const operation of resent) void outbox.add(operation);
      for (const { seq = 0, ...operation } of waiting) {
        void outbox.delete(seq);
        void outbox.add(operation);
      }
    }
    for (const one of meta) void tx.objectStore("meta").put(one);
    await tx.done;
  }

  async enqueue(operations: readonly NewOperation[]): Promise<void> {
    const stored = await all(operations, (one) => storedOperation(this.seals, one));
    const tx = this.db.transaction("outbox", "readwrite", { durability: "strict" });
    for (const operation of stored) void tx.store.add(operation);
    await tx.done;
  }

  retry(op_id: string): Promise<void> {
    return this.withRefused(op_id, (refused) => ({ ...refused, state: "waiting" }));
  }

  discard(op_id: string): Promise<void> {
    return this.withRefused(op_id, () => null);
  }

  pack(at_least?: number): Promise<boolean> {
    return packBlock(this.db, this.seals, at_least);
  }

  close(): void {
    this.db.close();
  }

  private async readRowsOf(space_id: string, store: "rows" | "set_aside"): Promise<Row[]> {
    const stored = await this.db.getAllFromIndex(store, "by_space", await this.seals.spaceName(space_id));
    return Promise.all(stored.map((row) => openedRow(this.seals, row)));
  }

  /** Changes or deletes an operation if it is refused at this moment. */
  private async withRefused(op_id: string, change: (refused: StoredOperation) => StoredOperation | null): Promise<void> {
    const name = await this.seals.name("outbox", op_id);
    const tx = this.db.transaction("outbox", "readwrite");
    const stored = await tx.store.index("by_name").get(name);
    if (stored?.state === "refused") {
      const next = change(stored);
      await (next ? tx.store.put(next) : tx.store.delete(stored.seq ?? 0));
    }
    await tx.done;
  }
}

function all<Value, Stored>(values: readonly Value[] | undefined, store: (value: Value) => Promise<Stored>): Promise<Stored[]> {
  return Promise.all((values ?? []).map(store));
}
