/** The example couple: a whole store in memory. Nothing it does is kept, and nothing is sent. */

import { batch, computed, type Signal, signal } from "@preact/signals";
import { leave } from "../../device/quick-exit";
import { addDays, localDay, weekdayOf } from "../../domain/days";
import type { Act, Couple, LocalDay, Me, Result } from "../../domain/types";
import { CALM } from "../../store/idle-outbox";
import type { Actions, Store } from "../../store/types";
import { language } from "../../words";
import { type ExampleWords, example_words } from "../../words/example";
import { exampleHistory, ME, PARTNER, PRIVATE, SHARED } from "./history";

const ok = async <T>(value: T): Promise<Result<T>> => ({ ok: true, value });
const nothing = () => ok(undefined);
const refused = async (): Promise<Result<never>> => ({ ok: false, problem: { code: "offline" } });

function person(words: ExampleWords, couples: Couple[], today: LocalDay): Me {
  return {
    person: {
      id: ME,
      handle: "robin",
      display_name: words.me,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      language: language.peek(),
      public_key: "",
      settings: {
        log_at: "20:00",
        // Twice a week, and also on the day on which somebody looks around.
        check_in_days: [0, 3].map((later) => (weekdayOf(today) + later) % 7).sort(),
        check_in_at: "19:30",
        to_read: false,
        look_back: null,
        look_back_at: null,
        quiet_from: "21:30",
        quiet_until: "07:30",
        most_a_day: 1,
        paused_until: null,
      },
    },
    device: { id: "example-device", name: words.device },
    private_space_id: PRIVATE,
    couples,
    invitation: null,
  };
}

/** `today`: the local day the example ends on; the device's own unless a test says otherwise. */
export function openDemoStore(today = localDay(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date())): Store {
  const words = example_words[language.peek()];
  const history = exampleHistory(today, words);
  const couple: Couple = {
    id: "example-couple",
    space_id: SHARED,
    state: "active",
    paired_on: addDays(today, -120),
    ended_on: null,
    my_role_label: null,
    partner: { id: PARTNER, display_name: words.partner, public_key: "" },
    deletion: null,
  };
  const state: State = {
    phase: signal("ready"),
    lock_reason: signal(null),
    device_lock: signal(null),
    today: signal(today),
    me: signal(person(words, [couple], today)),
    couple: signal(couple),
    ended_unread: signal(null),
    commitments: signal(history.commitments),
    pauses: signal(history.pauses),
    acts: signal(history.acts),
    acknowledgements: signal(history.acknowledgements),
    unopened: signal(history.unopened),
    check_ins: signal(history.check_ins),
    reflections: signal([]),
    marks: signal([]),
    put_aside: signal({}),
    my_sharing: signal(null),
    held_sharing: signal(null),
    partner_points: signal(history.partner_points),
    partner_check_ins: signal([]),
    outbox: signal(CALM),
    cleared: signal(null),
  };
  const recent_acts = computed(() => state.acts.value.filter(({ on }) => on >= addDays(today, -7)));
  const first_act_on = computed(() => state.acts.value.at(-1)?.on ?? null);
  return { ...state, recent_acts, first_act_on, actions: actionsOn(state) };
}

type State = {
  [Name in Exclude<keyof Store, "actions" | "recent_acts" | "first_act_on">]: Signal<Store[Name]["value"]>;
};

