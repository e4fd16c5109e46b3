import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Me, SignedIn } from "../api/wire";
import type { Bytes } from "../crypto/bytes";
import { base64url, fromBase64url, randomBytes } from "../crypto/bytes";
import { recordKeys, replicaWrapKey } from "../crypto/keys";
import { open, seal, sealingKey } from "../crypto/sealing";
import type { LockReason, Problem } from "../domain/types";
import { rules } from "../entities";
import { wipeDatabase } from "../replica/database";
import { IndexedDbReplica } from "../replica/indexed-db";
import { Live } from "../replica/live";
import type { OpenReplica } from "../replica/replica";
import { wasAway } from "./away";
import { type DeviceKeys, type Envelope, Keyring } from "./keyring";
import type { DeviceLock } from "./lock";
import { startAfresh } from "./quick-exit";
import { readMarker, writeMarker } from "./storage-marker";

const REPLICA_AAD = "hearth/v1/wrap/replica";

/** `locked`: this device knows someone, but the replica's key is put away. */
export type Phase = "starting" | "signed_out" | "locked" | "ready";

/** A person's replica, open on this device. */
export interface Opened extends OpenReplica {
  keys: DeviceKeys;
  live: Live;
}

/** What a session needs of the key ring. */
export type SessionKeyring = Pick<Keyring, keyof Keyring>;

/** Who uses this device, and whether what is theirs lies open. */
export class Session {
  readonly phase: Signal<Phase> = signal("starting");
  readonly lock_reason: Signal<LockReason | null> = signal(null);
  readonly device_lock: Signal<DeviceLock | null> = signal(null);
  readonly opened: Signal<Opened | null> = signal(null);
  readonly is_ready: ReadonlySignal<boolean> = computed(() => this.phase.value === "ready");
  readonly cleared: Signal<null | "sent" | "unsent"> = signal(null);
  envelope: Envelope | null = null;

  constructor(readonly keyring: SessionKeyring) {}

  static async open(): Promise<Session> {
    return new Session(await Keyring.open());
  }

  /** Opens what the stored keys open; the phase says what came of it. */
  async start(): Promise<void> {
    const current = await this.keyring.current();
    this.envelope = current?.envelope ?? null;
    this.device_lock.value = current?.lock ?? null;
    if (!current) {
      if ((await this.keyring.people()) === 0) this.cleared.value = readMarker();
      this.phase.value = "signed_out";
    } else if (current.keys && !(current.lock && wasAway(current.lock.after_s))) {
      await this.show(current.envelope, current.keys);
      this.ready();
    } else {
      if (current.keys) await this.keyring.putAway(current.envelope.person_id, "away");
      this.lock_reason.value = current.envelope.locked ?? "away";
      this.phase.value = "locked";
    }
  }

  /** What is on the screen is this person's. */
  ready(): void {
    batch(() => {
      this.lock_reason.value = null;
      this.phase.value = "ready";
    });
  }

  /** Makes this device `handle`'s, or gives it back what it kept of them. The phase is left to the caller. */
  async install(
    signed: SignedIn,
    user_key: Bytes,
    rest: Pick<Envelope, "handle" | "kdf_version" | "salt" | "recovery_wrap">,
    me: Me,
  ): Promise<void> {
    const known = await this.keyring.envelope(signed.person_id);
    const wrap_key = await replicaWrapKey(user_key);
    const kept = known && (await open(wrap_key, fromBase64url(known.replica_wrap), REPLICA_AAD));
    const replica_key = kept ?? randomBytes(32);
    if (known && !kept) {
      await wipeDatabase(signed.person_id);
      await this.keyring.setLock(signed.person_id, null);
    }
    const { handle, kdf_version, salt } = rest;
    const envelope: Envelope = {
      handle,
      kdf_version,
      salt,
      person_id: signed.person_id,
      private_space_id: signed.private_space_id,
      password_wrap: signed.password_wrap,
      recovery_wrap: rest.recovery_wrap ?? known?.recovery_wrap ?? null,
      replica_wrap: kept && known ? known.replica_wrap : base64url(await seal(wrap_key, replica_key, REPLICA_AAD)),
      locked: null,
    };
    const keys = { ...(await recordKeys(user_key)), replica: await sealingKey(replica_key) };
    await this.keyring.keep(envelope, keys);
    const replica = await IndexedDbReplica.open(envelope.person_id, keys.replica);
    await replica.write({ meta: { me } });
    replica.close();
    await this.show(envelope, keys);
  }

