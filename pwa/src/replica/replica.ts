import type { Me } from "../api/wire";
import type { PersonKeys } from "../crypto/keys";
import type { Clock, NewOperation, Pending, Row, RowKey, SpaceCursor } from "./model";
import type { LocalNotes } from "./notes";
import type { Rules } from "./rules";

/** Single values, by the name under which they are stored. */
export interface Meta {
  me: Me;
  /** Which revision of the *me* document that is. */
  me_rev: number;
  clock: Clock;
  notes: LocalNotes;
}

/** What one step changes; what is left out stays as it is. */
export interface Changes {
  drop_rows?: readonly RowKey[];
  put_rows?: readonly Row[];
  /** Own rows, set aside while a space is read from the start after the server lost some of its past. */
  set_aside?: readonly Row[];
  drop_set_aside?: readonly RowKey[];
  put_cursors?: readonly SpaceCursor[];
  /** Spaces that this person may no longer read; their rows are dropped by name. */
  drop_cursors?: readonly string[];
  drop_operations?: readonly number[];
  put_operations?: readonly Pending[];
  /** Go before everything that still waits, which may depend on them. */
  resend_operations?: readonly NewOperation[];
  meta?: Partial<Meta>;
}

/** What one person has on this device. Rows are sorted by nothing; the outbox is oldest first. */
export interface Replica {
  readonly person_id: string;
  readAllRows(): Promise<Row[]>;
  readRows(keys: readonly RowKey[]): Promise<(Row | null)[]>;
  readSpace(space_id: string): Promise<Row[]>;
  readSetAside(space_id: string): Promise<Row[]>;
  countSetAside(): Promise<number>;
  readCursors(): Promise<SpaceCursor[]>;
  readPending(): Promise<Pending[]>;
  readMeta<Name extends keyof Meta>(name: Name): Promise<Meta[Name] | null>;
  /** Everything in one transaction: all of it is stored, or none. */
  write(changes: Changes): Promise<void>;
  /** Adds operations at the end of the outbox: all of them, or none. */
  enqueue(operations: readonly NewOperation[]): Promise<void>;
  /** Sends a refused operation once more, as it was. */
  retry(op_id: string): Promise<void>;
  /** Deletes a refused operation. One that may already have reached the server is never deleted. */
  discard(op_id: string): Promise<void>;
  /** Makes the next opening faster, a step at a time; answers whether there may be more to do. Only while nobody else writes rows. */
  pack(): Promise<boolean>;
  close(): void;
}

/** A replica with what is needed to read and write its records. */
export interface OpenReplica {
  replica: Replica;
  keys: PersonKeys;
  rules: Rules;
}
