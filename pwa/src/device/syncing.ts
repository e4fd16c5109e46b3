import { batch, effect, type Signal, signal } from "@preact/signals";
import type { Api } from "../api/client";
import { invitationEnd } from "../domain/invitation";
import type { Problem, Result } from "../domain/types";
import { backoffMs } from "../replica/backoff";
import { exclusively, sync } from "../replica/sync";
import type { Session } from "./session";

const QUIET_POLL_MS = 60_000;
/** While two people sit side by side and wait for each other's phone. */
const PAIRING_POLL_MS = 4000;
const OUTBOX_TAG = "hearth-outbox";
const TROUBLES = ["client_too_old", "no_room", "device_full", "own_key_mismatch"] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Decides when to sync: at once after a change, on open, online and visible, and patiently after a failure. */
export class Syncing {
  readonly has_network: Signal<boolean> = signal(hasNetwork());
  readonly is_online: Signal<boolean> = signal(hasNetwork());
  readonly is_syncing: Signal<boolean> = signal(false);
  readonly trouble: Signal<Trouble | null> = signal(null);
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<Result> | null = null;
  private is_wanted = false;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly session: Session,
    private readonly api: Api,
  ) {}

  start(): void {
    const wake = (): void => this.soon();
    const online = (): void => {
      this.failures = 0;
      this.soon();
    };
    const offline = (): void => {
      this.is_online.value = this.has_network.value = false;
    };
    const seen = (): void => {
      if (document.visibilityState === "visible") wake();
    };
    addEventListener("online", online);
    addEventListener("offline", offline);
    document.addEventListener("visibilitychange", seen);
    const stopEffect = effect(() => {
      if (this.session.is_ready.value) this.soon();
      else clearTimeout(this.timer);
    });
    this.stops.push(stopEffect, () => {
      removeEventListener("online", online);
      removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", seen);
      clearTimeout(this.timer);
    });
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  /** Every call tells whether the server can be reached; once it can be again, what waits goes at once. */
  heard(result: Result): void {
    const was_online = this.is_online.peek();
    const is_online = result.ok || result.problem.code !== "offline";
    batch(() => {
      this.is_online.value = is_online;
      this.has_network.value = is_online || hasNetwork();
    });
    if (is_online && !was_online && !this.running) this.soon();
  }

  /** Syncs without anybody waiting for it. */
  soon(): void {
    if (this.session.is_ready.peek()) void this.now();
  }

  /** Syncs now; a call while one runs is answered by the next run, which sees everything made before the call. */
  now(): Promise<Result> {
    if (this.running) {
      this.is_wanted = true;
      return this.running.then(() => this.running ?? { ok: true, value: undefined });
    }
    clearTimeout(this.timer);
    const failed = (error: unknown): Result => {
      queueMicrotask(() => {
        throw error;
      });
      return { ok: false, problem: { code: "other" } };
    };
    this.running = this.run()
      .catch(failed)
      .then((result) => {
        this.running = null;
        const again = this.is_wanted && result.ok;
        this.is_wanted = false;
        if (again) return this.now();
        this.plan(result);
        void this.pack().catch(failed);
        return result;
      });
    return this.running;
  }

  private async run(): Promise<Result> {
    const open = this.session.opened.peek();
    if (!open) return { ok: false, problem: { code: "locked" } };
    this.is_syncing.value = true;
    try {
      const work = () => sync(open, this.api, (changed) => open.live.changed(changed));
      const result = await exclusively(open.replica.person_id, work);
      this.settle(result);
      return result;
    } catch (error) {
      // A replica that was locked or wiped under a running sync is no failure of the sync.
      if (this.session.opened.peek() !== open) return { ok: false, problem: { code: "locked" } };
      if (!isFull(error)) throw error;
      // The answer could not be stored, nor any part of it: it comes again, and what was sent is answered as before.
      const full: Result = { ok: false, problem: { code: "device_full" } };
      this.settle(full);
      return full;
    } finally {
      this.is_syncing.value = false;
    }
  }

  /** A block at a time, so that a sync never waits for more than one. */
  private async pack(): Promise<void> {
    const open = this.session.opened.peek();
    if (!open) return;
    try {
      while (await exclusively(open.replica.person_id, () => open.replica.pack()));
    } catch (error) {
      // Locked or wiped meanwhile, or no room for a second copy: opening only takes longer.
      if (this.session.opened.peek() === open && !isFull(error)) throw error;
    }
  }

  private settle(result: Result): void {
    batch(() => {
      this.failures = result.ok ? 0 : this.failures + 1;
      this.trouble.value = result.ok ? null : (TROUBLES.find((code) => code === result.problem.code) ?? null);
    });
    // Only a newer app can help; nothing unsent is lost until it is here.
    if (!result.ok && result.problem.code === "client_too_old") {
      void navigator.serviceWorker?.getRegistration().then((found) => found?.update());
    }
  }

  private plan(result: Result): void {
    if (!this.session.is_ready.peek() || !this.session.opened.peek()) return;
    if (!result.ok) void askForBackgroundSync();
    const live = this.session.opened.peek()?.live;
    const invitation = live?.me.peek()?.invitation;
    const is_pairing = live && invitation && live.now() < invitationEnd(invitation);
    const wait = result.ok ? (is_pairing ? PAIRING_POLL_MS : QUIET_POLL_MS) : waitAfter(result.problem, this.failures);
    this.timer = setTimeout(() => {
      if (document.visibilityState === "visible") this.soon();
    }, wait);
  }
}

const hasNetwork = (): boolean => typeof navigator === "undefined" || navigator.onLine !== false;

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === "QuotaExceededError";

function waitAfter({ retry_after_s }: Problem, failures: number): number {
  return Math.max((retry_after_s ?? 0) * 1000, backoffMs(failures, Math.random()));
}

/** Where the browser has it, the worker is woken when the network is back, even with the app closed. */
async function askForBackgroundSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const background = (registration as unknown as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
  await background?.register(OUTBOX_TAG).catch(() => undefined);
}