function actionsOn(state: State): Actions {
  let made = 0;
  const newId = () => `new-${++made}`;
  const row = (is_private: boolean) => ({
    id: newId(),
    space_id: is_private ? PRIVATE : SHARED,
    author_id: ME,
    is_private,
    is_waiting: false,
  });
  const changeOne = <T extends { id: string }>(rows: Signal<T[]>, id: string, change: Partial<T>) => {
    rows.value = rows.value.map((one) => (one.id === id ? { ...one, ...change } : one));
  };
  const layAct = (act: Partial<Act> & Pick<Act, "on">, is_private: boolean): string => {
    const laid: Act = {
      ...row(is_private),
      kind: null,
      commitment_id: null,
      outcome: null,
      hard: false,
      note: "",
      told: false,
      added_later: act.on < addDays(state.today.peek(), -1),
      removed: false,
      corrections: [],
      free_until_on: addDays(state.today.peek(), 1),
      ...act,
    };
    const acts = [laid, ...state.acts.peek()];
    state.acts.value = acts.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
    return laid.id;
  };
  const changeAct: Actions["change_act"] = async (id, change) => {
    const act = state.acts.peek().find((one) => one.id === id);
    if (act === undefined) return;
    const is_free = act.free_until_on !== null && act.free_until_on >= state.today.peek();
    if (is_free) return changeOne(state.acts, id, change);
    const last = act.corrections.at(-1) ?? act;
    const correction = { outcome: change.outcome ?? last.outcome, hard: change.hard ?? last.hard, note: change.note ?? last.note };
    changeOne(state.acts, id, { corrections: [...act.corrections, correction] });
  };
  const changeMe = (change: Partial<Me>) => {
    const me = state.me.peek();
    if (me) state.me.value = { ...me, ...change };
  };
  const end = () => {
    const couple = state.couple.peek();
    if (couple === null) return;
    batch(() => {
      state.couple.value = null;
      state.acts.value = state.acts.value.filter(({ author_id }) => author_id === ME);
      state.unopened.value = { acts: [], acknowledgements: [] };
      changeMe({ couples: [{ ...couple, state: "ended", ended_on: state.today.peek() }] });
    });
  };

  return {
    sign_up: refused,
    confirm_recovery_code: () => false,
    sign_in: refused,
    recover: refused,
    change_password: refused,
    step_up: nothing,
    sign_out: refused,
    devices: () =>
      ok([
        {
          id: "example-device",
          name: state.me.peek()?.device.name ?? "",
          is_this: true,
          signed_in_on: state.today.peek(),
          last_used_on: state.today.peek(),
        },
      ]),
    revoke_device: refused,
    export_mine: async () => ok(new Blob([JSON.stringify(state.acts.peek())], { type: "application/json" })),
    delete_account: refused,
    unlock: nothing,
    unlock_with_pin: nothing,
    set_pin: async (_, __, after_s) => {
      state.device_lock.value = { after_s, has_pin: true };
      return nothing();
    },
    set_lock_after: async (after_s) => {
      state.device_lock.value = { after_s, has_pin: true };
      return nothing();
    },
    turn_off_lock: async () => {
      state.device_lock.value = null;
      return nothing();
    },
    icon_mark: async () => false,
    set_icon_mark: async () => undefined,
    quick_exit: async () => leave(),
    sync_now: async () => undefined,
    keep_again: async () => undefined,
    mark_warning_read: async () => undefined,
    retry_operation: async () => undefined,
    discard_operation: async () => undefined,

    invite: refused,
    look_at_invitation: refused,
    accept_invitation: refused,
    confirm_invitation: refused,
    cancel_invitation: nothing,

    set_settings: async ({ settings, ...change }) => {
      const me = state.me.peek();
      if (me) changeMe({ person: { ...me.person, ...change, settings: { ...me.person.settings, ...settings } } });
    },
    set_role_label: async (label) => {
      if (state.couple.value) state.couple.value = { ...state.couple.value, my_role_label: label };
    },
    make_commitment: async ({ is_private, starts_on = state.today.peek(), review_on, ...c }) => {
      const made_one = { ...row(is_private), ...c, starts_on, review_on: review_on ?? addDays(starts_on, 28), ended_on: null };
      state.commitments.value = [...state.commitments.value, made_one];
      return made_one.id;
    },
    edit_commitment: async (id, change) => changeOne(state.commitments, id, change),
    renew_commitment: async (id, review_on) => changeOne(state.commitments, id, { review_on }),
    end_commitment: async (id) => changeOne(state.commitments, id, { ended_on: state.today.peek() }),
    delete_commitment: async (id) => changeOne(state.commitments, id, { title: null }),
    bring_into_couple: async (id) => changeOne(state.commitments, id, { is_private: false, space_id: SHARED }),
    pause: async ({ scope, commitment_id, from_on, until_on }) => {
      const pause = { ...row(false), scope, commitment_id: commitment_id ?? null, from_on, until_on: until_on ?? null };
      state.pauses.value = [...state.pauses.value, pause];
    },
    end_pause: async (id, until_on) => changeOne(state.pauses, id, { until_on }),

    log_outcome: async (commitment_id, on, outcome, extra = {}) => {
      const there = state.acts.peek().find((one) => one.commitment_id === commitment_id && one.on === on);
      if (there) return changeAct(there.id, { outcome, ...extra });
      const promise = state.commitments.peek().find(({ id }) => id === commitment_id);
      if (promise) layAct({ on, commitment_id, outcome, kind: promise.kind, ...extra }, promise.is_private);
    },
    add_act: async ({ is_private, ...act }) => layAct(act, is_private),
    change_act: changeAct,
    delete_act: async (id) =>
      changeOne(state.acts, id, { removed: true, outcome: null, note: "", hard: false, told: false, kind: null, corrections: [] }),
    take_back_act: async (id) => {
      state.acts.value = state.acts.value.filter((one) => one.id !== id);
    },
    open_all: async () =>
      batch(() => {
        const { acts, acknowledgements } = state.unopened.value;
        state.acts.value = [...state.acts.value, ...acts].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
        state.acknowledgements.value = [...state.acknowledgements.value, ...acknowledgements];
        state.unopened.value = { acts: [], acknowledgements: [] };
      }),
    acknowledge: async (act_id, answer, words = "") => {
      const others = state.acknowledgements.peek().filter((one) => one.act_id !== act_id);
      state.acknowledgements.value = [...others, { ...row(false), act_id, answer, words }];
    },
    take_back_acknowledgement: async (act_id) => {
      state.acknowledgements.value = state.acknowledgements.value.filter((one) => one.act_id !== act_id);
    },
    check_in: async (on, values) => {
      const there = state.check_ins.peek().find((one) => one.on === on);
      const check_in = { id: there?.id ?? newId(), on, safe: null, seen: null, valued: null, ...there, ...values, is_waiting: false };
      const others = state.check_ins.peek().filter((one) => one.on !== on);
      state.check_ins.value = [check_in, ...others].sort((a, b) => (a.on < b.on ? 1 : -1));
    },
    share_check_ins: async (mode) => {
      state.my_sharing.value = mode;
    },
    withdraw_check_ins: async () => {
      state.my_sharing.value = null;
    },
    keep_reflection: async ({ id = newId(), ...said }) => {
      const others = state.reflections.peek().filter((one) => one.id !== id);
      state.reflections.value = [{ id, ...said, is_waiting: false }, ...others].sort((a, b) => (a.on < b.on ? 1 : -1));
      return id;
    },
    delete_reflection: async (id) => {
      state.reflections.value = state.reflections.value.filter((one) => one.id !== id);
    },
    mark_day: async (mark) => {
      state.marks.value = [...state.marks.value, { id: newId(), ...mark }].sort((a, b) => (a.on < b.on ? -1 : 1));
    },
    unmark_day: async (id) => {
      state.marks.value = state.marks.value.filter((one) => one.id !== id);
    },
    put_aside: async (what) => {
      state.put_aside.value = { ...state.put_aside.value, [what]: state.today.peek() };
    },
    leave_couple: async () => end(),
    take_back_deletion: async () => undefined,
    waive_deletion_wait: async () => undefined,
    mark_ending_read: async () => {
      state.ended_unread.value = null;
    },

    push_state: async () => "unsupported",
    turn_on_push: refused,
    turn_off_push: refused,
    test_push: refused,
    renew_push: async () => undefined,
    say_more: refused,
    nudged: () => ok({ deliveries: [], devices: [], halved: [] }),
    remove_push: refused,
  };
}
