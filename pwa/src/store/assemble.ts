import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Api, Enter } from "../api/client";
import { badge } from "../device/badge";
import type { Session } from "../device/session";
import type { Syncing } from "../device/syncing";
import { deviceZone } from "../device/this-device";
import { invitationEnd } from "../domain/invitation";
import { listed, rules } from "../entities";
import type { Live } from "../replica/live";
import type { Pending } from "../replica/model";
import { NO_NOTES } from "../replica/notes";
import { isStale } from "../replica/outbox";
import { project } from "../replica/project";
import { acts } from "./actions/acts";
import { checkIns } from "./actions/check-ins";
import { commitments } from "./actions/commitments";
import { type Context, commit } from "./actions/context";
import { couple } from "./actions/couple";
import { device } from "./actions/device";
import { events } from "./actions/events";
import { lock, shownLock } from "./actions/lock";
import { pairing } from "./actions/pairing";
import { people } from "./actions/people";
import { push } from "./actions/push";
import { reflections } from "./actions/reflections";
import { todayIn } from "./today";
import type { OutboxState, Store, WaitingOperation } from "./types";
import { views } from "./views";
import { meOf, unreadEnding } from "./views/me";
import { suspendedMode } from "./views/suspended-sharing";

/** What a store stands on: the browser's database and a server, or memory alone. */
export interface Foundation {
  api: Api;
  enter: Enter;
  session: Session;
  syncing: Pick<Syncing, "soon" | "now" | "has_network" | "is_online" | "is_syncing" | "trouble">;
}

export interface OpenStore extends Store {
  /** Stops listening and syncing. */
  close(): void;
}

/** A store over an open session: every signal is derived from its replica, every change goes through its outbox. */
export function assembled({ api, enter, session, syncing }: Foundation): { store: OpenStore; look: () => void } {
  const live = computed(() => session.opened.value?.live);
  const notes = computed(() => live.value?.notes.value ?? NO_NOTES);
  const world = computed(() => {
    const me = live.value?.me.value;
    return live.value && me ? project(rules, live.value.rows.value, me, live.value.pending.value) : null;
  });
  const now = (): Date => live.value?.now() ?? new Date();
  const expiry = watchExpiry(live, now);
  const me = computed(() => {
    expiry.count.value;
    return world.value && meOf(world.value, notes.value, now());
  });
  const active = computed(() => me.value?.couples.find(({ state }) => state === "active") ?? null);
  // A phone whose clock is wrong still counts the days as the server does, offline too.
  const day = todayIn(() => world.value?.me.person.zone ?? deviceZone(), now);
  const seen = views(world, day.today);
  const context: Context = { api, enter, session, syncing, world, today: day.today, couple: active };
  const persons = people(context);

  const outbox = computed((): OutboxState => {
    const pending = live.value?.pending.value ?? [];
    const waiting = pending.filter(({ state }) => state === "waiting");
    const stale = waiting.filter((one) => isStale(one, now()));
    return {
      unsaved: (live.value?.unsaved.value ?? []).flatMap((draft) => listed(draft) ?? []),
      trouble: syncing.trouble.value,
      clock_offset_ms: live.value?.offset_ms.value ?? 0,
      is_warning_due: stale.some(({ operation }) => operation.recorded_at > notes.value.warned_up_to),
      is_online: syncing.is_online.value,
      has_network: syncing.has_network.value,
      is_syncing: syncing.is_syncing.value,
      waiting: waiting.flatMap((one) => shown(one) ?? []),
      refused: pending.flatMap((one) => {
        const shown_one = one.state === "refused" ? shown(one) : null;
        return shown_one ? { ...shown_one, problem: one.problem ?? { code: "invalid" } } : [];
      }),
      is_stale: stale.length > 0,
    };
  });

  const store: OpenStore = {
    phase: session.phase,
    lock_reason: session.lock_reason,
    device_lock: computed(() => session.device_lock.value && shownLock(session.device_lock.value)),
    today: day.today,
    me,
    couple: active,
    ended_unread: computed(() => unreadEnding(me.value, notes.value)),
    ...seen,
    suspended_sharing: computed(() => {
      const here = live.value;
      // While a space is read from its beginning, a withdrawal that only this device knows of is not in the rows yet.
      if (!here || !world.value || !active.value || here.is_comparing.value || seen.my_sharing.value !== null) return null;
      return suspendedMode(world.value, active.value.space_id, here.epoch.value);
    }),
    outbox,
    cleared: session.cleared,
    actions: {
      commit: (make) => commit(context, make),
      ...persons,
      ...device(context, persons),
      ...lock(context),
      ...badge(session),
      ...pairing(context),
      ...couple(context),
      ...commitments(context),
      ...acts(context),
      ...checkIns(context),
      ...reflections(context),
      ...events(context),
      ...push(context),
    },
    close() {
      day.stop();
      expiry.stop();
      session.close();
    },
  };
  return { store, look: day.look };
}

function shown({ operation, opened }: Pending): WaitingOperation | null {
  const { op_id, name, recorded_at, body } = operation;
  const found = listed({ name, body, ...(opened && { opened }) });
  return found && { op_id, recorded_at, ...found };
}

/** Counts the invitations that ran out on this device: until the next change of it, the server does not say so. */
function watchExpiry(live: ReadonlySignal<Live | undefined>, now: () => Date): { count: ReadonlySignal<number>; stop(): void } {
  const count = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopEffect = effect(() => {
    clearTimeout(timer);
    const invitation = live.value?.me.value?.invitation;
    if (!invitation) return;
    const left_ms = invitationEnd(invitation).getTime() - now().getTime();
    if (left_ms > 0) timer = setTimeout(() => (count.value += 1), left_ms);
  });
  const stop = (): void => {
    stopEffect();
    clearTimeout(timer);
  };
  return { count, stop };
}
