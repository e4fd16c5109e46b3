import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Me, SignedIn } from "../api/wire";
import type { Bytes } from "../crypto/bytes";
import { base64url, fromBase64url, randomBytes } from "../crypto/bytes";
import { localKeys, replicaWrapKey } from "../crypto/keys";
import { open, seal } from "../crypto/sealing";
import type { LockReason, Problem, Result } from "../domain/types";
import { rules } from "../entities";
import { dropRows, wipeDatabase } from "../replica/database";
import { IndexedDbReplica } from "../replica/indexed-db";
import { Live } from "../replica/live";
import type { OpenReplica } from "../replica/replica";
import { wasAway } from "./away";
import { type DeviceKeys, type Envelope, Keyring } from "./keyring";
import type { DeviceLock } from "./lock";
import { startAfresh } from "./quick-exit";
import { readMarker, writeMarker } from "./storage-marker";

const REPLICA_AAD = "hearth/v1/wrap/replica";
/** How long a revoked device waits for its person before it deletes what the server can give again. */
const REVOKED_MS = 30 * 86_400_000;

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
    for (const person_id of await this.keyring.revokedBefore(Date.now() - REVOKED_MS)) await this.expire(person_id);
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
      if (current.keys) await this.keyring.deleteKeys(current.envelope.person_id, "away");
      this.lock_reason.value = current.envelope.locked?.reason ?? "away";
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

  /**
   * Makes this device the person's who signed in, or gives it back what it stored of them. Refused with
   * `own_key_mismatch` where the server takes them for somebody else. The phase is left to the caller.
   */
  async install(
    signed: SignedIn,
    user_key: Bytes,
    rest: Pick<Envelope, "kdf_version" | "salt" | "recovery_wrap">,
    me: Me,
  ): Promise<Result> {
    const { person_id, password_wrap } = signed;
    const known = await this.keyring.envelope(person_id);
    const wrap_key = await replicaWrapKey(user_key);
    const found = known && (await open(wrap_key, fromBase64url(known.replica_wrap), REPLICA_AAD));
    const replica_key = found ?? randomBytes(32);
    const keys = await localKeys(user_key, replica_key);
    const is_own = [signed.public_key, me.person.public_key].every((key) => key === keys.public_key) && me.person.id === person_id;
    // What is here under another user key is not this person's to replace.
    if (!is_own || (known && !found)) return { ok: false, problem: { code: "own_key_mismatch" } };
    const envelope: Envelope = {
      person_id,
      kdf_version: rest.kdf_version,
      salt: rest.salt,
      password_wrap,
      recovery_wrap: rest.recovery_wrap ?? known?.recovery_wrap ?? null,
      replica_wrap: known?.replica_wrap ?? base64url(await seal(wrap_key, replica_key, REPLICA_AAD)),
      locked: null,
    };
    await this.keyring.save(envelope, keys);
    const replica = await IndexedDbReplica.open(person_id, keys.replica);
    await replica.write({ meta: { me } });
    replica.close();
    await this.show(envelope, keys);
    return { ok: true, value: undefined };
  }

  /** The password changed: from now on the new one opens this device. */
  async rewrap({ kdf_version, salt, password_wrap }: Pick<Envelope, "kdf_version" | "salt" | "password_wrap">): Promise<void> {
    const { envelope } = this;
    const keys = this.opened.value?.keys;
    if (!envelope || !keys) return;
    this.envelope = { ...envelope, kdf_version, salt, password_wrap };
    await this.keyring.save(this.envelope, keys);
  }

  /** The name for signing in, which lies sealed in the replica. */
  async handleOf({ person_id }: Envelope, keys: DeviceKeys): Promise<string> {
    const replica = await IndexedDbReplica.open(person_id, keys.replica);
    const me = await replica.readMeta("me");
    replica.close();
    if (!me) throw new Error("the replica does not say whose it is");
    return me.person.handle;
  }

  /**
   * The keys that a user key gives here, once a password or a code has unwrapped it.
   * @throws Error when the replica of `envelope` is not under this user key.
   */
  async keysFor(envelope: Envelope, user_key: Bytes): Promise<DeviceKeys> {
    const raw = await this.replicaKey(envelope, user_key);
    if (!raw) throw new Error("the replica's key does not belong to this person");
    return localKeys(user_key, raw);
  }

  /** Opens the replica of `envelope`, and forgets wrong attempts at its lock. */
  async openWith(envelope: Envelope, keys: DeviceKeys): Promise<void> {
    await this.keyring.save(envelope, keys);
    await this.show(envelope, keys);
    const { pin } = this.device_lock.value ?? {};
    if (this.device_lock.value && pin && pin.attempts > 0) {
      this.device_lock.value = { ...this.device_lock.value, pin: { ...pin, attempts: 0 } };
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
    await this.keyring.deleteKeys(envelope.person_id, why);
    if (reason === "away") startAfresh();
  }

  /** What the server says of this device's session, in whatever answer it says it. */
  async heed({ code }: Problem): Promise<void> {
    if (!this.is_ready.peek()) return;
    if (code === "device_revoked") await this.lock("signed_out_elsewhere");
    else if (code === "not_signed_in" || code === "session_expired") await this.lock("session_expired");
  }

  /** Deletes everything of this person on the device, unsent operations too: only when they say so. */
  async wipe(): Promise<void> {
    const { envelope } = this;
    if (!envelope) return;
    this.opened.value?.live.broadcast({ about: "wiped" });
    this.hide("signed_out", null);
    this.envelope = null;
    await this.keyring.forget(envelope.person_id);
    if ((await this.keyring.people()) === 0) writeMarker(null);
    await wipeDatabase(envelope.person_id);
  }

  /** Nobody came back to a revoked device: what the server can give again goes, and the rest stays until somebody does. */
  private async expire(person_id: string): Promise<void> {
    if (await dropRows(person_id)) return;
    await this.keyring.forget(person_id);
    if ((await this.keyring.people()) === 0) writeMarker(null);
    await wipeDatabase(person_id);
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
    if (this.envelope && phase === "locked") this.envelope = { ...this.envelope, locked: reason && { reason, at: Date.now() } };
    batch(() => {
      this.opened.value = null;
      this.lock_reason.value = reason;
      this.phase.value = phase;
    });
    value?.live.close();
  }
}
