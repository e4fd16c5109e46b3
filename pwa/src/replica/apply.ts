import type { Outcome, SpaceAnswer, SyncAnswer, WireMe } from "../api/wire";
import type { RecordKeys } from "../crypto/keys";
import { type Clock, type Draft, type Entity, keyOf, type Pending, type RowKey } from "./model";
import { prepared } from "./outbox";
import { openedChange, sealedDraft } from "./private";
import { project } from "./project";
import type { Replica } from "./replica";
import { leftAgain, resent } from "./resend";
import { selfAgain } from "./self";

/** Refusals of something sent again that mean the server has nothing to add: no reason to trouble anyone. */
const MOOT = new Set(["already_removed", "act_removed", "not_found", "not_shared", "couple_ended", "superseded"]);

/** What changed in the replica: single rows by key, and spaces of which rows went. */
export interface Changed {
  keys: RowKey[];
  spaces: string[];
}

/** What one space's part of an answer does to the replica. */
interface SpacePlan {
  put: Entity[];
  drop: Entity[];
  /** Own rows to set aside while the space is read afresh. */
  keep: Entity[];
  /** Rows set aside that have been compared with what the server has. */
  compared: Entity[];
  endings: Draft[];
  rest: Draft[];
}

const rowKey = ({ space_id, wire, id }: Pick<Entity, "space_id" | "wire" | "id">): RowKey => [space_id, wire, id];

/** Takes one answer in: all of it is worked out and sealed first, then written in one transaction. */
export async function applied(replica: Replica, keys: RecordKeys, before: Clock, clock: Clock, answer: SyncAnswer): Promise<Changed> {
  const me_before = await replica.readMeta("me");
  const revs = new Map(answer.outcomes.flatMap((outcome) => (outcome.status === "applied" ? [[outcome.op_id, outcome.rev]] : [])));
  const done = (await replica.readPending()).flatMap((one) => {
    const rev = revs.get(one.operation.op_id);
    return rev === undefined ? [] : { ...one, rev };
  });
  const plans = await Promise.all(answer.spaces.map((space) => planned(replica, keys, space, answer.me, done)));
  const is_restored = before.epoch !== null && before.epoch !== answer.epoch;
  const left = is_restored && me_before ? leftAgain(me_before, answer.me) : [];
  const known = await knownUpTo(replica, answer);
  const self = me_before && known.size > 0 ? selfAgain(project(new Map(), me_before, done).me, known) : [];
  const drafts = [...left, ...plans.flatMap((plan) => plan.endings), ...plans.flatMap((plan) => plan.rest), ...self];
  const additions = await prepared(replica, await Promise.all(drafts.map((draft) => sealedDraft(keys, draft, draft.opened))));
  const rows = plans.flatMap((plan) => plan.put);
  const dropped = plans.flatMap((plan) => plan.drop);
  const outbox = await settled(replica, answer);
  const vanished = await vanishedSpaces(replica, answer);
  const lost = (await Promise.all(vanished.map((space_id) => replica.readSpace(space_id)))).flat();
  await replica.write({
    drop_rows: [...dropped, ...lost].map(rowKey),
    put_rows: rows,
    set_aside: plans.flatMap((plan) => plan.keep),
    drop_set_aside: plans.flatMap((plan) => plan.compared).map(rowKey),
    drop_cursors: vanished,
    put_cursors: answer.spaces.map(({ space_id, rev, op_id, kind, role }) => ({ space_id, rev, op_id, kind, role })),
    drop_operations: outbox.gone,
    put_operations: outbox.changed,
    resend_operations: additions,
    meta: { me: answer.me, clock },
  });
  return { keys: rows.map(rowKey), spaces: [...new Set([...dropped.map(({ space_id }) => space_id), ...vanished])] };
}

/** Of the spaces that are read afresh: the rev up to which this device knew them. */
async function knownUpTo(replica: Replica, { spaces }: SyncAnswer): Promise<Map<string, number>> {
  const lost = new Set(spaces.filter(({ resync }) => resync).map(({ space_id }) => space_id));
  const cursors = (await replica.readCursors()).filter(({ space_id }) => lost.has(space_id));
  return new Map(cursors.map(({ space_id, rev }) => [space_id, rev]));
}

async function planned(replica: Replica, keys: RecordKeys, space: SpaceAnswer, me: WireMe, done: Pending[]): Promise<SpacePlan> {
  const { space_id, role, resync, more } = space;
  const is_mine = (row: Entity): boolean => space.kind === "private" || row.body.author_id === me.person.id;
  const come = await Promise.all(space.changes.map((change) => openedChange(keys, space_id, change)));
  const known = await replica.readRows(come.map(rowKey));
  const merged = come.map((row, index) => merge(row, known[index] ?? null));
  const put = merged.map(({ row }) => row);
  const again = merged.flatMap((one) => one.again ?? []);

  const aside = await replica.readSetAside(space_id);
  if (!resync && role !== "former" && aside.length === 0) return { put, drop: [], keep: [], compared: [], endings: [], rest: again };

  const here = await replica.readSpace(space_id);
  const drop = resync ? here : role === "former" ? here.filter((row) => !is_mine(row)) : [];
  const asideKeys = new Set(aside.map(keyOf));
  const mine = resync && role !== "former" ? here.filter((row) => is_mine(row) && !asideKeys.has(keyOf(row))) : [];
  const keep = after(mine, done, me);
  if (more) return { put, drop, keep, compared: [], endings: [], rest: again };

  const theirs = new Map([...(resync ? [] : here), ...put].map((row) => [keyOf(row), row]));
  const { endings, rest } = role === "former" ? { endings: [], rest: [] } : resent([...after(aside, done, me), ...keep], theirs, me);
  return { put, drop, keep: [], compared: aside, endings, rest: [...again, ...rest] };
}

