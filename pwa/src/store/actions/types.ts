// What the screens can ask for.
import type { RecordKeys } from "../../crypto/keys";
import type {
  Answer,
  DayEvent,
  Device,
  Kind,
  LocalDay,
  Nudged,
  NudgeSettings,
  Outcome,
  Pause,
  Person,
  Reflection,
  Result,
  Rhythm,
  RoleLabel,
} from "../../domain/types";
import type { Draft } from "../../replica/model";

export interface NewPerson {
  handle: string;
  password: string;
  display_name: string;
  language: "en" | "es" | "de";
}

export interface Actions {
  // People (online; each answers with a Result)
  /** Makes keys, signs up, and answers with the recovery code to show once ("ABCDE-FGHJK-..."). The app stays on the confirmation until `confirm_recovery_code`. */
  sign_up(person: NewPerson): Promise<Result<{ recovery_code: string }>>;
  /** True when `typed` is the asked part (the last group) of the code shown by `sign_up` or `recover`; then the phase becomes `ready`. */
  confirm_recovery_code(typed: string): boolean;
  sign_in(handle: string, password: string): Promise<Result>;
  recover(handle: string, code: string, new_password: string): Promise<Result<{ recovery_code: string }>>;
  change_password(present: string, next: string): Promise<Result>;
  step_up(password: string): Promise<Result>;
  /** Refused with code "unsent" while something is unsent, unless `anyway`. */
  sign_out(anyway?: boolean): Promise<Result>;
  devices(): Promise<Result<Device[]>>;
  revoke_device(id: string): Promise<Result>;
  export_mine(): Promise<Result<Blob>>;
  delete_account(password: string): Promise<Result>;

  // This device, offline too
  unlock(password_or_code: string): Promise<Result>;
  unlock_with_pin(pin: string): Promise<Result>;
  /** Sets or changes the PIN and switches the lock on. */
  set_pin(password_or_code: string, pin: string, after_s: number): Promise<Result>;
  /** A longer time loosens the lock: it asks for the password or the recovery code. */
  set_lock_after(after_s: number, password_or_code?: string): Promise<Result>;
  turn_off_lock(password_or_code: string): Promise<Result>;
  /** Whether the app's icon may carry a badge for something new; null where there is no such thing. */
  has_badge(): Promise<boolean | null>;
  set_badge(is_on: boolean): Promise<void>;
  /** Puts the key away, clears the screen and cached pages, and goes to a neutral page. The outbox stays, encrypted. */
  quick_exit(): Promise<void>;
  /** Deletes everything that this device has of the person who uses it, unsent words too. */
  remove_from_device(): Promise<void>;
  sync_now(): Promise<void>;
  /** Tries once more to store what this device had no room for. */
  save_again(): Promise<void>;
  /** The warning that something stayed unsent for a day was read. Asks the browser to keep what is here. */
  mark_warning_read(): Promise<void>;
  retry_operation(op_id: string): Promise<void>;
  /** Lets a refused operation go; its words are gone from this device after that. */
  discard_operation(op_id: string): Promise<void>;

  // Pairing (online)
  invite(kind: "code" | "link"): Promise<Result>;
  /** Reads a typed code or a link's "<locator>.<secret>" part and shows who invites; the key is checked before it answers. */
  look_at_invitation(secret: string): Promise<Result<{ id: string; display_name: string }>>;
  accept_invitation(id: string): Promise<Result>;
  confirm_invitation(): Promise<Result>;
  cancel_invitation(): Promise<Result>;

  // Kept here first, sent when possible
  /** Puts operations of any kind into the outbox; nothing where `make` answers with none. */
  commit(make: (keys: RecordKeys) => Promise<Draft[]> | Draft[]): Promise<void>;
  set_settings(change: Partial<Pick<Person, "display_name" | "zone" | "language">> & { settings?: Partial<NudgeSettings> }): Promise<void>;
  set_role_label(label: RoleLabel): Promise<void>;
  make_commitment(c: {
    title: string;
    kind: Kind;
    rhythm: Rhythm;
    starts_on?: LocalDay;
    review_on?: LocalDay;
    is_private: boolean;
  }): Promise<string>;
  edit_commitment(id: string, change: { title?: string; kind?: Kind }): Promise<void>;
  renew_commitment(id: string, review_on: LocalDay): Promise<void>;
  end_commitment(id: string): Promise<void>;
  delete_commitment(id: string): Promise<void>;
  /** Ends a private commitment and makes the same one in the couple's space. */
  bring_into_couple(id: string): Promise<void>;
  pause(p: { scope: Pause["scope"]; commitment_id?: string; from_on: LocalDay; until_on?: LocalDay }): Promise<void>;
  end_pause(id: string, until_on: LocalDay): Promise<void>;
  /** Logs or changes the outcome of a commitment's day; the id follows from commitment and day. */
  log_outcome(commitment_id: string, on: LocalDay, outcome: Outcome, extra?: { note?: string; hard?: boolean }): Promise<void>;
  add_act(a: { on: LocalDay; kind: Kind; note: string; hard: boolean; told: boolean; is_private: boolean }): Promise<string>;
  change_act(id: string, change: { kind?: Kind; note?: string; hard?: boolean; outcome?: Outcome }): Promise<void>;
  delete_act(id: string): Promise<void>;
  /** While it is free: as if it had never been entered. */
  take_back_act(id: string): Promise<void>;
  /** Remembers, sealed, that everything from the partner up to now has been opened. */
  open_all(): Promise<void>;
  acknowledge(act_id: string, answer: Answer, words?: string): Promise<void>;
  take_back_acknowledgement(act_id: string): Promise<void>;
  check_in(on: LocalDay, values: { safe?: number | null; seen?: number | null; valued?: number | null }): Promise<void>;
  share_check_ins(mode: "trend" | "values"): Promise<void>;
  withdraw_check_ins(): Promise<void>;
  /** Sealed; with the id of one that is there, in its place. */
  save_reflection(r: Pick<Reflection, "on" | "prompt" | "text"> & { id?: string }): Promise<string>;
  delete_reflection(id: string): Promise<void>;
  add_event(event: Pick<DayEvent, "on" | "label">): Promise<void>;
  delete_event(id: string): Promise<void>;
  /** Remembers, sealed, that `what` need not be offered again. */
  put_aside(what: string): Promise<void>;
  leave_couple(delete_mine: boolean): Promise<void>;
  take_back_deletion(couple_id: string): Promise<void>;
  waive_deletion_wait(couple_id: string): Promise<void>;
  mark_ending_read(couple_id: string): Promise<void>;

  // Push
  push_state(): Promise<"unsupported" | "needs_install" | "denied" | "off" | "on">;
  /** Call only from a tap. */
  turn_on_push(): Promise<Result>;
  turn_off_push(): Promise<Result>;
  /** At each opening: has this device listen still, if notices were turned on here. */
  renew_push(): Promise<void>;
  /** Whether the push service took it; only the person sees whether it is shown. */
  test_push(): Promise<Result<"sent" | "refused" | "gone" | "unreachable">>;
  /** Has notices on this device say what they are about, with buttons, or only the neutral sentence. */
  say_more(says_more: boolean): Promise<Result>;
  nudged(): Promise<Result<Nudged>>;
  /** Sends no more notices to one of this person's devices. */
  remove_push(device_id: string): Promise<Result>;
}
