import type { Operation, WireMe } from "../api/wire";
import { type ActBody, removedAct, type Said, saidAgain } from "../domain/act";
import { addDays, localDay } from "../domain/days";
import { lastDay } from "../domain/recurrence";
import type { Commitment, LocalDay } from "../domain/types";
import { type Body, type Entity, keyOf, type Pending, type Rows } from "./model";
import { VERSION } from "./private";

export type View = Entity & { is_waiting?: true };

/** What the screens show: the server's rows with everything replayed over them that it has not confirmed yet. */
export interface World {
  rows: Map<string, View>;
  me: WireMe;
}

/**
 * Refused operations are not replayed, so what they did rolls back by itself. Operations of an unknown kind change
 * nothing here; the server's answer will.
 */
export function project(rows: Rows, me: WireMe, pending: readonly Pending[]): World {
  const world: World = { rows: new Map(), me: structuredClone(me) };
  for (const [key, row] of rows) if (!row.deleted) world.rows.set(key, row);
  for (const one of pending) if (one.state !== "refused") replay(world, one);
  return world;
}

function replay(world: World, { operation, opened }: Pending): void {
  if (operation.kind === "put_sealed" && opened) {
    const { kind, value: body, counter } = opened;
    const row = { wire: "sealed", kind, body, ...(counter !== undefined && { version: VERSION, counter }) };
    put(world, { ...row, space_id: operation.space_id, id: String(operation.body.id) });
    return;
  }
  EFFECTS[operation.kind]?.(world, operation, operation.body);
}

type Effect = (world: World, operation: Operation, body: Body) => void;

const EFFECTS: Record<string, Effect> = {
  delete_sealed: (world, { space_id }, { id }) => remove(world, space_id, "sealed", id),
  set_settings: ({ me }, _, { settings, ...said }) => {
    Object.assign(me.person, said, { settings: { ...me.person.settings, ...(settings as object | undefined) } });
  },

  make_commitment: (world, { space_id }, { id, ...said }) => {
    const review_on = said.review_on ?? addDays(String(said.starts_on), 28);
    shared(world, space_id, "commitment", id, { author_id: world.me.person.id, ...said, review_on, ended_on: null });
  },
  edit_commitment: (world, { space_id }, { id, ...said }) => patch(world, space_id, "commitment", id, said),
  renew_commitment: (world, { space_id }, { id, ...said }) => patch(world, space_id, "commitment", id, { ...said, ended_on: null }),
  end_commitment: (world, { space_id }, { id, ...said }) => patch(world, space_id, "commitment", id, said),
  delete_commitment: (world, { space_id, recorded_at }, { id }) => {
    const row = world.rows.get(keyOf({ space_id, wire: "commitment", id: String(id) }));
    if (!row) return;
    const today = localDay(world.me.person.zone, new Date(recorded_at));
    patch(world, space_id, "commitment", id, withoutWords(row.body as unknown as Commitment, today));
  },
  pause: (world, { space_id }, { id, ...said }) => {
    shared(world, space_id, "pause", id, { commitment_id: null, until_on: null, author_id: world.me.person.id, ...said });
  },
  end_pause: (world, { space_id }, { id, ...said }) => patch(world, space_id, "pause", id, said),

  log_act: (world, { space_id, recorded_at }, { id, zone, ...said }) => {
    const existing = world.rows.get(keyOf({ space_id, wire: "act", id: String(id) }))?.body as ActBody | undefined;
    const recorded = localDay(String(zone), new Date(recorded_at));
    const full = { commitment_id: null, outcome: null, hard: false, note: "", told: false, ...said } as Said;
    const body = saidAgain(existing, full, world.me.person.id, recorded, isAnswered(world, space_id, String(id)));
    shared(world, space_id, "act", id, { ...body });
  },
  delete_act: (world, { space_id }, { id }) => {
    const existing = world.rows.get(keyOf({ space_id, wire: "act", id: String(id) }));
    if (existing) shared(world, space_id, "act", id, { ...removedAct(existing.body as unknown as ActBody) });
  },
  take_back_act: (world, { space_id }, { id }) => remove(world, space_id, "act", id),

  acknowledge: (world, { space_id }, { id, ...said }) => {
    shared(world, space_id, "acknowledgement", id, { author_id: world.me.person.id, ...said });
  },
  take_back_acknowledgement: (world, { space_id }, { id }) => remove(world, space_id, "acknowledgement", id),

  share_check_ins: (world, { space_id }, { id, mode }) => {
    const before = world.rows.get(keyOf({ space_id, wire: "check_in_share", id: String(id) }));
    if (before && before.body.mode !== mode) removeShared(world, space_id);
    shared(world, space_id, "check_in_share", id, { author_id: world.me.person.id, mode });
  },
  withdraw_check_ins: (world, { space_id }) => removeShared(world, space_id),

  set_role_label: ({ me }, { space_id }, { label }) => patchCouple(me, space_id, { my_role_label: label }),
  leave_couple: ({ me }, { space_id }) => patchCouple(me, space_id, { state: "ended" }),
  take_back_deletion: ({ me }, { space_id }) => patchCouple(me, space_id, { deletion: null }),
};

/** What deleting a commitment changes: its words go, and it ends, if it has not yet. */
export function withoutWords(promise: Pick<Commitment, "review_on" | "ended_on">, today: LocalDay): Body {
  return { title: null, ...(lastDay(promise) > today && { ended_on: today }) };
}

function put(world: World, row: Omit<View, "rev" | "deleted" | "is_waiting">): void {
  const key = keyOf(row);
  world.rows.set(key, { ...row, rev: world.rows.get(key)?.rev ?? 0, deleted: false, is_waiting: true });
}

function shared(world: World, space_id: string, wire: string, id: unknown, body: Body): void {
  put(world, { space_id, wire, kind: wire, id: String(id), body });
}

function patch(world: World, space_id: string, wire: string, id: unknown, said: Body): void {
  const row = world.rows.get(keyOf({ space_id, wire, id: String(id) }));
  if (row) shared(world, space_id, wire, id, { ...row.body, ...said });
}

function remove(world: World, space_id: string, wire: string, id: unknown): void {
  world.rows.delete(keyOf({ space_id, wire, id: String(id) }));
}

/** Own rows only: what the partner shares is the partner's. */
function removeShared(world: World, space_id: string): void {
  for (const [key, row] of world.rows) {
    const is_mine = row.space_id === space_id && row.body.author_id === world.me.person.id;
    if (is_mine && ["check_in_share", "shared_point", "shared_check_in"].includes(row.wire)) world.rows.delete(key);
  }
}

function isAnswered(world: World, space_id: string, act_id: string): boolean {
  for (const row of world.rows.values()) {
    if (row.wire === "acknowledgement" && row.space_id === space_id && row.body.act_id === act_id) return true;
  }
  return false;
}

function patchCouple(me: WireMe, space_id: string, said: Body): void {
  const couple = me.couples.find((one) => one.space_id === space_id);
  if (couple) Object.assign(couple, said);
}
