import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Change, Me, SpaceAnswer, SyncAnswer } from "../src/api/wire";
import { randomBytes } from "../src/crypto/bytes";
import { localKeys } from "../src/crypto/keys";
import { sealingKey } from "../src/crypto/sealing";
import { rules } from "../src/entities";
import { applied } from "../src/replica/apply";
import { IndexedDbReplica } from "../src/replica/indexed-db";
import { Live } from "../src/replica/live";
import { keyOf, type Row } from "../src/replica/model";
import { readClock } from "../src/replica/outbox";
import { project } from "../src/replica/project";
import { Dice } from "./sync/dice";

const KEYS = localKeys(randomBytes(32), randomBytes(32));
const SPACES = ["a", "b", "c"];
const me = { person: { id: "me", zone: "UTC", settings: {} }, private_space_id: "private", couples: [] } as unknown as Me;
let replica: IndexedDbReplica;
let live: Live;

beforeEach(async () => {
  replica = await IndexedDbReplica.open(crypto.randomUUID(), await sealingKey(randomBytes(32)));
  live = await Live.open(replica, () => undefined);
});
afterEach(() => live.close());

/** As much of one space as it takes to answer for it. */
class Space {
  rev = 0;
  role: SpaceAnswer["role"] = "member";
  private readonly rows = new Map<string, Change>();
  constructor(readonly space_id: string) {}

  /** Some rows come, change and go; one rev may bring several. */
  write(dice: Dice): Change[] {
    const changes = new Map<string, Change>();
    for (let left = dice.roll(4); left > 0; left--) {
      this.rev += 1;
      for (let rows = dice.between(1, 3); rows > 0; rows--) {
        const id = `${dice.roll(30)}`;
        const body = { author_id: dice.one(["me", "sam"]), on: "2026-11-22", note: `${this.space_id}${this.rev}`, corrections: [] };
        changes.set(id, { kind: "act", id, rev: this.rev, deleted: dice.roll(5) === 0, body } as Change);
      }
    }
    for (const [id, change] of changes) this.rows.set(id, change);
    return [...changes.values()];
  }

  answer(changes: Change[], resync = false): SpaceAnswer {
    const { space_id, rev, role } = this;
    return { space_id, kind: "couple", role, rev, op_id: null, resync, more: false, changes: resync ? [...this.rows.values()] : changes };
  }
}

async function take(spaces: SpaceAnswer[]): Promise<void> {
  const answer = { epoch: "epoch", now: "", outcomes: [], me, me_rev: 1, spaces } as unknown as SyncAnswer;
  const clock = await readClock(replica);
  await live.changed(await applied({ replica, rules, keys: await KEYS }, clock, { epoch: "epoch", offset_ms: 0 }, answer));
}

const sorted = (rows: Iterable<Row>): [string, Row][] => [...new Map([...rows].map((row) => [keyOf(row), row]))].sort();
const blocks = () => replica.db.getAll("blocks");

