// What the screens read.
import type { ReadonlySignal } from "@preact/signals";
import type { ShownLock } from "../device/lock";
import type { Phase } from "../device/session";
import type { Trouble } from "../device/syncing";
import type {
  Acknowledgement,
  Act,
  CheckIn,
  Commitment,
  Couple,
  DayEvent,
  LocalDay,
  LockReason,
  Me,
  Pause,
  Problem,
  Reflection,
  SharedCheckIn,
  SharedPoint,
} from "../domain/types";
import type { Listed, SharedBodies } from "../entities";
import type { View } from "../replica/model";
import type { Actions } from "./actions/types";

export type { Actions, NewPerson } from "./actions/types";

export interface WaitingOperation extends Listed {
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
  /** What this device had no room to store: it is in this open window only. */
  unsaved: Listed[];
  /** Why nothing can be sent although there is a connection. */
  trouble: Trouble | null;
  /** How far the server's clock is ahead of this device's; its days are counted by the server's. */
  clock_offset_ms: number;
}

export type SharedRows = <K extends keyof SharedBodies>(kind: K) => ReadonlySignal<View<SharedBodies[K]>[]>;

/** Signals that every screen reads; all of them are derived from the replica, never from a request. */
export interface Store {
  phase: ReadonlySignal<Phase>;
  /** Set while `locked` or signed out by the server: why. */
  lock_reason: ReadonlySignal<LockReason | null>;
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
  events: ReadonlySignal<DayEvent[]>;
  /** What was put aside with "not now", and on which day; sealed. */
  put_aside: ReadonlySignal<Readonly<Record<string, LocalDay>>>;
  /** What I share of my check-ins in the active couple. */
  my_sharing: ReadonlySignal<null | "trend" | "values">;
  /** What I shared of them before the server was restored, until I say anew whether I do. */
  suspended_sharing: ReadonlySignal<null | "trend" | "values">;
  partner_points: ReadonlySignal<SharedPoint[]>;
  partner_check_ins: ReadonlySignal<SharedCheckIn[]>;
  /** Something private was written by a newer version of the app, which this one cannot show. */
  has_newer_records: ReadonlySignal<boolean>;
  /** The rows of one shared kind: of every couple's space, and those that wait in the person's own. */
  shared: SharedRows;
  outbox: ReadonlySignal<OutboxState>;
  /** The browser threw away what was kept here: when everything had been sent, or when something may be gone. */
  cleared: ReadonlySignal<null | "sent" | "unsent">;
  actions: Actions;
}
