// The shapes the screens read. What the replica holds and what the wire says are in docs/protocol.md.
import type { ReadonlySignal } from "@preact/signals";
import type { Actions } from "./actions";

export type { Actions, NewPerson } from "./actions";

/** A calendar date in the person's own zone, YYYY-MM-DD. */
export type LocalDay = string;
export type Kind = "reliability" | "honesty" | "accountability" | "empathy" | "presence" | "reconnection";
export type Outcome = "kept" | "partly" | "missed_told" | "not_applicable";
export type Answer = "seen" | "helped" | "thanks" | "hard" | "not_ready" | "differs" | "talk";
export type RoleLabel = "involved" | "injured" | "both" | null;
export type Rhythm =
  | { type: "daily" }
  | { type: "weekdays"; days: number[] }
  | { type: "times_a_week"; times: number }
  | { type: "every_n_days"; n: number }
  | { type: "once" };

interface Row {
  id: string;
  space_id: string;
  author_id: string;
  /** In the person's sealed private space: nobody else ever sees it. */
  is_private: boolean;
  /** Changed here and not yet confirmed by the server. */
  is_waiting: boolean;
}

export interface Commitment extends Row {
  title: string | null;
  kind: Kind;
  rhythm: Rhythm;
  starts_on: LocalDay;
  review_on: LocalDay;
  ended_on: LocalDay | null;
}

export interface Pause extends Row {
  scope: "commitment" | "mine" | "both";
  commitment_id: string | null;
  from_on: LocalDay;
  until_on: LocalDay | null;
}

export interface Correction {
  outcome: Outcome | null;
  hard: boolean;
  note: string;
}

export interface Act extends Row {
  on: LocalDay;
  kind: Kind | null;
  commitment_id: string | null;
  outcome: Outcome | null;
  hard: boolean;
  note: string;
  told: boolean;
  added_later: boolean;
  removed: boolean;
  corrections: Correction[];
  /** The author's own acts only: last day on which an edit replaces instead of being appended as a correction. */
  free_until_on: LocalDay | null;
}

export interface Acknowledgement extends Row {
  act_id: string;
  answer: Answer;
  words: string;
}

export interface CheckIn {
  id: string;
  on: LocalDay;
  safe: number | null;
  seen: number | null;
  valued: number | null;
  is_waiting: boolean;
}

/** Words for oneself, in answer to a prompt. */
export interface Reflection {
  id: string;
  on: LocalDay;
  prompt: "tonight";
  text: string;
  is_waiting: boolean;
}

/** A day of a person's own, and what it was. */
export interface Mark {
  id: string;
  on: LocalDay;
  label: string;
}

export interface SharedPoint {
  author_id: string;
  week_on: LocalDay;
  level: number;
  low: number;
  high: number;
  call: "rising" | "steady" | "falling" | "too_early";
}

export interface SharedCheckIn {
  author_id: string;
  on: LocalDay;
  safe: number | null;
  seen: number | null;
  valued: number | null;
}

export interface NudgeSettings {
  log_at: string | null;
  check_in_days: number[];
  check_in_at: string | null;
  to_read: boolean;
  look_back: number | null;
  look_back_at: string | null;
  quiet_from: string;
  quiet_until: string;
  most_a_day: number;
  paused_until: LocalDay | null;
}

export interface Person {
  id: string;
  handle: string;
  display_name: string;
  zone: string;
  language: "en" | "es" | "de";
  public_key: string;
  settings: NudgeSettings;
}

export interface Couple {
  id: string;
  space_id: string;
  state: "active" | "ended";
  paired_on: LocalDay;
  ended_on: LocalDay | null;
  my_role_label: RoleLabel;
  partner: { id: string; display_name: string; public_key: string };
  deletion: { due_on: LocalDay; state: "waiting" } | null;
}

export interface Invitation {
  id: string;
  kind: "code" | "link";
  role: "inviter" | "accepter";
  state: "open" | "accepted";
  expires_at: string;
  locator: string;
  /** Only once this device has checked the other's key under the invitation's secret. */
  other: { id: string; display_name: string; public_key: string; is_verified: boolean } | null;
  /** Known only on the device that made it: what to say, show, or send. */
  code: string | null;
  link: string | null;
}

export interface Me {
  person: Person;
  device: { id: string; name: string };
  private_space_id: string;
  couples: Couple[];
  invitation: Invitation | null;
}

export interface Device {
  id: string;
  name: string;
  is_this: boolean;
  signed_in_on: LocalDay;
  last_used_on: LocalDay;
}

export type NudgeKind = "session" | "log" | "check_in" | "to_read" | "moment" | "look_back";

