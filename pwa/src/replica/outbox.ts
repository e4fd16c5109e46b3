import type { Operation } from "../api/wire";
import type { Problem } from "../domain/types";
import type { StoredOperation } from "./database";
import type { Draft, Pending } from "./model";
import { opened, type Replica, readMeta, sealed } from "./replica";

const STALE_MS = 86_400_000;

/** How this device's clock stands to the server's, and which past of the server it knows. */
export interface Clock {
  epoch: string | null;
  offset_ms: number;
}

export async function readClock(replica: Replica): Promise<Clock> {
  return (await readMeta<Clock>(replica, "clock")) ?? { epoch: null, offset_ms: 0 };
}

type Content = Pick<Pending, "text" | "opened" | "resent" | "problem">;

/** Turns drafts into operations whose bytes stay as they are from here on, ready to be stored. */
export async function prepared(replica: Replica, drafts: readonly Draft[], now = new Date()): Promise<StoredOperation[]> {
  const { offset_ms } = await readClock(replica);
  const recorded_at = `${new Date(now.getTime() + offset_ms).toISOString().slice(0, 19)}Z`;
  return Promise.all(
    drafts.map(async ({ opened: inside, resent, ...draft }) => {
      const op_id = crypto.randomUUID();
      const operation: Operation = {
        op_id,
        space_id: draft.space_id,
        kind: draft.kind,
        recorded_at: draft.recorded_at ?? recorded_at,
        base_rev: draft.base_rev ?? null,
        ...(draft.as_of !== undefined && { as_of: draft.as_of }),
        body: draft.body,
      };
      const content: Content = { text: JSON.stringify(operation), ...(inside && { opened: inside }), ...(resent && { resent }) };
      return { op_id, space_id: draft.space_id, state: "waiting", rev: null, content: await sealed(replica, `outbox|${op_id}`, content) };
    }),
  );
}

/** Keeps the drafts, in their order, in one transaction. */
export async function enqueue(replica: Replica, drafts: readonly Draft[]): Promise<void> {
  const operations = await prepared(replica, drafts);
  const tx = replica.db.transaction("outbox", "readwrite", { durability: "strict" });
  for (const operation of operations) void tx.store.add(operation);
  await tx.done;
}

const NONCE_BYTES = 12;
/** What was opened of the outbox last time, by its seal's nonce: with much unsent, opening all of it at every change takes long. */
const openedBefore = new WeakMap<Replica, Map<string, Opened>>();
type Opened = Content & Pick<Pending, "operation">;

/** Oldest first. */
export async function readPending(replica: Replica): Promise<Pending[]> {
  const stored = await replica.db.getAll("outbox");
  const before = openedBefore.get(replica);
  const now = new Map<string, Opened>();
  const pending = await Promise.all(stored.map((operation) => pendingOf(replica, operation, before, now)));
  openedBefore.set(replica, now);
  return pending;
}

async function pendingOf(
  replica: Replica,
  { content, ...clear }: StoredOperation,
  before: ReadonlyMap<string, Opened> | undefined,
  now: Map<string, Opened>,
): Promise<Pending> {
  const nonce = content.subarray(0, NONCE_BYTES).join();
  const inside = before?.get(nonce) ?? (await openedContent(replica, clear.op_id, content));
  now.set(nonce, inside);
  return { ...inside, seq: clear.seq as number, state: clear.state, rev: clear.rev };
}

async function openedContent(replica: Replica, op_id: string, content: StoredOperation["content"]): Promise<Opened> {
  const inside = await opened<Content>(replica, `outbox|${op_id}`, content);
  return { ...inside, operation: JSON.parse(inside.text) as Operation };
}

export async function storedPending(replica: Replica, pending: Pending): Promise<StoredOperation> {
  const { seq, state, rev, operation, text, opened: inside, resent, problem } = pending;
  const content: Content = { text, ...(inside && { opened: inside }), ...(resent && { resent }), ...(problem && { problem }) };
  const { op_id, space_id } = operation;
  return { seq, op_id, space_id, state, rev, content: await sealed(replica, `outbox|${op_id}`, content) };
}

/** Keeps an operation that the server will not have as it is, with the reason. */
export async function refuse(replica: Replica, pending: Pending, problem: Problem): Promise<void> {
  await replica.db.put("outbox", await storedPending(replica, { ...pending, state: "refused", rev: null, problem }));
}

/** Sends a refused operation once more, as it was. */
export async function retry(replica: Replica, op_id: string): Promise<void> {
  const tx = replica.db.transaction("outbox", "readwrite");
  const stored = await tx.store.index("by_op_id").get(op_id);
  if (stored?.state === "refused") await tx.store.put({ ...stored, state: "waiting" });
  await tx.done;
}

/** Lets a refused operation go. One that may already have reached the server is never let go. */
export async function discard(replica: Replica, op_id: string): Promise<void> {
  const tx = replica.db.transaction("outbox", "readwrite");
  const stored = await tx.store.index("by_op_id").get(op_id);
  if (stored?.state === "refused") await tx.store.delete(stored.seq as number);
  await tx.done;
}

export function isStale({ operation }: Pending, now: Date): boolean {
  return now.getTime() - Date.parse(operation.recorded_at) > STALE_MS;
}
