import type { ReadonlySignal } from "@preact/signals";
import type { Api, Enter } from "../../api/client";
import type { SealedKind } from "../../api/wire";
import type { RecordKeys } from "../../crypto/keys";
import type { Opened, Session } from "../../device/session";
import type { Syncing } from "../../device/syncing";
import type { Couple, LocalDay } from "../../domain/types";
import { isSealed, isShared, rules, type SealedBodies, type SharedBodies } from "../../entities";
import { type Draft, keyOf, type View, type World } from "../../replica/model";
import { sealedDraft } from "../../replica/private";
import { baseRev } from "../../replica/project";
import { trackWrite } from "./pending-writes";

/** What every slice of actions works with. */
export interface Context {
  api: Api;
  enter: Enter;
  session: Session;
  syncing: Pick<Syncing, "soon" | "now">;
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

/** Puts the drafts into the outbox, in the order of the calls, shows their effect, and sends them when that is possible. */
export function commit(context: Context, make: (keys: RecordKeys) => Promise<Draft[]> | Draft[]): Promise<void> {
  const { keys, live } = opened(context);
  const turn = last.then(async () => {
    const made = await make(keys);
    if (made.length === 0) return;
    await live.save(await Promise.all(made.map((draft) => completed(context, keys, draft))));
    context.syncing.soon();
  });
  last = turn.catch(() => undefined);
  trackWrite(turn.then(() => live.unsaved.peek().length === 0));
  return turn;
}

/** The draft with the revision that its author saw, and sealed. */
function completed(context: Context, keys: RecordKeys, draft: Draft): Promise<Draft> {
  const world = worldOf(context);
  const { space_id, body } = draft;
  const replaced = draft.opened && world.rows.get(keyOf({ space_id, kind: draft.opened.kind, id: String(body.id), is_sealed: true }));
  return sealedDraft(rules, keys, { base_rev: baseRev(rules, world, draft), ...draft }, replaced);
}

/** A change to a private record. */
export function putSealed<K extends SealedKind>(context: Context, kind: K, id: string, value: SealedBodies[K]): Draft {
  return { space_id: privateSpace(context), name: "put_sealed", body: { id }, opened: { kind, value } };
}

export function sealedRow<K extends SealedKind>(context: Context, kind: K, id: string): View<SealedBodies[K]> | undefined {
  const row = worldOf(context).rows.get(keyOf({ space_id: privateSpace(context), kind, id, is_sealed: true }));
  return row && isSealed(row, kind) ? row : undefined;
}

/** A row of any couple's space. */
export function sharedRow<K extends keyof SharedBodies>(context: Context, kind: K, id: string): View<SharedBodies[K]> | undefined {
  const { rows, me } = worldOf(context);
  for (const { space_id } of me.couples) {
    const row = rows.get(keyOf({ space_id, kind, id, is_sealed: false }));
    if (row && isShared(row, kind)) return row;
  }
  return undefined;
}

export const privateSpace = (context: Context): string => worldOf(context).me.private_space_id;
export const myId = (context: Context): string => worldOf(context).me.person.id;
