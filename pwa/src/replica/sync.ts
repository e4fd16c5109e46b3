import type { Api } from "../api/client";
import type { SyncAnswer, SyncRequest } from "../api/wire";
import type { PersonKeys } from "../crypto/keys";
import type { Problem, Result } from "../domain/types";
import { applied, type Changed } from "./apply";
import type { Clock, Pending } from "./model";
import { readClock, refuse } from "./outbox";
import type { OpenReplica, Replica } from "./replica";
import { isFault } from "./settle";

const MOST_OPERATIONS = 200;
/** So few get through even on a connection that never holds for long. */
const FEW_OPERATIONS = 20;
/** Of the protocol's 1 MiB, with room for the cursors around them. */
const MOST_BYTES = 900_000;
declare const __APP_VERSION__: string;

/** Called after every round with what changed here, so that open screens read that again and nothing else. */
export type OnRound = (changed: Changed) => void | Promise<void>;

/** The batch size to begin with, where it is not the largest: it is halved after a request without an answer. */
const batchSizes = new WeakMap<Replica, number>();

/**
 * Push and pull, round after round, until the outbox has nothing to send and the server has no further page.
 *
 * Each round sends a batch of operations and the cursors of all spaces, and merges the answer in one transaction (see
 * `applied`), so that a sync may stop anywhere. Op ids are idempotency keys: a batch whose answer was lost is sent again
 * with the same bytes. A batch that is refused whole is halved until the operation at fault is found, which is refused
 * alone. While a space is downloaded again in full, as after a restore of the server, nothing is sent. Then the rows that
 * the server lost are sent first, and the rest of the outbox after them.
 *
 * Only one caller for each person at a time (see `exclusively`). Answers with the first problem that stops it.
 */
export async function sync(open: OpenReplica, api: Api, onRound: OnRound): Promise<Result> {
  const { replica } = open;
  let limit = MOST_OPERATIONS;
  let most = batchSizes.get(replica) ?? limit;
  for (;;) {
    const clock = await readClock(replica);
    const is_comparing = (await replica.countSetAside()) > 0;
    const batch = is_comparing ? [] : firstOf((await replica.readPending()).filter(isWaiting), most);
    const asked = await request(replica, clock, batch);
    const before = Date.now();
    const answered = checked(open.keys, asked, batch, await api.call<SyncAnswer>("POST", "/sync", asked));
    if (!answered.ok) {
      const { problem } = answered;
      const half = Math.ceil(batch.length / 2);
      const [first] = batch;
      if (!isOfContent(problem) || !first) {
        batchSizes.set(replica, Math.max(half, FEW_OPERATIONS));
        return answered;
      }
      most = limit = half;
      if (batch.length === 1) {
        await refuse(replica, first, problem);
        await onRound({ keys: [], spaces: [] });
        most = limit = MOST_OPERATIONS;
      }
      continue;
    }
    const { value } = answered;
    const offset_ms = Math.round(Date.parse(value.now) - (before + Date.now()) / 2);
    await onRound(await applied(open, clock, { epoch: value.epoch, offset_ms }, value));
    if (value.outcomes.some(isFault)) return { ok: false, problem: { code: "server_error" } };
    const has_more = value.spaces.some(({ more }) => more);
    const has_waiting = (await replica.readPending()).some(isWaiting);
    if (!has_more && !has_waiting) return { ok: true, value: undefined };
    most = Math.min(limit, most * 2);
    batchSizes.set(replica, most);
  }
}

const isWaiting = ({ state }: Pending): boolean => state === "waiting";

/** Something in the batch is the reason, so that the same batch would be refused again. */
const isOfContent = ({ code }: Problem): boolean => code === "too_large" || code === "invalid" || code === "malformed";

/**
 * The answer, with each outcome under the op id of its place in the batch: the server cannot read an op id out of a text
 * that it cannot read. An answer that does not fit the request came from somebody in between, and confirms nothing.
 */
function checked(keys: PersonKeys, asked: SyncRequest, batch: readonly Pending[], result: Result<SyncAnswer>): Result<SyncAnswer> {
  if (!result.ok) return result;
  const { value } = result;
  const has_me = value?.me?.person !== undefined || (asked.me_rev !== null && value?.me === undefined);
  const is_answer = typeof value?.epoch === "string" && Array.isArray(value.spaces) && has_me;
  if (!is_answer || value.outcomes?.length !== batch.length) return { ok: false, problem: { code: "offline" } };
  // A server that names another key for this person would have their partner seal to somebody else.
  if (value.me && value.me.person.public_key !== keys.public_key) return { ok: false, problem: { code: "own_key_mismatch" } };
  const outcomes = value.outcomes.map((outcome, place) => ({ ...outcome, op_id: batch[place]?.operation.op_id ?? outcome.op_id }));
  return { ok: true, value: { ...value, outcomes } };
}

/** The oldest operations, as many as one request holds; those of a space stay in the order in which they were made. */
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
  const me_rev = await replica.readMeta("me_rev");
  return { client: __APP_VERSION__, epoch, me_rev, cursors, operations: batch.map(({ text }) => text) };
}

const queues = new Map<string, Promise<unknown>>();

/** Runs `work` while no other tab of this person runs its own. */
export async function exclusively<T>(person_id: string, work: () => Promise<T>): Promise<T> {
  const name = `hearth-sync-${person_id}`;
  if (typeof navigator !== "undefined" && navigator.locks) return await navigator.locks.request(name, work);
  const turn = (queues.get(name) ?? Promise.resolve()).then(work, work);
  queues.set(
    name,
    turn.catch(() => undefined),
  );
  return turn;
}
