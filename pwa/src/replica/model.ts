import type { Cursor, Me, Operation, SpaceAnswer } from "../api/wire";
import type { Problem } from "../domain/types";

export type Body = Record<string, unknown>;

/** What names a row. */
export interface RowKey {
  space_id: string;
  kind: string;
  id: string;
  /** Sealed by a device of its author: on the wire such a row is of the kind "sealed", whatever is inside. */
  is_sealed: boolean;
}

/** A row as this device knows it, opened. */
export interface Row<B extends Body = Body> extends RowKey {
  rev: number;
  /** The rev it had before a restore of the server lost it and it was sent again. */
  original_rev?: number;
  /** A tombstone: of the body only `author_id` is left. */
  deleted: boolean;
  body: B;
  /** Of a sealed row: the version of its value's shape, and how often the record was replaced. */
  version?: number;
  counter?: number;
  /** A sealed row whose body is still the record as it travels, and why: it is kept, and never overwritten. */
  unreadable?: "newer_version" | "damaged";
}

/** Which of two versions of a row is the later one: a row that was sent again counts as of its original rev. */
export const knownRev = ({ rev, original_rev }: Pick<Row, "rev" | "original_rev">): number => original_rev ?? rev;

/** What a sealed record holds, so that this device can show it; `counter` once it is sealed. */
export interface Opened {
  kind: string;
  value: Body;
  counter?: number;
}

/** An operation to be made. */
export interface Draft {
  space_id: string;
  name: string;
  body: Body;
  base_rev?: number | null;
  original_rev?: number;
  recorded_at?: string;
  opened?: Opened;
  /** Sent again after a restore of the server: refusals that no longer matter are dropped without telling anyone. */
  is_resent?: boolean;
}

/**
 * An operation in the outbox. `text` holds the exact bytes of every attempt, so that its op id is an idempotency key.
 * `waiting`: not answered. `answered`: applied at `rev` of the space `rev_in`, and the row that it changed has not come
 * back yet. `refused`: kept until its author retries or discards it.
 */
export interface Pending {
  seq: number;
  state: "waiting" | "answered" | "refused";
  rev: number | null;
  rev_in?: string;
  text: string;
  operation: Operation;
  opened?: Opened;
  is_resent?: boolean;
  problem?: Problem;
}

export type Rows = ReadonlyMap<string, Row>;

/** An operation that has no place in the outbox yet. */
export type NewOperation = Omit<Pending, "seq">;

/** How far this device knows a space, and as what this person may read it. */
export type SpaceCursor = Cursor & Pick<SpaceAnswer, "kind" | "role">;

/** How this device's clock stands to the server's, and which history of the server it knows. */
export interface Clock {
  epoch: string | null;
  offset_ms: number;
}

/** A row as the screens see it. */
export type View<B extends Body = Body> = Row<B> & { is_waiting?: true };

/** What the screens show: the server's rows and *me* document with every unconfirmed operation replayed over them. */
export interface World {
  rows: Map<string, View>;
  me: Me;
}

export const keyOf = ({ space_id, kind, id, is_sealed }: RowKey): string => `${space_id}|${is_sealed ? "sealed" : kind}|${id}`;
