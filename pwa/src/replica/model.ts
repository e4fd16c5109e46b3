import type { Cursor, Operation, SpaceAnswer } from "../api/wire";
import type { Problem } from "../domain/types";

export type Body = Record<string, unknown>;

/** A row as this device knows it, opened. `wire` is the kind that travelled: "sealed" for everything private. */
export interface Entity {
  space_id: string;
  wire: string;
  id: string;
  kind: string;
  rev: number;
  /** The rev it had before a restore lost it and it was sent again. */
  as_of?: number;
  deleted: boolean;
  /** Of a sealed row: the version of its value's shape, and how many records it is the latest of. */
  version?: number;
  counter?: number;
  body: Body;
}

/** What a sealed record holds, so that this device can show it before it comes back. */
export interface Inside {
  kind: string;
  value: Body;
  counter?: number;
}

/** Which of two versions of a row is the later one: what was sent again keeps the place it had. */
export const knownRev = ({ rev, as_of }: Pick<Entity, "rev" | "as_of">): number => as_of ?? rev;

/** An operation that wants to be made. */
export interface Draft {
  space_id: string;
  kind: string;
  body: Body;
  base_rev?: number | null;
  as_of?: number;
  recorded_at?: string;
  opened?: Inside;
  /** Sent again after the server was restored: what it no longer wants then is let go without a word. */
  resent?: boolean;
}

/**
 * An operation in the outbox. `text` holds the exact bytes of every try. `waiting` is not answered, `answered` is
 * applied at `rev` but its effect has not come back yet, `refused` is kept until its author lets it go.
 */
export interface Pending {
  seq: number;
  state: "waiting" | "answered" | "refused";
  rev: number | null;
  text: string;
  operation: Operation;
  opened?: Inside;
  resent?: boolean;
  problem?: Problem;
}

export type Rows = ReadonlyMap<string, Entity>;

/** An operation that has no place in the outbox yet. */
export type NewOperation = Omit<Pending, "seq">;

/** How far this device knows a space, and as what this person may read it. */
export type SpaceCursor = Cursor & Pick<SpaceAnswer, "kind" | "role">;

/** How this device's clock stands to the server's, and which past of the server it knows. */
export interface Clock {
  epoch: string | null;
  offset_ms: number;
}

export type RowKey = [space_id: string, wire: string, id: string];

export const keyOf = ({ space_id, wire, id }: Pick<Entity, "space_id" | "wire" | "id">): string => `${space_id}|${wire}|${id}`;
