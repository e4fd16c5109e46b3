import { keyOf, type NewOperation, type Pending, type Row, type RowKey, type SpaceCursor } from "./model";
import type { Changes, Meta, Replica } from "./replica";

/** A replica that lives as long as the page: for the example couple and for tests. */
export class MemoryReplica implements Replica {
  private readonly rows = new Map<string, Row>();
  private readonly aside = new Map<string, Row>();
  private readonly cursors = new Map<string, SpaceCursor>();
  private outbox: Pending[] = [];
  private meta: Partial<Meta> = {};
  private last_seq = 0;

  constructor(readonly person_id: string) {}

  async readAllRows(): Promise<Row[]> {
    return [...this.rows.values()];
  }

  async readRows(keys: readonly RowKey[]): Promise<(Row | null)[]> {
    return keys.map((key) => this.rows.get(keyOf(key)) ?? null);
  }

  async readSpace(space_id: string): Promise<Row[]> {
    return [...this.rows.values()].filter((row) => row.space_id === space_id);
  }

  async readSetAside(space_id: string): Promise<Row[]> {
    return [...this.aside.values()].filter((row) => row.space_id === space_id);
  }

  async countSetAside(): Promise<number> {
    return this.aside.size;
  }

  async readCursors(): Promise<SpaceCursor[]> {
    return [...this.cursors.values()];
  }

  async readPending(): Promise<Pending[]> {
    return this.outbox;
  }

  async readMeta<Name extends keyof Meta>(name: Name): Promise<Meta[Name] | null> {
    return this.meta[name] ?? null;
  }

  async write(changes: Changes): Promise<void> {
    for (const key of changes.drop_rows ?? []) this.rows.delete(keyOf(key));
    for (const row of changes.put_rows ?? []) this.rows.set(keyOf(row), row);
    for (const row of changes.set_aside ?? []) this.aside.set(keyOf(row), row);
    for (const key of changes.drop_set_aside ?? []) this.aside.delete(keyOf(key));
    for (const space_id of changes.drop_cursors ?? []) this.cursors.delete(space_id);
    for (const cursor of changes.put_cursors ?? []) this.cursors.set(cursor.space_id, cursor);
    const dropped = new Set(changes.drop_operations);
    const changed = new Map(changes.put_operations?.map((one) => [one.seq, one]));
    const remaining = this.outbox.filter(({ seq }) => !dropped.has(seq)).map((one) => changed.get(one.seq) ?? one);
    const resent = changes.resend_operations ?? [];
    const is_behind = ({ state }: Pending): boolean => resent.length > 0 && state === "waiting";
    this.outbox = remaining.filter((one) => !is_behind(one));
    await this.enqueue([...resent, ...remaining.filter(is_behind)]);
    this.meta = { ...this.meta, ...changes.meta };
  }

  async enqueue(operations: readonly NewOperation[]): Promise<void> {
    this.outbox = [...this.outbox, ...operations.map((one) => ({ ...one, seq: ++this.last_seq }))];
  }

  async retry(op_id: string): Promise<void> {
    const waiting = { state: "waiting" } as const;
    this.outbox = this.outbox.map((one) => (isRefused(one, op_id) ? { ...one, ...waiting } : one));
  }

  async discard(op_id: string): Promise<void> {
    this.outbox = this.outbox.filter((one) => !isRefused(one, op_id));
  }

  async pack(): Promise<boolean> {
    return false;
  }

  close(): void {
    // Nothing is open.
  }
}

const isRefused = ({ state, operation }: Pending, op_id: string): boolean => state === "refused" && operation.op_id === op_id;
