import { effect } from "@preact/signals";
import { type Api, type Connection, entrance, openApi } from "../api/client";
import { watchAway } from "../device/away";
import { watchBadge } from "../device/badge";
import { guardWindow, startWorker } from "../device/service-worker";
import { Session } from "../device/session";
import { updateMarker } from "../device/storage-marker";
import { Syncing } from "../device/syncing";
import { deviceZone } from "../device/this-device";
import type { Result } from "../domain/types";
import { assembled, type OpenStore } from "./assemble";
import type { Store } from "./types";

export type { OpenStore };

/** The person's own store, over the browser's database and the server. */
export async function openStore(connection: Connection = {}): Promise<OpenStore> {
  const session = await Session.open();
  connection.person = () => session.opened.peek()?.replica.person_id;
  // Every answer may say that this device's session is over, and each says whether the server is there.
  const api = observed(openApi(connection), async (result) => {
    syncing.heard(result);
    if (!result.ok) await session.heed(result.problem);
  });
  const syncing = new Syncing(session, api);
  const { store, look } = assembled({ api, enter: entrance(api, connection), session, syncing });
  const { outbox, actions, me } = store;

  await session.start();
  syncing.start();
  const stops = [
    effect(() => followZone(session, me.value?.person.zone ?? deviceZone(), look, actions.set_settings)),
    effect(() => void updateMarker(session)),
    effect(() => guardWindow(outbox.value.unsaved.length > 0)),
    effect(() => {
      if (session.is_ready.value) actions.renew_push().catch(() => undefined);
    }),
    watchAway(session),
    watchBadge(session, store.unopened, session.is_ready),
  ];
  void startWorker(() => outbox.peek().unsaved.length === 0);

  return {
    ...store,
    close() {
      for (const stop of stops) stop();
      syncing.stop();
      store.close();
    },
  };
}

function observed(api: Api, observe: (result: Result) => Promise<void>): Api {
  return {
    async call(method, path, body) {
      const result = await api.call<never>(method, path, body);
      await observe(result);
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