  /** The password changed: from now on the new one opens this device. */
  async rewrap({ kdf_version, salt, password_wrap }: Pick<Envelope, "kdf_version" | "salt" | "password_wrap">): Promise<void> {
    const { envelope } = this;
    const keys = this.opened.value?.keys;
    if (!envelope || !keys) return;
    this.envelope = { ...envelope, kdf_version, salt, password_wrap };
    await this.keyring.keep(this.envelope, keys);
  }

  /** Opens the replica of `envelope` with a user key that a password or a code unwrapped. */
  async reopen(envelope: Envelope, user_key: Bytes): Promise<void> {
    const raw = await this.replicaKey(envelope, user_key);
    if (!raw) throw new Error("the replica's key does not belong to this person");
    await this.openWith(envelope, { ...(await recordKeys(user_key)), replica: await sealingKey(raw) });
  }

  /** Opens the replica of `envelope`, and forgets wrong tries at its lock. */
  async openWith(envelope: Envelope, keys: DeviceKeys): Promise<void> {
    await this.keyring.keep(envelope, keys);
    await this.show(envelope, keys);
    const { pin } = this.device_lock.value ?? {};
    if (this.device_lock.value && pin && pin.tries > 0) {
      this.device_lock.value = { ...this.device_lock.value, pin: { ...pin, tries: 0 } };
      await this.keyring.setLock(envelope.person_id, this.device_lock.value);
    }
    this.ready();
  }

  async replicaKey(envelope: Envelope, user_key: Bytes): Promise<Bytes | null> {
    return open(await replicaWrapKey(user_key), fromBase64url(envelope.replica_wrap), REPLICA_AAD);
  }

  /** Clears the screen at once, then puts the keys away; what waits to be sent stays. */
  async lock(reason: LockReason): Promise<void> {
    const { envelope } = this;
    if (!envelope) return;
    // What shut it first says what opens it again.
    const why = this.lock_reason.peek() ?? reason;
    this.opened.value?.live.broadcast({ about: "locked", reason: why });
    this.hide("locked", why);
    await this.keyring.putAway(envelope.person_id, why);
    if (reason === "away") startAfresh();
  }

  /** What the server says of this device's session, in whatever answer it says it. */
  async heed({ code }: Problem): Promise<void> {
    if (!this.is_ready.peek()) return;
    if (code === "device_revoked") await this.wipe("signed_out_elsewhere");
    else if (code === "not_signed_in" || code === "session_expired") await this.lock("session_expired");
  }

  /** Nothing of this person stays on the device. */
  async wipe(reason: LockReason | null = null): Promise<void> {
    const { envelope } = this;
    if (!envelope) return;
    this.opened.value?.live.broadcast({ about: "wiped" });
    this.hide("signed_out", reason);
    this.envelope = null;
    await this.keyring.forget(envelope.person_id);
    if ((await this.keyring.people()) === 0) writeMarker(null);
    await wipeDatabase(envelope.person_id);
  }

  /** Lets go of the replica; the phase stays as it is. */
  close(): void {
    const { value } = this.opened;
    this.opened.value = null;
    value?.live.close();
  }

  private async show(envelope: Envelope, keys: DeviceKeys): Promise<void> {
    this.opened.value?.live.close();
    const replica = await IndexedDbReplica.open(envelope.person_id, keys.replica);
    const live = await Live.open(replica, (message) => {
      if (message.about === "locked") {
        this.hide("locked", message.reason);
        startAfresh();
      }
      if (message.about === "wiped") this.hide("signed_out", null);
      if (message.about === "device_lock") void this.readLock();
    });
    await this.readLock();
    this.envelope = envelope;
    this.cleared.value = null;
    this.opened.value = { replica, keys, rules, live };
  }

  private async readLock(): Promise<void> {
    this.device_lock.value = (await this.keyring.current())?.lock ?? null;
  }

  private hide(phase: Phase, reason: LockReason | null): void {
    const { value } = this.opened;
    // As it was put away: unlocking goes by why.
    if (this.envelope && phase === "locked") this.envelope = { ...this.envelope, locked: reason };
    batch(() => {
      this.opened.value = null;
      this.lock_reason.value = reason;
      this.phase.value = phase;
    });
    value?.live.close();
  }
}
