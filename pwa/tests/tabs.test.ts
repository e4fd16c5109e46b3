import { afterEach, beforeEach, expect, it } from "vitest";
import { randomBytes } from "../src/crypto/bytes";
import { sealingKey } from "../src/crypto/sealing";
import { IndexedDbReplica } from "../src/replica/indexed-db";
import { Live, type TabMessage } from "../src/replica/live";

let replica: IndexedDbReplica;
let one: Live;
let other: Live;
let heard: TabMessage[];

beforeEach(async () => {
  heard = [];
  replica = await IndexedDbReplica.open(crypto.randomUUID(), await sealingKey(randomBytes(32)));
  one = await Live.open(replica, () => undefined);
  other = await Live.open(replica, (message) => heard.push(message));
});
afterEach(() => {
  one.close();
  other.close();
});

it("two tabs of one person show what either of them keeps", async () => {
  await one.save([{ space_id: "private", name: "delete_sealed", body: { id: "one" } }]);
  await expect.poll(() => other.pending.value).toEqual(one.pending.value);
  expect(one.pending.value).toHaveLength(1);
  await replica.db.clear("outbox");
  await one.outboxChanged();
  await expect.poll(() => other.pending.value).toEqual([]);
});

it("two tabs of one person show what either of them is sent, and what was read", async () => {
  const row = { space_id: "private", kind: "act", id: "one", is_sealed: false, rev: 1, deleted: false, body: { note: "hers" } };
  await replica.write({ put_rows: [row] });
  await one.changed({ keys: [row], spaces: [] });
  await expect.poll(() => [...other.rows.value.values()]).toEqual([row]);
  await one.note({ endings_read: ["a couple"] });
  await expect.poll(() => other.notes.value.endings_read).toEqual(["a couple"]);
});

it("one tab's word that all is locked reaches the others", async () => {
  one.broadcast({ about: "locked", reason: "quick_exit" });
  await expect.poll(() => heard).toEqual([{ about: "locked", reason: "quick_exit" }]);
});
