import type { Me, Operation } from "../api/wire";
import type { Body, Draft, Opened, Row, World } from "./model";

/** What the replica must know of an operation. */
export interface OperationRule {
  /** The kind of the row that `body.id` names ("sealed" for all sealed ones); null where there is no such row. */
  readonly entity: string | null;
  /** Changes the projection as the server will change its rows. */
  effect(world: World, operation: Operation, opened?: Opened): void;
  /** Nothing written later undoes it: it is sent again even where the server knows something newer. */
  readonly is_final?: boolean;
  /** The id of another's row that must be there first; refused with `not_found`, it is sent again when that row arrives. */
  dependsOn?(body: Body): string;
  /** Problem codes on which the operation is dropped without telling its author. */
  readonly dropped_on?: readonly string[];
}

export interface ResendContext {
  /** The row here is later than the server's. */
  is_later: boolean;
  /** The author's zone. */
  zone: string;
}

/** An operation that sends something again, to the row's own space unless it names another; of all spaces the endings go first. */
export type Resend = Omit<Draft, "space_id"> & { space_id?: string; is_ending?: boolean };

/** What the replica must know of a kind of row. */
export interface EntityRule {
  /** Kinds with a lower number are sent again first: others depend on them. */
  readonly resend_order: number;
  /** Whether the row, or its content, was taken away. */
  isEnded(row: Row): boolean;
  /** What ends it again; `theirs` is the restored server's row. */
  end(mine: Row, theirs: Row | undefined): Resend[];
  /** What brings the server's row to where `mine` is. */
  resend(mine: Row, theirs: Row | undefined, context: ResendContext): Resend[];
}

/** What the replica must know of a kind of sealed record. */
export interface SealedRule {
  /** The version of the value's shape that this app writes. */
  readonly version: number;
  /** The value if it is well-formed. */
  parse(value: unknown): Body | undefined;
  /** Whether the value here says more than the one that arrived: then it stays, and is sent again. */
  isAhead?(here: Body, arrived: Body): boolean;
}

/** The registry of all kinds and operations, by their names on the wire. */
export interface Rules {
  readonly operations: Readonly<Record<string, OperationRule>>;
  readonly entities: Readonly<Record<string, EntityRule>>;
  readonly sealed: Readonly<Record<string, SealedRule>>;
  /** What was ended in the *me* document here and stands again on the restored server. */
  endAgain(before: Me, after: Me): Draft[];
  /** The fields of the *me* document that have no row; `original_revs` has the revs up to which spaces read afresh were known. */
  resendFields(me: Me, original_revs: ReadonlyMap<string, number>): Draft[];
}

export const entityRule = (rules: Rules, { kind, is_sealed }: Row): EntityRule | undefined => rules.entities[is_sealed ? "sealed" : kind];
