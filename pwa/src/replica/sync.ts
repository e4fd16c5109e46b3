import type { Api } from "../api/client";
import type { SyncAnswer, SyncRequest } from "../api/wire";
import type { RecordKeys } from "../crypto/keys";
import type { Problem, Result } from "../domain/types";
import { applied, type Changed, isFault } from "./apply";
import type { Clock, Pending } from "./model";
import { readClock, refuse } from "./outbox";
import type { Replica } from "./replica";

const MOST_OPERATIONS = 200;
/** With so few, even a line that never holds for long gets on. */
const FEW_OPERATIONS = 20;
/** Of the protocol's 1 MiB, with room for the cursors around them. */
const MOST_BYTES = 900_000;
declare const __APP_VERSION__: string;

/** Told after every round what changed here, so that open screens read that again and nothing else. */
export type OnRound = (changed: Changed) => void | Promise<void>;

/** With how many operations to begin, where that is not the most: fewer after an answer that never came. */
const beginning = new WeakMap<Replica, number>();

/**
 * Sends what waits and brings what is new, round after round, until there is neither. One caller at a time for each
 * person (see `alone`). Nothing here is lost if it stops anywhere: every round is one transaction.
 */
export async function sync(replica: Replica, keys: RecordKeys, api: Api, onRound: OnRound): Promise<Result> {
  let limit = MOST_OPERATIONS;
  let most = beginning.get(replica) ?? limit;
  for (;;) {
    const clock = await readClock(replica);
    // A space that is read afresh is read to its end first: then what it lost is sent again, and goes before the rest.
    const is_reading = (await replica.countSetAside()) > 0;
    const batch = is_reading ? [] : firstOf((await replica.readPending()).filter(isWaiting), most);
    const before = Date.now();
    const answered = heeded(batch, await api.call<SyncAnswer>("POST", "/sync", await request(replica, clock, batch)));
    if (!answered.ok) {
      const { problem } = answered;
      const half = Math.ceil(batch.length / 2);
      if (!isOfContent(problem) || batch.length === 0) {
        beginning.set(replica, Math.max(half, FEW_OPERATIONS));
        return answered;
      }
      most = limit = half;
      // It alone cannot be taken: it is shown with the reason, and lets the others pass.
      if (batch.length === 1) {
        await refuse(replica, batch[0] as Pending, problem);
        await onRound({ keys: [], spaces: [] });
        most = limit = MOST_OPERATIONS;
      }
      continue;
    }
    const { value } = answered;
    const offset_ms = Math.round(Date.parse(value.now) - (before + Date.now()) / 2);
    await onRound(await applied(replica, keys, clock, { epoch: value.epoch, offset_ms }, value));
    if (value.outcomes.some(isFault)) return { ok: false, problem: { code: "server_error" } };
    const has_more = value.spaces.some(({ more }) => more);
    const has_waiting = (await replica.readPending()).some(isWaiting);
    if (!has_more && !has_waiting) return { ok: true, value: undefined };
    most = Math.min(limit, most * 2);
    beginning.set(replica, most);
  }
}

const isWaiting = ({ state }: Pending): boolean => state === "waiting";

/** Something in the batch is the reason, so that the same batch would be refused again; halving it finds out what. */
const isOfContent = ({ code }: Problem): boolean => code === "too_large" || code === "invalid" || code === "malformed";

/**
 * The answer with every outcome under the op id it was asked for: the server reads none out of a text it cannot read.
 * What is no answer to this batch came from somebody in between, and confirms nothing.
 */
function heeded(batch: readonly Pending[], result: Result<SyncAnswer>): Result<SyncAnswer> {
  if (!result.ok) return result;
  const { value } = result;
  const is_answer = typeof value?.epoch === "string" && Array.isArray(value.spaces) && value.me?.person !== undefined;
  if (!is_answer || value.outcomes?.length !== batch.length) return { ok: false, problem: { code: "offline" } };
  const outcomes = value.outcomes.map((outcome, place) => ({ ...outcome, op_id: (batch[place] as Pending).operation.op_id }));
  return { ok: true, value: { ...value, outcomes } };
}

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
  const cursors = (await replica.readCursors()).map(({ space_id, rev, op_id }) => ({ space_id, rev, op_id }));
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
