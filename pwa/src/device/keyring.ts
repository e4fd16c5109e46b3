import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import type { Kdf } from "../api/wire";
import type { LocalKeys } from "../crypto/keys";
import type { LockReason } from "../domain/types";
import { type DeviceLock, waitLeft, withAttempt } from "./lock";

/**
 * What opens a person's replica again without a network: salt and wraps, useless without password or code. All bytes
 * as base64url. `recovery_wrap` is known only where the code was made. Nothing in it tells a name: that is in the replica.
 */
export interface Envelope extends Kdf {
  person_id: string;
  password_wrap: string;
  recovery_wrap: string | null;
  replica_wrap: string;
  /** `at` in milliseconds. */
  locked: { reason: LockReason; at: number } | null;
}

/** Keys that can be used but not read out, stored so that opening the app does not ask for the password every time. */
export type DeviceKeys = LocalKeys;

interface KeyringSchema extends DBSchema {
  envelopes: { key: string; value: Envelope };
  keys: { key: string; value: DeviceKeys };
  current: { key: "person_id" | "badge" | "subscriber"; value: string };
  locks: { key: string; value: DeviceLock };
}

type Upgrade = IDBPTransaction<KeyringSchema, StoreNames<KeyringSchema>[], "versionchange">;
const STORES = ["envelopes", "keys", "current", "locks"] as const;

/** What versions 1 and 2 called what is current. */
const RENAMED = new Map<string, "badge" | "subscriber">([
  ["icon_mark", "badge"],
  ["listener", "subscriber"],
]);

const VERSION = 3;
/** What each version changed. */
const STEPS: Readonly<Record<number, (db: IDBPDatabase<KeyringSchema>, tx: Upgrade) => Promise<unknown> | unknown>> = {
  1(db) {
    db.createObjectStore("envelopes", { keyPath: "person_id" });
    db.createObjectStore("keys");
    db.createObjectStore("current");
  },
  2: (db) => db.createObjectStore("locks"),
  /** Envelopes lose what names a person. Stored keys and PINs lacked the public key, so the password is asked for once. */
  async 3(_, tx) {
    for await (const cursor of tx.objectStore("envelopes")) {
      const { person_id, kdf_version, salt, password_wrap, recovery_wrap, replica_wrap } = cursor.value;
      const locked = withTime(cursor.value.locked);
      await cursor.update({ person_id, kdf_version, salt, password_wrap, recovery_wrap, replica_wrap, locked });
    }
    for await (const cursor of tx.objectStore("locks")) await cursor.update({ ...cursor.value, pin: null });
    await tx.objectStore("keys").clear();
    for await (const { key, value } of tx.objectStore("current")) {
      const name = RENAMED.get(key);
      if (!name) continue;
      await tx.objectStore("current").put(value, name);
      await tx.objectStore("current").delete(key);
    }
  },
};

/** Versions 1 and 2 stored the reason alone. */
function withTime(locked: Envelope["locked"] | LockReason): Envelope["locked"] {
  return typeof locked === "string" ? { reason: locked, at: Date.now() } : locked;
}

/** One small database a device: who uses Hearth here, and their keys while they are not put away. */
export class Keyring {
  private constructor(private readonly db: IDBPDatabase<KeyringSchema>) {}

  static async open(): Promise<Keyring> {
    const db = await openDB<KeyringSchema>("hearth", VERSION, {
      async upgrade(db, from, _, tx) {
        for (let version = from + 1; version <= VERSION; version++) await STEPS[version]?.(db, tx);
      },
      blocking(_, __, event) {
        // A newer Hearth in another tab: never stand in its way.
        (event.target as IDBDatabase).close();
      },
    });
    return new Keyring(db);
  }

  /** The envelope of whoever uses this device now, their lock if they set one, and their keys unless those were put away. */
  async current(): Promise<{ envelope: Envelope; keys: DeviceKeys | null; lock: DeviceLock | null } | null> {
    const tx = this.db.transaction(STORES);
    const person_id = await tx.objectStore("current").get("person_id");
    const envelope = person_id === undefined ? undefined : await tx.objectStore("envelopes").get(person_id);
    if (!envelope) return null;
    const keys = (await tx.objectStore("keys").get(envelope.person_id)) ?? null;
    return { envelope, keys, lock: (await tx.objectStore("locks").get(envelope.person_id)) ?? null };
  }

