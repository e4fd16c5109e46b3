import { computed, effect } from "@preact/signals";
import { type Api, type Connection, entrance, openApi } from "../api/client";
import { watchAway } from "../device/away";
import { iconMark, watchIconMark } from "../device/badge";
import { guardWindow, startWorker } from "../device/service-worker";
import { Session } from "../device/session";
import { markKept } from "../device/storage-marker";
import { Syncing } from "../device/syncing";
import { deviceZone } from "../device/this-device";
import type { Result } from "../domain/types";
import type { Pending } from "../replica/model";
import { NO_NOTES } from "../replica/notes";
import { isStale } from "../replica/outbox";
import { project } from "../replica/project";
import { acts } from "./actions/acts";
import { checkins } from "./actions/check-ins";
import { commitments } from "./actions/commitments";
import type { Context } from "./actions/context";
import { couple } from "./actions/couple";
import { device } from "./actions/device";
import { marks } from "./actions/events";
import { lock, shownLock } from "./actions/lock";
import { pairing } from "./actions/pairing";
import { people } from "./actions/people";
import { push } from "./actions/push";
import { reflections } from "./actions/reflections";
import { todayIn } from "./today";
import type { OutboxState, Store, WaitingOperation } from "./types";
import { views } from "./views";
import { meOf, unreadEnding } from "./views/me";
import { heldMode } from "./views/suspended-sharing";

export interface OpenStore extends Store {
  /** Stops listening and syncing. */
  close(): void;
}

/** The person's own store: everything below the screens, put together. */
export async function openStore(connection: Connection = {}): Promise<OpenStore> {
  const session = await Session.open();
  connection.person = () => session.opened.peek()?.replica.person_id;
  // Every answer may say that this device's session is over, and each says whether the server is there.
  const api = heeded(openApi(connection), async (result) => {
    syncing.heard(result);
    if (!result.ok) await session.heed(result.problem);
  });
  const syncing = new Syncing(session, api);
  const live = computed(() => session.opened.value?.live);
  const notes = computed(() => live.value?.notes.value ?? NO_NOTES);
  const world = computed(() => {
    const me = live.value?.me.value;
    return live.value && me ? project(live.value.rows.value, me, live.value.pending.value) : null;
  });
  const me = computed(() => world.value && meOf(world.value, notes.value));
  const active = computed(() => me.value?.couples.find(({ state }) => state === "active") ?? null);
  const zone = computed(() => world.value?.me.person.zone ?? deviceZone());
  // A phone whose clock is wrong still counts the days as the server does, offline too.
  const day = todayIn(
    () => zone.value,
    () => live.value?.now() ?? new Date(),
  );
  const context: Context = { api, enter: entrance(api, connection), session, syncing, world, today: day.today, couple: active };

  const persons = people(context);
  const actions = {
    ...persons,
    ...device(context, persons),
    ...lock(context),
    ...iconMark(session),
    ...pairing(context),
    ...couple(context),
    ...commitments(context),
    ...acts(context),
    ...checkins(context),
    ...reflections(context),
    ...marks(context),
    ...push(context),
  };

  const outbox = computed((): OutboxState => {
    const pending = live.value?.pending.value ?? [];
    // That something was opened is for one's own devices alone; listed among what is sent, it would look like a receipt.
    const waiting = pending.filter(({ state, opened }) => state === "waiting" && opened?.kind !== "opened");
    const now = live.value?.now() ?? new Date();
    const stale = waiting.filter((one) => isStale(one, now));
    return {
      unkept: (live.value?.unkept.value ?? []).map(({ kind, body, opened }) => ({ kind, body: opened?.value ?? body })),
      trouble: syncing.trouble.value,
      clock_offset_ms: live.value?.offset_ms.value ?? 0,
      is_warning_due: stale.some(({ operation }) => operation.recorded_at > notes.value.warned_up_to),
      is_online: syncing.is_online.value,
      has_network: syncing.has_network.value,
      is_syncing: syncing.is_syncing.value,
      waiting: waiting.map(made),
      refused: pending
        .filter(({ state }) => state === "refused")
        .map((one) => ({ ...made(one), problem: one.problem ?? { code: "invalid" } })),
      is_stale: stale.length > 0,
    };
  });

  await session.start();
  syncing.start();
  const stopZone = effect(() => followZone(session, zone.value, day.look, actions.set_settings));
  const stopMark = effect(() => void markKept(session));
  const stopGuard = effect(() => guardWindow(outbox.value.unkept.length > 0));
  const stopPush = effect(() => {
    if (session.is_ready.value) actions.renew_push().catch(() => undefined);
  });
  void startWorker(() => outbox.peek().unkept.length === 0);
  const seen = views(world, day.today);
  const stopAway = watchAway(session);
  const stopIcon = watchIconMark(session, seen.unopened, session.is_ready);

  return {
    phase: session.phase,
    lock_reason: session.lock_reason,
    device_lock: computed(() => session.device_lock.value && shownLock(session.device_lock.value)),
    today: day.today,
    me,
    couple: active,
    ended_unread: computed(() => unreadEnding(me.value, notes.value)),
    ...seen,
    held_sharing: computed(() => {
      const here = live.value;
      // While a space is read afresh, a withdrawal that only this device knows of is not in the rows yet.
      if (!here || !world.value || !active.value || here.is_comparing.value || seen.my_sharing.value !== null) return null;
      return heldMode(world.value, active.value.space_id, here.epoch.value);
    }),
    outbox,
    cleared: session.cleared,
    actions,
    close() {
      stopZone();
      stopPush();
      stopMark();
      stopGuard();
      stopAway();
      stopIcon();
      day.stop();
      syncing.stop();
      session.close();
    },
  };
}

function made({ operation: { op_id, kind, recorded_at, body }, opened }: Pending): WaitingOperation {
  return { op_id, kind, recorded_at, body: opened?.value ?? body };
}

function heeded(api: Api, heed: (result: Result) => Promise<void>): Api {
  return {
    async call(method, path, body) {
      const result = await api.call<never>(method, path, body);
      await heed(result);
      return result;
    },
  };
}

/** The person's zone follows the device when that moves; a zone chosen by hand stays until then. */
function followZone(session: Session, known: string, look: () => void, set: Store["actions"]["set_settings"]): void {
  look();
  const live = session.opened.value?.live;
  if (!session.is_ready.value || !live) return;
  const here = deviceZone();
  const before = live.notes.peek().device_zone;
  if (before === here) return;
  // A replica that is put away at this very moment will be looked at again when it is opened.
  live.note({ device_zone: here }).catch(() => undefined);
  if (before !== null && here !== known) set({ zone: here }).catch(() => undefined);
}
