import type { Operation } from "../api/wire";
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
  body: Body;
}

/** Which of two versions of a row is the later one: what was sent again keeps the place it had. */
export const knownRev = ({ rev, as_of }: Pick<Entity, "rev" | "as_of">): number => as_of ?? rev;

/** An operation that wants to be made; `opened` is what a sealed body holds, so that this device can show it. */
export interface Draft {
  space_id: string;
  kind: string;
  body: Body;
  base_rev?: number | null;
  as_of?: number;
  recorded_at?: string;
  opened?: { kind: string; value: Body };
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
  opened?: { kind: string; value: Body };
  resent?: boolean;
  problem?: Problem;
}

export type Rows = ReadonlyMap<string, Entity>;

export const keyOf = ({ space_id, wire, id }: Pick<Entity, "space_id" | "wire" | "id">): string => `${space_id}|${wire}|${id}`;
