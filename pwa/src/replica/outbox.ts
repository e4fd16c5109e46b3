import type { Operation } from "../api/wire";
import { instantText } from "../domain/days";
import type { Problem } from "../domain/types";
import type { Clock, Draft, NewOperation, Pending } from "./model";
import type { Replica } from "./replica";

const STALE_MS = 86_400_000;

export async function readClock(replica: Replica): Promise<Clock> {
  return (await replica.readMeta("clock")) ?? { epoch: null, offset_ms: 0 };
}

/** Turns drafts into operations whose bytes stay as they are from here on. */
export async function prepared(replica: Replica, drafts: readonly Draft[], now = new Date()): Promise<NewOperation[]> {
  const { offset_ms } = await readClock(replica);
  const recorded_at = instantText(new Date(now.getTime() + offset_ms));
  return drafts.map(({ opened, is_resent, ...draft }) => {
    const operation: Operation = {
      op_id: crypto.randomUUID(),
      space_id: draft.space_id,
      name: draft.name,
      recorded_at: draft.recorded_at ?? recorded_at,
      base_rev: draft.base_rev ?? null,
      ...(draft.original_rev !== undefined && { original_rev: draft.original_rev }),
      body: draft.body,
    };
    const text = JSON.stringify(operation);
    return { state: "waiting", rev: null, text, operation, ...(opened && { opened }), ...(is_resent && { is_resent }) };
  });
}

/** Stores the drafts at the end of the outbox, in their order. */
export async function enqueue(replica: Replica, drafts: readonly Draft[]): Promise<void> {
  await replica.enqueue(await prepared(replica, drafts));
}

/** Keeps an operation that the server will not have as it is, with the reason. */
export async function refuse(replica: Replica, pending: Pending, problem: Problem): Promise<void> {
  await replica.write({ put_operations: [{ ...pending, state: "refused", rev: null, problem }] });
}

export function isStale({ operation }: Pending, now: Date): boolean {
  return now.getTime() - Date.parse(operation.recorded_at) > STALE_MS;
}
