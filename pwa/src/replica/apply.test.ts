import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Me, SpaceAnswer, SyncAnswer } from "../api/wire";
import { randomBytes } from "../crypto/bytes";
import { localKeys } from "../crypto/keys";
import { sealingKey } from "../crypto/sealing";
import { rules } from "../entities";
import { applied } from "./apply";
import { IndexedDbReplica } from "./indexed-db";
import type { Row } from "./model";
import { enqueue, readClock, refuse } from "./outbox";

const me = { person: { id: "me", zone: "UTC", settings: {} }, private_space_id: "private", couples: [] } as unknown as Me;
const US = { space_id: "us", kind: "couple", role: "member", rev: 9, op_id: null, resync: false, more: false, changes: [] };
let replica: IndexedDbReplica;

beforeEach(async () => {
  replica = await IndexedDbReplica.open(crypto.randomUUID(), await sealingKey(randomBytes(32)));
});
afterEach(() => replica.close());

function act(id: string, author_id: string, note: string, rev = 1): Row {
  return { space_id: "us", kind: "act", id, is_sealed: false, rev, deleted: false, body: { author_id, note, corrections: [] } };
}

const change = ({ id, rev, deleted, body }: Row) => ({ kind: "act", id, rev, deleted, ...(!deleted && { body }) });

async function take(...spaces: object[]): Promise<void> {
  const answer = { epoch: "e", now: "", outcomes: [], me, me_rev: 1, spaces: spaces as SpaceAnswer[] } as unknown as SyncAnswer;
  const keys = await localKeys(randomBytes(32), randomBytes(32));
  await applied({ replica, keys, rules }, await readClock(replica), { epoch: "e", offset_ms: 0 }, answer);
}

const notes = async (space_id = "us"): Promise<unknown[]> => (await replica.readSpace(space_id)).map(({ id, body }) => [id, body.note]);

describe("what an answer does here", () => {
  it("leaves one's own space alone where the answer does not speak of it, and lets another go that is gone", async () => {
    const mine = { ...act("one", "me", "kept"), space_id: "private" };
    for (const row of [mine, act("two", "sam", "gone")]) await replica.write({ put_rows: [row] });
    const known = { rev: 1, op_id: null };
    await replica.write({ put_cursors: [{ ...known, space_id: "private", kind: "private", role: "owner" }] });
    await replica.write({ put_cursors: [{ ...known, space_id: "us", kind: "couple", role: "member" }] });
    await take();
    expect([await notes("private"), await notes()]).toEqual([[["one", "kept"]], []]);
    expect((await replica.readCursors()).map(({ space_id }) => space_id)).toEqual(["private"]);
  });

  it("lets go of what the other wrote once it is over, and of nothing else", async () => {
    for (const row of [act("one", "me", "mine"), act("two", "sam", "theirs")]) await replica.write({ put_rows: [row] });
    await take({ ...US, role: "former" });
    expect(await notes()).toEqual([["one", "mine"]]);
  });

  it("remembers whose it was that was deleted, and no word of it", async () => {
    await take({ ...US, changes: [change(act("one", "me", "hers"))] });
    await take({ ...US, changes: [change({ ...act("one", "me", "", 2), deleted: true })] });
    expect(await replica.readSpace("us")).toMatchObject([{ deleted: true, kind: "act", body: { author_id: "me" } }]);
    expect(JSON.stringify(await replica.readSpace("us"))).not.toContain("hers");
  });

  it("sets aside once what it had, however often the reading afresh is broken off", async () => {
    await replica.write({ put_rows: [act("one", "me", "as it was", 8)] });
    await take({ ...US, rev: 1, resync: true, more: true, changes: [change(act("one", "me", "as the backup has it"))] });
    await take({ ...US, rev: 1, resync: true, more: true, changes: [change(act("one", "me", "as the backup has it"))] });
    expect((await replica.readSetAside("us")).map(({ id, body }) => [id, body.note])).toEqual([["one", "as it was"]]);
    expect(await notes()).toEqual([["one", "as the backup has it"]]);
  });

  it.each(["acknowledge", "take_back_acknowledgement"])(
    "asks again for %s when its act has come, and not when that was deleted",
    async (name) => {
      const answer = { space_id: "us", name: "acknowledge", body: { id: "hers", act_id: "one" } };
      await enqueue(replica, name === "acknowledge" ? [answer] : [answer, { space_id: "us", name, body: { id: "hers" } }]);
      for (const pending of await replica.readPending()) await refuse(replica, pending, { code: "not_found" });
      const states = async () => new Set((await replica.readPending()).map(({ state }) => state));
      await take({ ...US, changes: [change({ ...act("one", "sam", ""), deleted: true })] });
      expect(await states()).toEqual(new Set(["refused"]));
      await take({ ...US, changes: [change(act("one", "sam", "come back", 2))] });
      expect(await states()).toEqual(new Set(["waiting"]));
    },
  );
});