describe("rows sealed together", () => {
  it.each(Array.from({ length: 5 }, (_, seed) => seed + 1))("show, opened cold, what is shown after any writes (seed %i)", async (seed) => {
    const dice = new Dice(seed);
    let spaces = SPACES.map((id) => new Space(id));
    let most = 0;
    for (let step = 0; step < 30; step++) {
      const luck = dice.roll(20);
      // A space ends, or is no longer there, or comes back.
      if (luck === 0) dice.one(spaces).role = "former";
      if (luck === 1) spaces = spaces.slice(1);
      if (luck === 2)
        spaces = [...spaces, ...SPACES.filter((id) => spaces.every(({ space_id }) => space_id !== id)).map((id) => new Space(id))];
      await take(spaces.map((space) => space.answer(space.write(dice), luck > 2 && dice.roll(12) === 0)));
      if (dice.roll(3) > 0) await replica.pack(5);
      most = Math.max(most, (await blocks()).length);

      const truth = await Promise.all(SPACES.map((space_id) => replica.readSpace(space_id)));
      expect(sorted(await replica.readAllRows())).toEqual(sorted(truth.flat()));
    }
    const cold = await Live.open(replica, () => undefined);
    const world = ({ rows }: Live) => sorted(project(rules, rows.value, me, []).rows.values());
    expect(world(cold)).toEqual(world(live));
    cold.close();
    expect(most).toBeGreaterThan(3);
  });

  it("are packed to the last one that makes a block, and once", async () => {
    const space = new Space("a");
    const changes = Array.from({ length: 23 }, (_, index) => ({ kind: "act", id: `${index}`, rev: index + 1, deleted: false, body: {} }));
    space.rev = 23;
    await take([space.answer(changes as Change[])]);
    const packed = [];
    for (let turn = 0; turn < 4; turn++) packed.push(await replica.pack(10));
    expect(packed).toEqual([true, true, false, false]);
    expect((await blocks()).map(({ rev }) => rev)).toEqual([10, 20]);
  });

  it("say nothing in clear but the rev, and neither does a row", async () => {
    const space = new Space("a");
    space.rev = 1;
    const body = { author_id: "me", on: "2026-11-22", note: "She cried at the table" };
    await take([space.answer([{ kind: "act", id: "one", rev: 1, deleted: false, body } as Change])]);
    await replica.pack(1);
    const [block] = await blocks();
    expect(Object.keys(block ?? {}).sort()).toEqual(["content", "rev", "space"]);
    expect(new TextDecoder("latin1").decode(block?.content)).not.toMatch(/cried|2026-11-22|author_id|one/);
    const [row] = await replica.db.getAll("rows");
    expect(Object.keys(row ?? {}).sort()).toEqual(["content", "name", "rev", "space"]);
    expect(new TextDecoder("latin1").decode(row?.content)).not.toMatch(/cried|2026-11-22|author_id/);
  });

  it("are let go where one cannot be opened, and nothing is missing", async () => {
    const space = new Space("a");
    const dice = new Dice(1);
    while (space.rev < 20) await take([space.answer(space.write(dice))]);
    while (await replica.pack(3));
    const before = sorted(await replica.readAllRows());
    const [block] = await blocks();
    if (!block) throw new Error("nothing was packed");
    await replica.db.put("blocks", { ...block, content: block.content.map((byte) => byte ^ 1) });
    expect(sorted(await replica.readAllRows())).toEqual(before);
    expect(await blocks()).toEqual([]);
    expect(await replica.pack(3)).toBe(true);
  });

  it("stay closed to another key", async () => {
    const space = new Space("a");
    const dice = new Dice(1);
    while (space.rev < 5) await take([space.answer(space.write(dice))]);
    await replica.pack(1);
    const other = await IndexedDbReplica.open(replica.person_id, await sealingKey(randomBytes(32)));
    await expect(other.readAllRows()).rejects.toThrow("cannot be opened");
    other.close();
  });
});

describe("what is read of the device", () => {
  /** The next seal to be opened stays shut until it is let go, and what happens meanwhile can be watched. */
  function heldBack(): { release: () => void; isHeld: () => Promise<void> } {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const real = crypto.subtle.decrypt.bind(crypto.subtle);
    const decrypt = vi.spyOn(crypto.subtle, "decrypt").mockImplementationOnce(async (...sealed) => held.then(() => real(...sealed)));
    decrypt.mockClear();
    return { release, isHeld: () => vi.waitFor(() => expect(decrypt).toHaveBeenCalled()) };
  }

  function act(rev: number, note: string): Change {
    return { kind: "act", id: "one", rev, deleted: false, body: { note } } as Change;
  }

  it("comes before word that comes meanwhile", async () => {
    const space = new Space("a");
    space.rev = 1;
    await take([space.answer([act(1, "before")])]);
    const { release, isHeld } = heldBack();
    const opening = Live.open(replica, () => undefined);
    await isHeld();
    space.rev = 2;
    const taken = take([space.answer([act(2, "after")])]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    const other = await opening;
    await taken;
    await expect.poll(() => [...other.rows.value.values()].map(({ body }) => body.note)).toEqual(["after"]);
    other.close();
  });

  it("never hides what was said while a slow look at the rows was on its way", async () => {
    const space = new Space("a");
    space.rev = 1;
    await take([space.answer([act(1, "before")])]);
    const { release, isHeld } = heldBack();
    const slow = live.changed({ keys: [{ space_id: "a", kind: "act", id: "one", is_sealed: false }], spaces: [] });
    await isHeld();
    const said = live.save([{ space_id: "a", name: "delete_act", body: { id: "one" } }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    await Promise.all([slow, said]);
    expect(live.pending.value.map(({ operation }) => operation.name)).toEqual(["delete_act"]);
  });
});
