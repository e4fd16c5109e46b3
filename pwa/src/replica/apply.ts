import type { Me, SpaceAnswer, SyncAnswer } from "../api/wire";
import type { Clock, Draft, Pending, Row, RowKey } from "./model";
import { keyOf } from "./model";
import { prepared } from "./outbox";
import { openedChange, sealedDraft } from "./private";
import { project } from "./project";
import type { OpenReplica, Replica } from "./replica";
import { resent } from "./resend";
import type { Rules } from "./rules";
import { settled } from "./settle";

/** What changed in the replica: single rows, and spaces that lost rows. */
export interface Changed {
  keys: RowKey[];
  spaces: string[];
}

/** What one space's part of an answer does to the replica. */
interface SpacePlan {
  put: Row[];
  drop: Row[];
  /** Own rows to set aside while the space is read from its beginning. */
  set_aside: Row[];
  /** Rows set aside that have been compared with what the server has. */
  compared: Row[];
  endings: Draft[];
  rest: Draft[];
}

const rowKey = ({ space_id, kind, id, is_sealed }: Row): RowKey => ({ space_id, kind, id, is_sealed });

/**
 * Merges a sync answer into the replica, in one transaction: rows and tombstones, cursors, the outcomes for the outbox, the
 * *me* document, and after a restore of the server what has to be sent again. Everything is worked out and sealed before
 * the transaction begins. `before` is the clock of the last answer, `clock` that of this one.
 */
export async function applied(open: OpenReplica, before: Clock, clock: Clock, answer: SyncAnswer): Promise<Changed> {
  const { replica, rules } = open;
  const me_before = await replica.readMeta("me");
  const me = answer.me ?? me_before;
  if (!me) throw new Error("neither the answer nor the replica has a me document");
  const pending = await replica.readPending();
  const done = justApplied(pending, answer);
  const plans = await Promise.all(answer.spaces.map((space) => planned(open, space, me, done)));
  const is_restored = before.epoch !== null && before.epoch !== answer.epoch;
  const left = is_restored && me_before ? rules.endAgain(me_before, me) : [];
  const known = await knownUpTo(replica, answer);
  const fields = me_before && known.size > 0 ? rules.resendFields(project(rules, new Map(), me_before, done).me, known) : [];
  const drafts = [...left, ...plans.flatMap((plan) => plan.endings), ...plans.flatMap((plan) => plan.rest), ...fields];
  const sealed = await Promise.all(drafts.map((draft) => sealedDraft(rules, open.keys, draft, draft.opened)));
  const rows = plans.flatMap((plan) => plan.put);
  const dropped = plans.flatMap((plan) => plan.drop);
  const outbox = settled(rules, pending, answer);
  const vanished = await vanishedSpaces(replica, answer);
  const lost = (await Promise.all(vanished.map((space_id) => replica.readSpace(space_id)))).flat();
  await replica.write({
    drop_rows: [...dropped, ...lost].map(rowKey),
    put_rows: rows,
    set_aside: plans.flatMap((plan) => plan.set_aside),
    drop_set_aside: plans.flatMap((plan) => plan.compared).map(rowKey),
    drop_cursors: vanished,
    put_cursors: answer.spaces.map(({ space_id, rev, op_id, kind, role }) => ({ space_id, rev, op_id, kind, role })),
    drop_operations: outbox.finished,
    put_operations: outbox.changed,
    resend_operations: await prepared(replica, sealed),
    meta: { me, me_rev: answer.me_rev, clock },
  });
  return { keys: rows.map(rowKey), spaces: [...new Set([...dropped.map(({ space_id }) => space_id), ...vanished])] };
}

/** The operations that this answer says were applied, with the revisions they took. */
function justApplied(pending: readonly Pending[], { outcomes }: SyncAnswer): Pending[] {
  const applied = new Map(outcomes.flatMap((outcome) => (outcome.status === "applied" ? [[outcome.op_id, outcome]] : [])));
  return pending.flatMap((one) => {
    const outcome = applied.get(one.operation.op_id);
    return outcome ? { ...one, rev: outcome.rev, rev_in: outcome.space_id } : [];
  });
}

