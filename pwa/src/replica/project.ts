import type { Me } from "../api/wire";
import { type Draft, keyOf, type Pending, type Rows, type World } from "./model";
import type { Rules } from "./rules";

/**
 * Optimistic projection: replays the operations of the outbox, in the order in which they were made, over the last known
 * server state. Refused operations are left out, so their effect is rolled back. An operation unknown to this app has no
 * effect until the server's answer arrives. `rows` and `me` (the person's own document) are not changed.
 */
export function project(rules: Rules, rows: Rows, me: Me, pending: readonly Pending[]): World {
  const world: World = { rows: new Map(), me: structuredClone(me) };
  for (const [key, row] of rows) if (!row.deleted) world.rows.set(key, row);
  for (const { state, operation, opened } of pending) {
    if (state !== "refused") rules.operations[operation.name]?.effect(world, operation, opened);
  }
  return world;
}

/**
 * The revision of its row that the author of `draft` saw. Null for a new row, and where an own operation on a shared row
 * still waits: then the author saw more than the server has. A sealed row is replaced whole, so waiting makes no difference.
 */
export function baseRev(rules: Rules, world: World, { space_id, name, body }: Draft): number | null {
  const entity = rules.operations[name]?.entity;
  if (!entity) return null;
  const row = world.rows.get(keyOf({ space_id, kind: entity, id: String(body.id), is_sealed: entity === "sealed" }));
  if (!row) return null;
  return row.is_sealed || !row.is_waiting ? row.rev || null : null;
}