/** What was sent lately, to which devices, and which kinds come half as often until one is answered. */
export interface Nudged {
  deliveries: {
    kind: NudgeKind;
    on: LocalDay;
    device_name: string;
    status: "waiting" | "sent" | "refused" | "gone" | "late" | "dropped";
  }[];
  devices: { device_id: string; name: string; says_more: boolean }[];
  halved: NudgeKind[];
}

/** `locked`: this device knows someone, but the replica's key is put away. */
export type Phase = "starting" | "signed_out" | "locked" | "ready";

/** An error a person can read: `code` is the stable code of docs/protocol.md, or "offline" when nothing answered. */
export interface Problem {
  code: string;
  retry_after_s?: number;
  errors?: Record<string, string[]>;
}

/** Actions that must reach the server now answer with this; everything else is kept here first and cannot fail for lack of a network. */
export type Result<T = void> = { ok: true; value: T } | { ok: false; problem: Problem };

/** A change as it was made here, with what its sealed part holds. */
export interface Operation {
  kind: string;
  body: Record<string, unknown>;
}

export interface WaitingOperation extends Operation {
  op_id: string;
  recorded_at: string;
}

export interface RefusedOperation extends WaitingOperation {
  problem: Problem;
}

export interface OutboxState {
  /** The server answered the last call. */
  is_online: boolean;
  /** This device has a network, whoever answers there. */
  has_network: boolean;
  is_syncing: boolean;
  waiting: WaitingOperation[];
  refused: RefusedOperation[];
  /** Something stayed unsent for a day. */
  is_stale: boolean;
  /** It did, and nobody was told of it yet. */
  is_warning_due: boolean;
  /** What this device had no room to keep: it is in this open window only. */
  unkept: Operation[];
  /** Why nothing can be sent although there is a connection. */
  trouble: null | "client_too_old" | "no_room" | "device_full";
  /** How far the server's clock is ahead of this device's; its days are counted by the server's. */
  clock_offset_ms: number;
}

/** The lock of this device alone, kept from everybody else: after so many seconds away; 0 is at once. */
export interface ShownLock {
  after_s: number;
  has_pin: boolean;
}

/** Signals that every screen reads; all of them are derived from the replica, never from a request. */
export interface Store {
  phase: ReadonlySignal<Phase>;
  /** Set while `locked` or signed out by the server: why. */
  lock_reason: ReadonlySignal<null | "quick_exit" | "signed_out_elsewhere" | "session_expired" | "away">;
  /** Null while no lock is set. */
  device_lock: ReadonlySignal<ShownLock | null>;
  today: ReadonlySignal<LocalDay>;
  me: ReadonlySignal<Me | null>;
  /** The active couple, or null when alone. */
  couple: ReadonlySignal<Couple | null>;
  /** A couple that ended and whose ending has not been read on this device yet. */
  ended_unread: ReadonlySignal<Couple | null>;
  commitments: ReadonlySignal<Commitment[]>;
  pauses: ReadonlySignal<Pause[]>;
  /** Newest day first. The partner's unopened acts are not in here; see `unopened`. */
  acts: ReadonlySignal<Act[]>;
  /** Those of today and the seven days before it: all that Today shows of them. */
  recent_acts: ReadonlySignal<Act[]>;
  /** The first day that has any of them. */
  first_act_on: ReadonlySignal<LocalDay | null>;
  acknowledgements: ReadonlySignal<Acknowledgement[]>;
  /** What the partner wrote that this person has not opened yet: acts and answers. Never shown as a number. */
  unopened: ReadonlySignal<{ acts: Act[]; acknowledgements: Acknowledgement[] }>;
  check_ins: ReadonlySignal<CheckIn[]>;
  /** Newest day first. */
  reflections: ReadonlySignal<Reflection[]>;
  /** Oldest day first; sealed. */
  marks: ReadonlySignal<Mark[]>;
  /** What was put aside with "not now", and on which day; sealed. */
  put_aside: ReadonlySignal<Readonly<Record<string, LocalDay>>>;
  /** What I share of my check-ins in the active couple. */
  my_sharing: ReadonlySignal<null | "trend" | "values">;
  /** What I shared of them before the server was restored, until I say anew whether I do. */
  held_sharing: ReadonlySignal<null | "trend" | "values">;
  partner_points: ReadonlySignal<SharedPoint[]>;
  partner_check_ins: ReadonlySignal<SharedCheckIn[]>;
  outbox: ReadonlySignal<OutboxState>;
  /** The browser threw away what was kept here: when everything had been sent, or when something may be gone. */
  cleared: ReadonlySignal<null | "sent" | "unsent">;
  actions: Actions;
}
