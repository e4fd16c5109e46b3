import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../crypto/bytes";
import { sealingKey } from "../crypto/sealing";
import { IndexedDbReplica } from "./indexed-db";
import type { Draft, Pending } from "./model";
import { enqueue, isStale, prepared, refuse } from "./outbox";

const SAID: Draft = { space_id: "a", name: "log_act", body: { id: "one", note: "Home at six." } };
let replica: IndexedDbReplica;

beforeEach(async () => {
  replica = await IndexedDbReplica.open(crypto.randomUUID(), await sealingKey(randomBytes(32)));
});
afterEach(() => replica.close());

async function kept(...drafts: Draft[]): Promise<Pending[]> {
  await enqueue(replica, drafts);
  return replica.readPending();
}

async function only(): Promise<Pending> {
  const [one, ...others] = await replica.readPending();
  if (!one || others.length > 0) throw new Error("there is not exactly one");
  return one;
}

describe("what waits to be sent", () => {
  it("says when by the server's clock, unless it was said earlier", async () => {
    await replica.write({ meta: { clock: { epoch: "e", offset_ms: 3_600_000 } } });
    const noon = new Date("2026-11-22T12:00:00.700Z");
    const stored = await prepared(replica, [SAID, { ...SAID, recorded_at: "2026-11-20T08:00:00Z" }], noon);
    await replica.enqueue(stored);
    const said = (await replica.readPending()).map(({ operation }) => operation.recorded_at);
    expect(said).toEqual(["2026-11-22T13:00:00Z", "2026-11-20T08:00:00Z"]);
  });

  it("keeps its id, its bytes, its order, and what its author saw", async () => {
    const inside = { kind: "act", value: { note: "hers" } };
    const made = await kept({ ...SAID, base_rev: 7 }, { ...SAID, opened: inside, is_resent: true });
    expect(made.map(({ operation }) => operation.base_rev)).toEqual([7, null]);
    expect(made.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(new Set(made.map(({ operation }) => operation.op_id)).size).toBe(2);
    expect(made[1]).toMatchObject({ state: "waiting", rev: null, opened: inside, is_resent: true });
    for (const one of made) await replica.write({ put_operations: [{ ...one, state: "answered", rev: 9 }] });
    expect(await replica.readPending()).toEqual(made.map((one) => ({ ...one, state: "answered", rev: 9 })));
    expect(JSON.parse(made[0]?.text ?? "")).toEqual(made[0]?.operation);
  });

  it("says nothing in clear but how far it is", async () => {
    await kept({ ...SAID, opened: { kind: "act", value: { note: "hers" } } });
    const [stored] = await replica.db.getAll("outbox");
    expect(Object.keys(stored ?? {}).sort()).toEqual(["content", "name", "rev", "seq", "state"]);
    expect(new TextDecoder("latin1").decode(stored?.content)).not.toMatch(/Home|hers|log_act/);
  });

  it("stays as it is, with the reason, once it was refused, and goes once more as it was", async () => {
    const [one] = await kept(SAID);
    if (!one) throw new Error("nothing was kept");
    const { op_id } = one.operation;
    await refuse(replica, { ...one, state: "answered", rev: 3 }, { code: "too_far_back" });
    expect(await only()).toEqual({ ...one, state: "refused", rev: null, problem: { code: "too_far_back" } });
    await replica.retry(op_id);
    expect(await only()).toMatchObject({ state: "waiting", text: one.text });
  });

  it("is let go only after it was refused: what may have reached the server is never let go, nor sent as if it had not", async () => {
    const [one] = await kept(SAID);
    if (!one) throw new Error("nothing was kept");
    const { op_id } = one.operation;
    await replica.discard(op_id);
    expect(await only()).toEqual(one);
    await replica.write({ put_operations: [{ ...one, state: "answered", rev: 3 }] });
    await replica.retry(op_id);
    await replica.discard(op_id);
    expect(await only()).toMatchObject({ state: "answered", rev: 3 });
    await refuse(replica, one, { code: "invalid" });
    await replica.discard(op_id);
    expect(await replica.readPending()).toEqual([]);
  });

  it("is warned about once it has waited for a day", async () => {
    const [one] = await kept({ ...SAID, recorded_at: "2026-11-21T12:00:00Z" });
    if (!one) throw new Error("nothing was kept");
    expect(isStale(one, new Date("2026-11-22T12:00:00Z"))).toBe(false);
    expect(isStale(one, new Date("2026-11-22T12:00:01Z"))).toBe(true);
  });
});
