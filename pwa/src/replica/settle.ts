import type { Outcome, SpaceAnswer, SyncAnswer } from "../api/wire";
import type { Pending } from "./model";
import type { Rules } from "./rules";

/** Refusals by which the server says of a re-sent operation that it has nothing to add. */
const NOTHING_TO_ADD = new Set(["already_removed", "act_removed", "not_found", "not_shared", "couple_ended", "superseded"]);

/**
 * What an answer means for the outbox: `finished` are the places of operations that can go, `changed` those in another state.
 *
 * An applied operation stays until the page with its revision has arrived, so that its effect never flickers. A refused one
 * stays for its author to see, unless it was re-sent and has nothing to add.
 */
export function settled(rules: Rules, outbox: readonly Pending[], answer: SyncAnswer): { finished: number[]; changed: Pending[] } {
  const outcomes = new Map(answer.outcomes.map((outcome) => [outcome.op_id, outcome]));
  const spaces = new Map(answer.spaces.map((space) => [space.space_id, space]));
  const arrived = new Set(answer.spaces.flatMap(({ changes }) => changes.filter(({ deleted }) => !deleted).map(({ id }) => id)));
  const unblocked = new Set(outbox.filter((one) => arrived.has(dependencyOf(rules, one) ?? "")).map(({ operation }) => operation.body.id));
  const finished: number[] = [];
  const changed: Pending[] = [];
  for (const pending of outbox) {
    const settled = afterwards(rules, pending, outcomes.get(pending.operation.op_id), spaces);
    const next = settled && isTooEarly(settled) && unblocked.has(settled.operation.body.id) ? waitingAgain(settled) : settled;
    if (next === null) finished.push(pending.seq);
    else if (next !== pending) changed.push(next);
  }
  return { finished, changed };
}

/** The id of the row that must be there first. */
const dependencyOf = (rules: Rules, { operation: { name, body } }: Pending): string | undefined =>
  rules.operations[name]?.dependsOn?.(body);

const isTooEarly = ({ state, problem }: Pending): boolean => state === "refused" && problem?.code === "not_found";

const waitingAgain = ({ problem: _, rev_in: __, ...pending }: Pending): Pending => ({ ...pending, state: "waiting", rev: null });

/** The server failed, through no fault of the operation's. */
export const isFault = (outcome: Outcome): boolean => outcome.status === "refused" && outcome.problem.code === "server_error";

/** The operation in its next state; null when it can go. */
function afterwards(
  rules: Rules,
  pending: Pending,
  outcome: Outcome | undefined,
  spaces: ReadonlyMap<string, SpaceAnswer>,
): Pending | null {
  if (outcome && isFault(outcome)) return pending;
  if (outcome?.status === "refused") {
    const { problem } = outcome;
    const { name, space_id } = pending.operation;
    if (rules.operations[name]?.dropped_on?.includes(problem.code)) return null;
    // What it depends on is about to be sent again: then it gets another try.
    if (spaces.get(space_id)?.resync) return pending;
    const may_come = problem.code === "not_found" && dependencyOf(rules, pending) !== undefined;
    const is_pointless = NOTHING_TO_ADD.has(problem.code) && !may_come;
    return pending.is_resent && is_pointless ? null : { ...pending, state: "refused", rev: null, problem };
  }
  if (outcome) {
    const { rev, space_id: rev_in } = outcome;
    return hasReached(spaces.get(rev_in), rev) ? null : { ...pending, state: "answered", rev, rev_in };
  }
  if (pending.state !== "answered") return pending;
  const space = spaces.get(pending.rev_in ?? pending.operation.space_id);
  // It was applied, but the server was restored to before it: the same bytes once more.
  if (space?.resync) return waitingAgain(pending);
  return hasReached(space, pending.rev ?? 0) ? null : pending;
}

const hasReached = (space: SpaceAnswer | undefined, rev: number): boolean => !space || space.rev >= rev;
