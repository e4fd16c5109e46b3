import type { Api } from "../api/client";
import type { SyncAnswer, SyncRequest } from "../api/wire";
import type { RecordKeys } from "../crypto/keys";
import type { Problem, Result } from "../store/types";
import { applied, type Changed } from "./apply";
import type { Pending } from "./model";
import { type Clock, readClock, readPending } from "./outbox";
import type { Replica } from "./replica";

const MOST_OPERATIONS = 200;
/** Of the protocol's 1 MiB, with room for the cursors around them. */
const MOST_BYTES = 900_000;
declare const __APP_VERSION__: string;

/** Told after every round what changed here, so that open screens read that again and nothing else. */
export type OnRound = (changed: Changed) => void | Promise<void>;

/**
 * Sends what waits and brings what is new, round after round, until there is neither. One caller at a time for each
 * person (see `alone`). Nothing here is lost if it stops anywhere: every round is one transaction.
 */
export async function sync(replica: Replica, keys: RecordKeys, api: Api, onRound: OnRound): Promise<Result> {
  let most = MOST_OPERATIONS;
  for (;;) {
    const clock = await readClock(replica);
    const waiting = (await readPending(replica)).filter(({ state }) => state === "waiting");
    const batch = firstOf(waiting, most);
    const before = Date.now();
    const answered = await api.call<SyncAnswer>("POST", "/sync", await request(replica, clock, batch));
    if (!answered.ok) {
      if (!isTooMuch(answered.problem) || batch.length <= 1) return answered;
      // One operation may be the reason; halving finds it, and lets the others pass.
      most = Math.ceil(batch.length / 2);
      continue;
    }
    const offset_ms = Math.round(Date.parse(answered.value.now) - (before + Date.now()) / 2);
    await onRound(await applied(replica, keys, clock, { epoch: answered.value.epoch, offset_ms }, answered.value));
    const has_more = answered.value.spaces.some(({ more }) => more);
    const has_waiting = (await readPending(replica)).some(({ state }) => state === "waiting");
    const is_stuck = batch.length > 0 && answered.value.outcomes.length === 0;
    if (is_stuck || !(has_more || has_waiting)) return { ok: true, value: undefined };
  }
}

const isTooMuch = ({ code }: Problem): boolean => code === "too_large" || code === "server_error";

/** From the oldest on, as many as one request holds; the order in each space is the order in which they were made. */
function firstOf(waiting: readonly Pending[], most: number): Pending[] {
  const batch: Pending[] = [];
  let bytes = 0;
  for (const one of waiting.slice(0, most)) {
    bytes += new TextEncoder().encode(JSON.stringify(one.text)).length + 1;
    if (batch.length > 0 && bytes > MOST_BYTES) break;
    batch.push(one);
  }
  return batch;
}

async function request(replica: Replica, { epoch }: Clock, batch: readonly Pending[]): Promise<SyncRequest> {
  const cursors = (await replica.db.getAll("cursors")).map(({ space_id, rev, op_id }) => ({ space_id, rev, op_id }));
  return { epoch, client: __APP_VERSION__, cursors, operations: batch.map(({ text }) => text) };
}

const queues = new Map<string, Promise<unknown>>();

/** Runs `work` when no other tab of this person runs its own. */
export function alone<T>(person_id: string, work: () => Promise<T>): Promise<T> {
  const name = `hearth-sync-${person_id}`;
  if (typeof navigator !== "undefined" && navigator.locks) return navigator.locks.request(name, work) as Promise<T>;
  const turn = (queues.get(name) ?? Promise.resolve()).then(work, work);
  queues.set(
    name,
    turn.catch(() => undefined),
  );
  return turn;
}
