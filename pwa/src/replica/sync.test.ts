import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Api } from "../api/client";
import type { SyncRequest } from "../api/wire";
import { randomBytes } from "../crypto/bytes";
import { localKeys } from "../crypto/keys";
import { sealingKey } from "../crypto/sealing";
import type { Result } from "../domain/types";
import { rules } from "../entities";
import { IndexedDbReplica } from "./indexed-db";
import { enqueue, readClock } from "./outbox";
import { exclusively, sync } from "./sync";

const KEYS = await localKeys(randomBytes(32), randomBytes(32));
const SPACE = { space_id: "private", kind: "private", role: "owner", rev: 1, op_id: null, resync: false, more: false, changes: [] };
const me = { person: { id: "me", public_key: KEYS.public_key, zone: "UTC", settings: {} }, private_space_id: "private", couples: [] };
const OFFLINE: Result<never> = { ok: false, problem: { code: "offline" } };
let replica: IndexedDbReplica;
let asked: SyncRequest[];

beforeEach(async () => {
  asked = [];
  vi.useFakeTimers({ now: new Date("2026-11-22T12:00:00Z"), toFake: ["Date"] });
  replica = await IndexedDbReplica.open(crypto.randomUUID(), await sealingKey(randomBytes(32)));
});
afterEach(() => replica.close());

type Said = (request: SyncRequest) => Result<object> | null;

/** Syncs with a server that does everything it is asked, unless `says` says otherwise. */
async function synced(says: Said = () => null): Promise<Result> {
  const api: Api = {
    async call<T>(_: string, __: string, body?: unknown): Promise<Result<T>> {
      const request = body as SyncRequest;
      asked.push(request);
      const outcomes = request.operations.map((text) => ({
        op_id: JSON.parse(text).op_id,
        status: "applied",
        space_id: "private",
        rev: 1,
      }));
      const done = { epoch: "e", now: new Date().toISOString(), outcomes, spaces: [SPACE], me, me_rev: 1 };
      return (says(request) ?? { ok: true, value: done }) as Result<T>;
    },
  };
  return sync({ replica, rules, keys: KEYS }, api, () => undefined);
}

async function fill(count: number, note = ""): Promise<void> {
  const drafts = Array.from({ length: count }, (_, place) => ({ space_id: "private", name: "k", body: { place, note } }));
  await enqueue(replica, drafts);
}

const sizes = (): number[] => asked.map(({ operations }) => operations.length);
const placeOf = (text: string): number => JSON.parse(text).body.place;

describe("a sync", () => {
  it("asks once where there is nothing to say and nothing new", async () => {
    expect(await synced()).toEqual({ ok: true, value: undefined });
    expect(sizes()).toEqual([0]);
  });

  it("sends what was kept, to the byte and in order, two hundred at a time", async () => {
    await fill(450);
    const texts = (await replica.readPending()).map(({ text }) => text);
    await synced();
    expect(sizes()).toEqual([200, 200, 50]);
    expect(asked.flatMap(({ operations }) => operations)).toEqual(texts);
    expect(await replica.readPending()).toEqual([]);
  });

  it("sends no more than a request holds, and what is larger by itself", async () => {
    await fill(3, "x".repeat(440_000));
    await fill(2, "x".repeat(950_000));
    await synced();
    expect(sizes()).toEqual([2, 1, 1, 1]);
  });

  it("sends fewer after an answer that never came, down to twenty, and more again as they come", async () => {
    await fill(90);
    for (const _ of [1, 2, 3]) expect(await synced(() => OFFLINE)).toEqual(OFFLINE);
    await synced();
    expect(sizes()).toEqual([90, 45, 23, 20, 40, 30]);
    expect(await replica.readPending()).toEqual([]);
  });

  it("finds the one that cannot be taken, shows it with the reason, and then sends as many as before", async () => {
    await fill(8);
    const isSick = ({ operations }: SyncRequest): boolean => operations.some((text) => placeOf(text) === 2);
    await synced((request) => (isSick(request) ? { ok: false, problem: { code: "invalid" } } : null));
    expect(sizes()).toEqual([8, 4, 2, 2, 1, 5]);
    expect(await replica.readPending()).toMatchObject([
      { state: "refused", problem: { code: "invalid" }, operation: { body: { place: 2 } } },
    ]);
  });

  it("blames no operation where there was none, nor for what is no fault of theirs", async () => {
    const tooLarge: Result<never> = { ok: false, problem: { code: "too_large" } };
    expect(await synced(() => tooLarge)).toEqual(tooLarge);
    await fill(1);
    const full: Result<never> = { ok: false, problem: { code: "no_room" } };
    expect(await synced(() => full)).toEqual(full);
    expect(await replica.readPending()).toMatchObject([{ state: "waiting" }]);
  });

  it.each([
    ["nobody is in it", { epoch: "e", now: "", outcomes: [], spaces: [] }],
    ["it tells of no space", { epoch: "e", now: "", outcomes: [], me }],
    ["it is of no past", { now: "", outcomes: [], spaces: [], me }],
    ["it has another number of outcomes", { epoch: "e", now: "", outcomes: [{}], spaces: [], me }],
    ["there is nothing in it", undefined],
  ])("takes nothing from an answer that is none: %s", async (_, value) => {
    expect(await synced(() => ({ ok: true, value }) as Result<object>)).toEqual(OFFLINE);
    expect((await readClock(replica)).epoch).toBeNull();
  });

  it("learns how far off the clock is, half of the way there and back taken off", async () => {
    await synced(() => {
      vi.setSystemTime(Date.now() + 800);
      const now = "2026-11-22T13:00:00.400Z";
      return { ok: true, value: { epoch: "e", now, outcomes: [], spaces: [SPACE], me, me_rev: 1 } };
    });
    expect(await readClock(replica)).toEqual({ epoch: "e", offset_ms: 3_600_000 });
  });

  it("says nothing before a space that is read afresh was read to its end", async () => {
    await fill(1);
    const row = { space_id: "private", kind: "commitment", id: "one", is_sealed: false, rev: 1, deleted: true, body: {} };
    await replica.write({ set_aside: [row] });
    let pages = 2;
    await synced(() => {
      const spaces = [{ ...SPACE, more: --pages > 0 }];
      return asked.at(-1)?.operations.length ? null : { ok: true, value: { epoch: "e", now: "", outcomes: [], spaces, me, me_rev: 1 } };
    });
    expect(sizes(), "and then the ending that was set aside as well").toEqual([0, 0, 2]);
  });

  it("leaves what the server could not do for the next time", async () => {
    await fill(2);
    const fault = await synced(({ operations }) => {
      const said = operations.map((text) =>
        placeOf(text) === 0
          ? { op_id: null, status: "refused", problem: { code: "server_error" } }
          : { op_id: null, status: "applied", space_id: "private", rev: 1 },
      );
      return { ok: true, value: { epoch: "e", now: "", outcomes: said, spaces: [SPACE], me, me_rev: 1 } };
    });
    expect(fault).toEqual({ ok: false, problem: { code: "server_error" } });
    expect((await replica.readPending()).map(({ state, operation }) => [state, operation.body.place])).toEqual([["waiting", 0]]);
  });
});

