import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Kdf } from "../api/wire";
import type { RecordKeys } from "../crypto/keys";

export type LockReason = "quick_exit" | "signed_out_elsewhere" | "session_expired" | "away";

/**
 * What opens a person's replica again without a network: salt and wraps, useless without password or code. All bytes
 * as base64url. `recovery_wrap` is known only where the code was made.
 */
export interface Envelope extends Kdf {
  person_id: string;
  private_space_id: string;
  handle: string;
  password_wrap: string;
  recovery_wrap: string | null;
  replica_wrap: string;
  locked: LockReason | null;
}

/** Keys that can be used but not read out, kept so that opening the app does not ask for the password every time. */
export interface DeviceKeys extends RecordKeys {
  replica: CryptoKey;
}

interface KeyringSchema extends DBSchema {
  envelopes: { key: string; value: Envelope };
  keys: { key: string; value: DeviceKeys };
  current: { key: "person_id"; value: string };
}

const STORES = ["envelopes", "keys", "current"] as const;

/** One small database a device: who uses Hearth here, and their keys while they are not put away. */
export class Keyring {
  private constructor(private readonly db: IDBPDatabase<KeyringSchema>) {}

  static async open(): Promise<Keyring> {
    const db = await openDB<KeyringSchema>("hearth", 1, {
      upgrade(fresh) {
        fresh.createObjectStore("envelopes", { keyPath: "person_id" });
        fresh.createObjectStore("keys");
        fresh.createObjectStore("current");
      },
    });
    return new Keyring(db);
  }

  /** The envelope of whoever uses this device now, and their keys unless those were put away. */
  async current(): Promise<{ envelope: Envelope; keys: DeviceKeys | null } | null> {
    const tx = this.db.transaction(STORES);
    const person_id = await tx.objectStore("current").get("person_id");
    const envelope = person_id === undefined ? undefined : await tx.objectStore("envelopes").get(person_id);
    if (!envelope) return null;
    return { envelope, keys: (await tx.objectStore("keys").get(envelope.person_id)) ?? null };
  }

  /** How many people have something on this device. */
  people(): Promise<number> {
    return this.db.count("envelopes");
  }

  envelope(person_id: string): Promise<Envelope | undefined> {
    return this.db.get("envelopes", person_id);
  }

  async keep(envelope: Envelope, keys: DeviceKeys): Promise<void> {
    const tx = this.db.transaction(STORES, "readwrite", { durability: "strict" });
    void tx.objectStore("envelopes").put({ ...envelope, locked: null });
    // One at a time: whoever comes next finds nobody else's key here.
    void tx.objectStore("keys").clear();
    void tx.objectStore("keys").put(keys, envelope.person_id);
    void tx.objectStore("current").put(envelope.person_id, "person_id");
    await tx.done;
  }

  /** Deletes the stored keys and nothing else; password or code bring them back. */
  async putAway(person_id: string, locked: LockReason): Promise<void> {
    const tx = this.db.transaction(STORES, "readwrite", { durability: "strict" });
    void tx.objectStore("keys").delete(person_id);
    const envelope = await tx.objectStore("envelopes").get(person_id);
    if (envelope) void tx.objectStore("envelopes").put({ ...envelope, locked });
    await tx.done;
  }

  async forget(person_id: string): Promise<void> {
    const tx = this.db.transaction(STORES, "readwrite", { durability: "strict" });
    void tx.objectStore("keys").delete(person_id);
    void tx.objectStore("envelopes").delete(person_id);
    void tx.objectStore("current").delete("person_id");
    await tx.done;
  }
}