/** For each space that is read from its beginning: the rev up to which this device knew it. */
async function knownUpTo(replica: Replica, { spaces }: SyncAnswer): Promise<Map<string, number>> {
  const lost = new Set(spaces.filter(({ resync }) => resync).map(({ space_id }) => space_id));
  const cursors = (await replica.readCursors()).filter(({ space_id }) => lost.has(space_id));
  return new Map(cursors.map(({ space_id, rev }) => [space_id, rev]));
}

async function planned({ replica, keys, rules }: OpenReplica, space: SpaceAnswer, me: Me, done: Pending[]): Promise<SpacePlan> {
  const { space_id, role, resync, more } = space;
  const is_mine = (row: Row): boolean => space.kind === "private" || row.body.author_id === me.person.id;
  const arrived = await Promise.all(space.changes.map((change) => openedChange(rules, keys, space_id, change)));
  const here_before = await replica.readRows(arrived.map(rowKey));
  const merged = arrived.map((row, index) => merge(rules, row, here_before[index] ?? null));
  const put = merged.map(({ row }) => row);
  const overwritten = merged.flatMap((one) => one.resend ?? []);

  const aside = await replica.readSetAside(space_id);
  if (!resync && role !== "former" && aside.length === 0) {
    return { put, drop: [], set_aside: [], compared: [], endings: [], rest: overwritten };
  }
  const here = await replica.readSpace(space_id);
  const drop = resync ? here : role === "former" ? here.filter((row) => !is_mine(row)) : [];
  const aside_keys = new Set(aside.map(keyOf));
  const mine = resync && role !== "former" ? here.filter((row) => is_mine(row) && !aside_keys.has(keyOf(row))) : [];
  const set_aside = withApplied(rules, mine, done, me);
  if (more) return { put, drop, set_aside, compared: [], endings: [], rest: overwritten };

  const theirs = new Map([...(resync ? [] : here), ...put].map((row) => [keyOf(row), row]));
  const compared = [...withApplied(rules, aside, done, me), ...set_aside];
  const { endings, rest } = role === "former" ? { endings: [], rest: [] } : resent(rules, compared, theirs, me);
  return { put, drop, set_aside: [], compared: aside, endings, rest: [...overwritten, ...rest] };
}

/** The rows with the operations replayed that were just applied, under the revisions those took: they are this device's, not another's. */
function withApplied(rules: Rules, rows: readonly Row[], done: readonly Pending[], me: Me): Row[] {
  const world = project(rules, new Map(rows.map((row) => [keyOf(row), row])), me, done).rows;
  const latest = new Map(done.map((one) => [one.operation.body.id, one]));
  return rows.flatMap((row) => {
    const now = row.deleted ? row : world.get(keyOf(row));
    const operation = latest.get(row.id);
    const rev = operation?.rev_in === row.space_id ? operation.rev : null;
    if (!now || !operation || rev === null || rev < now.rev) return now ?? [];
    const { original_rev: _, ...rest } = now;
    const { original_rev } = operation.operation;
    return { ...rest, rev, ...(original_rev !== undefined && { original_rev }) };
  });
}

/** Last-writer-wins, except that a tombstone remembers its author, and a value that says more than the one that arrived stays. */
function merge(rules: Rules, row: Row, here: Row | null): { row: Row; resend?: Draft } {
  // Only the author of a row sends its deletion again.
  if (row.deleted) return { row: { ...row, kind: here?.kind ?? row.kind, body: { author_id: here?.body.author_id ?? null } } };
  if (!row.is_sealed || row.unreadable || !here || here.deleted || here.unreadable) return { row };
  if (!rules.sealed[row.kind]?.isAhead?.(here.body, row.body)) return { row };
  const { space_id, id, kind, counter } = row;
  const opened = { kind, value: here.body, ...(counter !== undefined && { counter }) };
  return { row: { ...row, body: here.body }, resend: { space_id, name: "put_sealed", body: { id }, opened } };
}

/** Couples' spaces that this person may no longer read. */
async function vanishedSpaces(replica: Replica, answer: SyncAnswer): Promise<string[]> {
  const here = await replica.readCursors();
  const gone = here.filter(({ space_id, kind }) => kind !== "private" && !answer.spaces.some((space) => space.space_id === space_id));
  return gone.map(({ space_id }) => space_id);
}