describe("a refusal", () => {
  async function refusedWith(code: string, name: string, is_resent: boolean): Promise<unknown[]> {
    await enqueue(replica, [{ space_id: "private", name, body: { id: "one", act_id: "act" }, ...(is_resent && { is_resent }) }]);
    await synced(({ operations }) => {
      const outcomes = operations.map(() => ({ op_id: null, status: "refused", problem: { code } }));
      return { ok: true, value: { epoch: "e", now: "", outcomes, spaces: [SPACE], me, me_rev: 1 } };
    });
    return (await replica.readPending()).map(({ state, problem }) => [state, problem?.code]);
  }

  it.each(["already_removed", "act_removed", "not_found", "not_shared", "couple_ended"])(
    "of what was sent again troubles nobody where the server has nothing to add: %s",
    async (code) => {
      expect(await refusedWith(code, "delete_act", true)).toEqual([]);
      expect(await refusedWith(code, "delete_act", false)).toEqual([["refused", code]]);
    },
  );

  it("is shown in every other case, and of an answer that came before its act", async () => {
    expect(await refusedWith("too_far_back", "log_act", true)).toEqual([["refused", "too_far_back"]]);
    await replica.db.clear("outbox");
    expect(await refusedWith("not_found", "acknowledge", true)).toEqual([["refused", "not_found"]]);
    await replica.db.clear("outbox");
    expect(await refusedWith("act_removed", "acknowledge", true)).toEqual([]);
  });

  it("of sharing, suspended since a restore, asks anew and is no refusal", async () => {
    expect(await refusedWith("sharing_suspended", "share_check_ins", false)).toEqual([]);
  });

  it("in a space that is read afresh is asked once more, before anybody is told", async () => {
    await fill(1);
    let answers = 0;
    await synced(({ operations }) => {
      const outcomes = operations.map(() =>
        ++answers === 1
          ? { op_id: null, status: "refused", problem: { code: "invalid_state" } }
          : { op_id: null, status: "applied", space_id: "private", rev: 1 },
      );
      const spaces = [{ ...SPACE, resync: answers === 1 && operations.length > 0 }];
      return { ok: true, value: { epoch: "e", now: "", outcomes, spaces, me, me_rev: 1 } };
    });
    expect(sizes()).toEqual([1, 1]);
    expect(await replica.readPending()).toEqual([]);
  });
});

describe("two tabs of one person", () => {
  async function together(): Promise<string[]> {
    const seen: string[] = [];
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(`${name} ends`);
      if (name === "one") throw new Error("it failed");
    };
    await Promise.allSettled([exclusively("ines", work("one")), exclusively("ines", work("two"))]);
    return seen;
  }

  it("take turns, whatever becomes of the first", async () => {
    expect(await together()).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  });

  it("take turns by the browser's own locks, one a person", async () => {
    const names: string[] = [];
    const request = (name: string, work: () => Promise<void>) => {
      names.push(name);
      return work();
    };
    vi.stubGlobal("navigator", { locks: { request } });
    await together();
    vi.unstubAllGlobals();
    expect(names).toEqual(["hearth-sync-ines", "hearth-sync-ines"]);
  });
});
