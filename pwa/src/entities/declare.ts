import type { Operation, OperationBodies, OperationName } from "../api/wire";
import type { Answer, LocalDay, Outcome } from "../domain/types";
import { type Body, type Draft, keyOf, type Opened, type RowKey, type View, type World } from "../replica/model";
import type { OperationRule, SealedRule } from "../replica/rules";

/** What a list of operations shows of one, besides its name. */
export interface Details {
  /** A title or words of the person's own. */
  title?: string | null | undefined;
  written?: string | undefined;
  on?: LocalDay | undefined;
  outcome?: Outcome | null | undefined;
  answer?: Answer | undefined;
  /** The act that it changes, or to which it is an answer. */
  act_id?: string;
  is_answer?: boolean;
  commitment_id?: string | null | undefined;
}

export interface OperationDeclaration<Name extends OperationName> extends OperationRule {
  effect(world: World, operation: Operation & { body: OperationBodies[Name] }, opened?: Opened): void;
  details?(body: OperationBodies[Name]): Details;
}
export type Declarations<Names extends OperationName> = { readonly [Name in Names]: OperationDeclaration<Name> };

/** A declaration of whatever operation. */
export interface ListedRule extends OperationRule {
  details?(body: Body): Details;
}

export interface SealedDeclaration<Value extends Body> extends SealedRule {
  parse(value: unknown): Value | undefined;
  /** Its name in lists where that is not just "a private entry". */
  readonly title?: "role_label";
  /** What lists show of it; null keeps it out of them. */
  details(value: Value): Details | null;
}

/** An operation with the body that its name asks for. */
export function draft<Name extends OperationName>(
  space_id: string,
  name: Name,
  body: OperationBodies[Name],
  rest: Partial<Draft> = {},
): Draft {
  return { space_id, name, body, ...rest };
}

/** How the operations of one shared kind change its rows in the projection. */
export function rowsOf<B extends Body>(kind: string) {
  const key = (space_id: string, id: string): RowKey => ({ space_id, kind, id, is_sealed: false });
  const get = ({ rows }: World, space_id: string, id: string): View<B> | undefined =>
    // The server's schema gives rows of this kind this body, and the operations declared here write no other.
    rows.get(keyOf(key(space_id, id))) as View<B> | undefined;
  const put = (world: World, space_id: string, id: string, body: B): void => putRow(world, { ...key(space_id, id), body });
  return {
    get,
    put,
    patch(world: World, space_id: string, id: string, change: Partial<B>): void {
      const row = get(world, space_id, id);
      if (row) put(world, space_id, id, { ...row.body, ...change });
    },
    remove({ rows }: World, space_id: string, id: string): void {
      rows.delete(keyOf(key(space_id, id)));
    },
  };
}

/** Puts a row that the server has not confirmed yet. */
export function putRow({ rows }: World, row: Omit<View, "rev" | "deleted" | "is_waiting">): void {
  const key = keyOf(row);
  rows.set(key, { ...row, rev: rows.get(key)?.rev ?? 0, deleted: false, is_waiting: true });
}

/** Whether two bodies say the same, whatever the order of their fields. */
export function isSame(one: Body, other: Body): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
