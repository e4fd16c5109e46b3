// The product's own shapes. What the replica holds and what the wire says are in docs/protocol.md.

/** A calendar date in the person's own zone, YYYY-MM-DD. */
export type LocalDay = string;
export const KINDS = ["reliability", "honesty", "accountability", "empathy", "presence", "reconnection"] as const;
export type Kind = (typeof KINDS)[number];
export const OUTCOMES = ["kept", "partly", "missed_told", "not_applicable"] as const;
export type Outcome = (typeof OUTCOMES)[number];
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
  /** The author's own acts only: last day on which an edit may replace (see `mayReplace`). */
  free_until_on?: LocalDay | null | undefined;
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

/** A day of a person's own, and what happened on it. */
export interface DayEvent {
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
  moment: boolean;
  quiet_from: string;
  quiet_until: string;
  most_a_day: number;
  paused_until: LocalDay | null;
}

export type Language = "en" | "es" | "de";

export interface Person {
  id: string;
  handle: string;
  display_name: string;
  zone: string;
  language: Language;
  public_key: string;
  settings: NudgeSettings;
}

export interface Couple {
  id: string;
  space_id: string;
  state: "active" | "ended";
  paired_on: LocalDay;
  ended_on: LocalDay | null;
  /** Seen by this person alone. */
  role_label: RoleLabel;
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

/** Why this device shows nothing of a person until they unlock it or sign in. */
export type LockReason = "quick_exit" | "signed_out_elsewhere" | "session_expired" | "away";

/** An error a person can read: `code` is the stable code of docs/protocol.md, or "offline" when nothing answered. */
export interface Problem {
  code: string;
  retry_after_s?: number;
  errors?: Record<string, string[]>;
}

/** Actions that must reach the server now answer with this; everything else is kept here first and cannot fail for lack of a network. */
export type Result<T = void> = { ok: true; value: T } | { ok: false; problem: Problem };