/** The rows as they are with what was said since and has just been applied: with its rev, so that this is not taken for another's. */
function after(rows: readonly Entity[], done: readonly Pending[], me: WireMe): Entity[] {
  const world = project(new Map(rows.map((row) => [keyOf(row), row])), me, done).rows;
  const said = new Map(done.map(({ operation, rev }) => [operation.body.id, { rev: rev ?? 0, as_of: operation.as_of }]));
  return rows.flatMap((row) => {
    const now = row.deleted ? row : world.get(keyOf(row));
    const since = said.get(row.id);
    if (!now || !since || since.rev < now.rev) return now ?? [];
    const { as_of: _, ...rest } = now;
    return { ...rest, rev: since.rev, ...(since.as_of !== undefined && { as_of: since.as_of }) };
  });
}

/** A row that came over the one that was here. */
function merge(row: Entity, known: Entity | null): { row: Entity; again?: Draft } {
  // A tombstone remembers whose row it was: only its author sends a deletion again.
  if (row.deleted) return { row: { ...row, kind: known?.kind ?? row.kind, body: { author_id: known?.body.author_id ?? null } } };
  const is_behind = row.kind === "opened" && known !== null && Number(known.body.rev) > Number(row.body.rev);
  if (!is_behind) return { row };
  // Two devices opened things; what one has read stays read, so the further one is kept and told again.
  const { space_id, id, counter } = row;
  const opened = { kind: "opened", value: known.body, ...(counter !== undefined && { counter }) };
  return { row: { ...row, body: known.body }, again: { space_id, kind: "put_sealed", body: { id }, opened } };
}

/** What the answer means for each operation in the outbox. */
async function settled(replica: Replica, answer: SyncAnswer): Promise<{ gone: number[]; changed: Pending[] }> {
  const outcomes = new Map(answer.outcomes.map((outcome) => [outcome.op_id, outcome]));
  const spaces = new Map(answer.spaces.map((space) => [space.space_id, space]));
  const gone: number[] = [];
  const changed: Pending[] = [];
  const all = await replica.readPending();
  const come = new Set(answer.spaces.flatMap(({ changes }) => changes.filter(({ deleted }) => !deleted).map(({ id }) => id)));
  const answers = all.filter(({ operation }) => operation.kind === "acknowledge" && come.has(String(operation.body.act_id)));
  const answerable = new Set(answers.map(({ operation }) => operation.body.id));
  for (const pending of all) {
    const { op_id, space_id, body } = pending.operation;
    const settled = afterwards(pending, outcomes.get(op_id), spaces.get(space_id));
    const next = settled && wasEarly(settled) && answerable.has(body.id) ? askedAgain(settled) : settled;
    if (next === null) gone.push(pending.seq);
    else if (next !== pending) changed.push(next);
  }
  return { gone, changed };
}

/** An answer, or its taking back, that came before the act did: after a restore only the act's author can bring that. */
const wasEarly = ({ state, operation, problem }: Pending): boolean =>
  state === "refused" && problem?.code === "not_found" && ["acknowledge", "take_back_acknowledgement"].includes(operation.kind);

const askedAgain = ({ problem: _, ...pending }: Pending): Pending => ({ ...pending, state: "waiting", rev: null });

/** The server could not do it this time, through no fault of the operation's. */
export const isFault = (outcome: Outcome): boolean => outcome.status === "refused" && outcome.problem.code === "server_error";

/** Null when its effect is in the replica now, or no longer matters. */
function afterwards(pending: Pending, outcome: Outcome | undefined, space: SpaceAnswer | undefined): Pending | null {
  if (outcome && isFault(outcome)) return pending;
  if (outcome?.status === "refused") {
    // What was said of sharing before the server was restored is asked again.
    if (outcome.problem.code === "sharing_held") return null;
    // Asked once more when what it stands on has been sent again.
    if (space?.resync) return pending;
    const { problem } = outcome;
    // The act that was answered may only come when its author's device does: then the answer is worth another try.
    const is_early = pending.operation.kind === "acknowledge" && problem.code === "not_found";
    const is_moot = MOOT.has(problem.code) && !is_early;
    return pending.resent && is_moot ? null : { ...pending, state: "refused", rev: null, problem };
  }
  if (outcome) return space && space.rev < outcome.rev ? { ...pending, state: "answered", rev: outcome.rev } : null;
  if (pending.state !== "answered") return pending;
  // Applied, but the server went back to before it: the same bytes once more.
  if (space?.resync) return { ...pending, state: "waiting", rev: null };
  return space && space.rev < (pending.rev ?? 0) ? pending : null;
}

async function vanishedSpaces(replica: Replica, answer: SyncAnswer): Promise<string[]> {
  const here = await replica.readCursors();
  const gone = here.filter(({ space_id, kind }) => kind !== "private" && !answer.spaces.some((space) => space.space_id === space_id));
  return gone.map(({ space_id }) => space_id);
}
