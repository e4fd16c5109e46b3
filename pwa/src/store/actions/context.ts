import type { ReadonlySignal } from "@preact/signals";
import type { Api, Enter } from "../../api/client";
import type { RecordKeys } from "../../crypto/keys";
import type { Opened, Session } from "../../device/session";
import type { Syncing } from "../../device/syncing";
import type { Couple, LocalDay } from "../../domain/types";
import { type Body, type Draft, keyOf } from "../../replica/model";
import { putSealed, sealedDraft } from "../../replica/private";
import type { View, World } from "../../replica/project";
import { keeping } from "./pending-writes";

/** What every slice of actions works with. */
export interface Context {
  api: Api;
  enter: Enter;
  session: Session;
  syncing: Syncing;
  world: ReadonlySignal<World | null>;
  today: ReadonlySignal<LocalDay>;
  couple: ReadonlySignal<Couple | null>;
}

/** @throws Error while locked: no screen offers a change then. */
export function opened({ session }: Context): Opened {
  const { value } = session.opened;
  if (!value) throw new Error("nothing can be changed while locked");
  return value;
}

export function worldOf({ world }: Context): World {
  if (!world.value) throw new Error("nothing can be read while locked");
  return world.value;
}

let last: Promise<unknown> = Promise.resolve();

/** Keeps the drafts here, in the order of the calls, shows them, and sends them when that is possible. */
export function commit(context: Context, make: (keys: RecordKeys) => Promise<Draft[]> | Draft[]): Promise<void> {
  const { keys, live } = opened(context);
  const turn = last.then(async () => {
    const made = (await make(keys)).map((draft) => ({ base_rev: knownRev(context, draft), ...draft }));
    if (made.length === 0) return;
    const drafts = await Promise.all(made.map((draft) => sealedDraft(keys, draft, replacedBy(context, draft))));
    await live.keep(drafts);
    context.syncing.soon();
  });
  last = turn.catch(() => undefined);
  keeping(turn.then(() => live.unkept.peek().length === 0));
  return turn;
}

/** The revision the author saw; none where an own change still waits, because then the author saw more than the server has. */
function knownRev(context: Context, draft: Draft): number | null {
  const { space_id, kind, body } = draft;
  if (kind === "put_sealed" || kind === "delete_sealed") {
    // Nothing of it is merged, so what still waits need not count: after a restore it tells what this was written after.
    return replacedBy(context, draft)?.rev || null;
  }
  for (const wire of ["act", "commitment", "pause", "acknowledgement"]) {
    const row = context.world.peek()?.rows.get(keyOf({ space_id, wire, id: String(body.id) }));
    if (row) return row.is_waiting ? null : row.rev;
  }
  return null;
}

function replacedBy(context: Context, { space_id, body }: Draft): View | undefined {
  return context.world.peek()?.rows.get(keyOf({ space_id, wire: "sealed", id: String(body.id) }));
}

/** A private row by id, or a row of any couple's space. */
export function rowOf(context: Context, wire: string, id: string): View | undefined {
  for (const row of worldOf(context).rows.values()) {
    if (row.id === id && (row.wire === wire || (row.wire === "sealed" && row.kind === wire))) return row;
  }
  return undefined;
}

/** One change to `row`: sealed again with the change in it where it is private, a named operation where it is shared. */
export function changeRow(row: View, change: Body, shared: Omit<Draft, "space_id">): Draft {
  if (row.wire === "sealed") return putSealed(row.space_id, row.kind, row.id, { ...row.body, ...change });
  return { space_id: row.space_id, ...shared };
}

export const privateSpace = (context: Context): string => worldOf(context).me.private_space_id;
export const myId = (context: Context): string => worldOf(context).me.person.id;