  /** How many people have something on this device. */
  people(): Promise<number> {
    return this.db.count("envelopes");
  }

  envelope(person_id: string): Promise<Envelope | undefined> {
    return this.db.get("envelopes", person_id);
  }

  async save(envelope: Envelope, keys: DeviceKeys): Promise<void> {
    const tx = this.db.transaction(STORES, "readwrite", { durability: "strict" });
    void tx.objectStore("envelopes").put({ ...envelope, locked: null });
    // One at a time: whoever comes next finds nobody else's key here.
    void tx.objectStore("keys").clear();
    void tx.objectStore("keys").put(keys, envelope.person_id);
    void tx.objectStore("current").put(envelope.person_id, "person_id");
    await tx.done;
  }

  /** Deletes the stored keys and nothing else; password or code bring them back. The time is when `reason` was first given. */
  async deleteKeys(person_id: string, reason: LockReason): Promise<void> {
    const tx = this.db.transaction(STORES, "readwrite", { durability: "strict" });
    void tx.objectStore("keys").delete(person_id);
    const envelope = await tx.objectStore("envelopes").get(person_id);
    const before = envelope?.locked?.reason === reason ? envelope.locked : null;
    if (envelope) void tx.objectStore("envelopes").put({ ...envelope, locked: before ?? { reason, at: Date.now() } });
    await tx.done;
  }

  /** Whether the app's icon may carry a badge: chosen for this device alone, and read by the worker too. */
  async hasBadge(): Promise<boolean> {
    return (await this.db.get("current", "badge")) !== undefined;
  }

  async setBadge(is_on: boolean): Promise<void> {
    await (is_on ? this.db.put("current", "on", "badge") : this.db.delete("current", "badge"));
  }

  /** Whose notices this browser's one subscription is for: the worker must know when it has to renew it. */
  subscriber(): Promise<string | undefined> {
    return this.db.get("current", "subscriber");
  }

  async setSubscriber(person_id: string | null): Promise<void> {
    await (person_id !== null ? this.db.put("current", person_id, "subscriber") : this.db.delete("current", "subscriber"));
  }

  async setLock(person_id: string, lock: DeviceLock | null): Promise<void> {
    const tx = this.db.transaction("locks", "readwrite", { durability: "strict" });
    void (lock ? tx.store.put(lock, person_id) : tx.store.delete(person_id));
    await tx.done;
  }

  /**
   * Counts a try before it is made, so that closing the app in the middle of one uncounts nothing. Whether one has to
   * wait is asked in the same breath: of several windows that try at once, one is let through.
   */
  async countAttempt(person_id: string, now: number): Promise<{ wait_s: number; lock: DeviceLock | null }> {
    const tx = this.db.transaction("locks", "readwrite", { durability: "strict" });
    const lock = (await tx.store.get(person_id)) ?? null;
    const wait_s = lock?.pin ? waitLeft(lock.pin, now) : 0;
    const counted = lock && wait_s === 0 ? withAttempt(lock, now) : lock;
    if (counted) void tx.store.put(counted, person_id);
    await tx.done;
    return { wait_s, lock: counted };
  }

  /** People whose device was revoked, and who have not come back since `before` (in milliseconds). */
  async revokedBefore(before: number): Promise<string[]> {
    const revoked = (await this.db.getAll("envelopes")).filter(
      ({ locked }) => locked?.reason === "signed_out_elsewhere" && locked.at <= before,
    );
    return revoked.map(({ person_id }) => person_id);
  }

  async forget(person_id: string): Promise<void> {
    const tx = this.db.transaction(STORES, "readwrite", { durability: "strict" });
    const is_current = (await tx.objectStore("current").get("person_id")) === person_id;
    void tx.objectStore("locks").delete(person_id);
    void tx.objectStore("keys").delete(person_id);
    void tx.objectStore("envelopes").delete(person_id);
    if (is_current) void tx.objectStore("current").clear();
    await tx.done;
  }
}
