import { expect, it } from "vitest";
import type { Api } from "../api/client";
import type { SyncRequest } from "../api/wire";
import { randomBytes } from "../crypto/bytes";
import { localKeys } from "../crypto/keys";
import { sealingKey } from "../crypto/sealing";
import type { Result } from "../domain/types";
import { rules } from "../entities";
import { IndexedDbReplica } from "./indexed-db";
import { keyOf } from "./model";
import { enqueue } from "./outbox";
import { project } from "./project";
import { sync } from "./sync";

const KEYS = await localKeys(randomBytes(32), randomBytes(32));
const added = { of_a_newer_server: { said: true } };
const person = { id: "me", public_key: KEYS.public_key, zone: "UTC", display_name: "Alex", settings: { log_at: null, ...added }, ...added };
const me = { person, private_space_id: "private", couples: [], ...added };
const pause = { author_id: "me", scope: "mine", commitment_id: null, from_on: "2026-11-22", until_on: null };

it("works with a server one version newer: what it does not know it leaves alone, and keeps", async () => {
  const replica = await IndexedDbReplica.open(crypto.randomUUID(), await sealingKey(randomBytes(32)));
  const api: Api = {
    async call<T>(_: string, __: string, body?: unknown): Promise<Result<T>> {
      const outcomes = (body as SyncRequest).operations.map((text) => ({
        op_id: JSON.parse(text).op_id,
        status: "applied",
        space_id: "space",
        rev: 3,
        ...added,
      }));
      const changes = [
        { kind: "letter", id: "l", rev: 1, deleted: false, body: { author_id: "you", ...added } },
        { kind: "letter", id: "m", rev: 2, deleted: true, ...added },
        { kind: "pause", id: "p", rev: 3, deleted: false, body: { ...pause, ...added }, ...added },
      ];
      const space = {
        space_id: "space",
        kind: "couple",
        role: "member",
        rev: 3,
        op_id: null,
        resync: false,
        more: false,
        changes,
        ...added,
      };
      return {
        ok: true,
        value: { epoch: "e", now: new Date().toISOString(), outcomes, spaces: [space], me, me_rev: 1, ...added },
      } as Result<T>;
    },
  };
  await enqueue(replica, [{ space_id: "space", name: "pause", body: { id: "p", scope: "mine", from_on: "2026-11-22" } }]);
  expect(await sync({ replica, rules, keys: KEYS }, api, () => undefined)).toMatchObject({ ok: true });
  const pending = await replica.readPending();
  expect(pending).toEqual([]);
  const rows = await replica.readAllRows();
  expect(rows.find(({ id }) => id === "l")?.body, "for the version that will know it").toMatchObject(added);
  const world = project(rules, new Map(rows.map((row) => [keyOf(row), row])), me as never, pending);
  expect([...world.rows.values()].find(({ id }) => id === "p")?.body).toMatchObject(pause);
  expect(world.me.person.display_name).toBe("Alex");
  replica.close();
});
