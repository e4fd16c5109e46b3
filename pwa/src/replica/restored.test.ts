import { afterEach, beforeEach, expect, it } from "vitest";
import type { Api } from "../api/client";
import type { SyncRequest } from "../api/wire";
import { randomBytes } from "../crypto/bytes";
import { localKeys } from "../crypto/keys";
import { sealingKey } from "../crypto/sealing";
import type { Result } from "../domain/types";
import { rules } from "../entities";
import { IndexedDbReplica } from "./indexed-db";
import { enqueue } from "./outbox";
import { sync } from "./sync";

const KEYS = await localKeys(randomBytes(32), randomBytes(32));
const me = { person: { id: "me", public_key: KEYS.public_key, zone: "UTC", settings: {} }, private_space_id: "private", couples: [] };
const SPACE = { space_id: "space", kind: "couple", role: "member", op_id: null, more: false };
const promise = { author_id: "me", kind: "honesty", rhythm: { type: "daily" }, starts_on: "2026-11-02", review_on: "2026-11-30" };
let replica: IndexedDbReplica;
let sent: { name: string; body: object }[];

beforeEach(async () => {
  sent = [];
  replica = await IndexedDbReplica.open(crypto.randomUUID(), await sealingKey(randomBytes(32)));
});
afterEach(() => replica.close());

/** Syncs with a server restored to before the title was changed; it applies what it is sent from rev 13 on. */
async function syncWithRestored(pages: object[][]): Promise<void> {
  let rev = 12;
  const api: Api = {
    async call<T>(_: string, __: string, body?: unknown): Promise<Result<T>> {
      const operations = (body as SyncRequest).operations.map((text) => JSON.parse(text));
      sent.push(...operations.map((one) => ({ name: one.name, body: one.body })));
      const outcomes = operations.map(({ op_id }) => ({ op_id, status: "applied", space_id: "space", rev: ++rev }));
      const resync = pages.length > 0 && sent.length === outcomes.length;
      const changes = pages.shift() ?? [];
      const spaces = [{ ...SPACE, rev, resync, more: pages.length > 0, changes }];
      return { ok: true, value: { epoch: "e", now: new Date().toISOString(), outcomes, spaces, me, me_rev: 1 } } as Result<T>;
    },
  };
  expect(await sync({ replica, rules, keys: KEYS }, api, () => undefined)).toEqual({
    ok: true,
    value: undefined,
  });
}

const commitment = { kind: "commitment", id: "p", deleted: false };
const found = { ...commitment, rev: 13, body: { ...promise, title: "Call", ended_on: "2026-11-20" } };

it.each([
  ["at once", [[found]]],
  ["page by page", [[], [found]]],
])("sends an edit again that the restore lost, though a later one of the same row had just been applied (%s)", async (_, pages) => {
  const body = { ...promise, title: "Call at noon", ended_on: null };
  await replica.write({ put_rows: [{ ...commitment, space_id: "space", is_sealed: false, rev: 12, body }] });
  await replica.write({ put_cursors: [{ space_id: "space", rev: 12, op_id: null, kind: "couple", role: "member" }] });
  await enqueue(replica, [{ space_id: "space", name: "end_commitment", body: { id: "p", ended_on: "2026-11-20" }, base_rev: 12 }]);
  await syncWithRestored([...pages]);
  expect(sent).toEqual([
    { name: "end_commitment", body: { id: "p", ended_on: "2026-11-20" } },
    { name: "edit_commitment", body: { id: "p", title: "Call at noon", kind: "honesty" } },
  ]);
});
