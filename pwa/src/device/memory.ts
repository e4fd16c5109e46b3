// A device without a database and without a server: for the example couple, and for tests of screens.
import { signal } from "@preact/signals";
import { randomBytes } from "../crypto/bytes";
import { recordKeys } from "../crypto/keys";
import { sealingKey } from "../crypto/sealing";
import type { Result } from "../domain/types";
import { rules } from "../entities";
import { Live } from "../replica/live";
import type { MemoryReplica } from "../replica/memory";
import { keyOf, type Row } from "../replica/model";
import { project } from "../replica/project";
import { exclusively } from "../replica/sync";
import type { DeviceKeys } from "./keyring";
import { Session, type SessionKeyring } from "./session";
import type { Syncing } from "./syncing";

const nothing = async (): Promise<void> => undefined;

/** Remembers nobody. */
const NO_KEYRING: SessionKeyring = {
  current: async () => null,
  people: async () => 0,
  envelope: async () => undefined,
  save: nothing,
  deleteKeys: nothing,
  hasBadge: async () => false,
  setBadge: nothing,
  subscriber: async () => undefined,
  setSubscriber: nothing,
  setLock: nothing,
  countAttempt: async () => ({ wait_s: 0, lock: null }),
  revokedBefore: async () => [],
  forget: nothing,
};

/** Keys of nobody in particular, whose *me* document names no public key either. */
export async function newKeys(): Promise<DeviceKeys> {
  return { ...(await recordKeys(randomBytes(32))), replica: await sealingKey(randomBytes(32)), public_key: "" };
}

/** A session that is open from the start, over a replica that has a *me* document. */
export async function memorySession(replica: MemoryReplica, keys: DeviceKeys): Promise<Session> {
  const session = new Session(NO_KEYRING);
  session.opened.value = { replica, keys, rules, live: await Live.open(replica, null) };
  session.ready();
  return session;
}

/** Stands in for the server: confirms every operation with the rows that this device projects. */
export function memorySyncing(session: Session): Pick<Syncing, "soon" | "now" | "has_network" | "is_online" | "is_syncing" | "trouble"> {
  const confirm = async (): Promise<void> => {
    const open = session.opened.peek();
    const me = await open?.replica.readMeta("me");
    if (!open || !me) return;
    const { replica, live } = open;
    const pending = await replica.readPending();
    if (pending.length === 0) return;
    const rows = await replica.readAllRows();
    const world = project(rules, new Map(rows.map((row) => [keyOf(row), row])), me, pending);
    const ended = new Set(world.me.couples.filter(({ state }) => state === "ended").map(({ space_id }) => space_id));
    const isGone = (row: Row): boolean =>
      !world.rows.has(keyOf(row)) || (ended.has(row.space_id) && row.body.author_id !== world.me.person.id);
    const rev = Math.max(0, ...rows.map((row) => row.rev)) + 1;
    const changed = [...world.rows.values()].flatMap(({ is_waiting, ...row }) => (is_waiting ? { ...row, rev } : []));
    await replica.write({
      put_rows: changed,
      drop_rows: rows.filter(isGone),
      drop_operations: pending.map(({ seq }) => seq),
      meta: { me: world.me },
    });
    await live.changed({ keys: [], spaces: [...new Set([...rows, ...changed].map(({ space_id }) => space_id))] });
  };
  const now = async (): Promise<Result> => {
    const open = session.opened.peek();
    if (open) await exclusively(open.replica.person_id, confirm);
    return { ok: true, value: undefined };
  };
  return {
    now,
    soon: () => void now(),
    has_network: signal(true),
    is_online: signal(true),
    is_syncing: signal(false),
    trouble: signal(null),
  };
}
