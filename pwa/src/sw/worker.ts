import { openApi } from "../api/client";
import { Keyring } from "../device/keyring";
import { listen } from "../device/push";
import { rules } from "../entities";
import { IndexedDbReplica } from "../replica/indexed-db";
import { exclusively, sync } from "../replica/sync";
import { answerOf, fromTag, type NudgeAnswer, tagOf, tell } from "./answer";
import { cached, clear, fill, neutralPage } from "./cache";
import { isApp, noticeOf, targetOf } from "./notice";

declare const self: ServiceWorkerGlobalScope;

const { origin } = self.location;
const TO_READ = "hearth-to_read";
const api = openApi();

// A new version waits until the last page of the old one is closed, or until its pages say that nobody writes.
self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(clear("this version").then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin: asked } = new URL(request.url);
  if (request.method !== "GET" || asked !== origin || pathname.startsWith("/api/") || pathname === "/healthz") return;
  event.respondWith(
    cached(request).then((response) => {
      if (response) return response;
      // Nothing is cached after a quick exit; the next visit fills the cache again.
      if (request.mode !== "navigate") return fetch(request);
      event.waitUntil(fill().catch(() => undefined));
      // Not from the browser's own cache either: what a step back finds there would be half of the app.
      return fetch(request, { cache: "no-store" }).catch(async () => (await neutralPage()) ?? Response.error());
    }),
  );
});

self.addEventListener("message", (event) => {
  const about = (event.data as { about?: string } | null)?.about;
  if (about === "clear") event.waitUntil(clear("nothing"));
  if (about === "take over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("push", (event) => {
  const { title, options } = noticeOf(read(event.data), self.navigator.languages);
  event.waitUntil(Promise.all([self.registration.showNotification(title, options), setBadge(options.tag)]));
});

/** The mark on the icon, without a number, for something new to read and nothing else. */
async function setBadge(tag: string | undefined): Promise<void> {
  if (tag === TO_READ && "setAppBadge" in self.navigator && (await (await Keyring.open()).hasBadge())) {
    await self.navigator.setAppBadge().catch(() => undefined);
  }
}

function read(data: PushMessageData | null): unknown {
  try {
    return data?.json();
  } catch {
    return null;
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { navigate, nudge_id } = (event.notification.data ?? {}) as { navigate?: unknown; nudge_id?: unknown };
  if (event.action === "") return event.waitUntil(show(targetOf(navigate, origin)));
  const answer = answerOf(nudge_id, event.action);
  if (answer) event.waitUntil(say(answer));
});

async function say(answer: NudgeAnswer): Promise<void> {
  if (!(await tell(answer, api))) return;
  const { sync: background } = self.registration as { sync?: { register(tag: string): Promise<void> } };
  // Where there is none it is let go: at worst one nudge counts as not answered.
  await background?.register(tagOf(answer)).catch(() => undefined);
}

/** Brings an open page to `url` by a word, so that nothing on it is reloaded; opens one where there is none. */
async function show(url: string): Promise<void> {
  const page = (await self.clients.matchAll({ type: "window" })).find(isApp);
  if (!page) return void (await self.clients.openWindow(url));
  page.postMessage({ about: "go", url });
  await page.focus().catch(() => undefined);
}

self.addEventListener("pushsubscriptionchange", (event) => {
  (event as ExtendableEvent).waitUntil(renew());
});

/** With the server's present key, for whose it was and nobody else; what fails now is made good at the next opening. */
async function renew(): Promise<void> {
  const listener = await (await Keyring.open()).subscriber();
  if (listener === undefined) return;
  await listen(self.registration.pushManager, openApi({ person: () => listener }), { renewal: true });
}

/** Background Sync, where the browser has it: sends what waits when the network is back, even with no page open. */
self.addEventListener("sync", (event) => {
  const { tag } = event as ExtendableEvent & { tag: string };
  const answer = fromTag(tag);
  (event as ExtendableEvent).waitUntil(answer ? again(answer) : send());
});

async function again(answer: NudgeAnswer): Promise<void> {
  // The browser tries again later when this throws.
  if (await tell(answer, api)) throw new Error("still no network");
}

async function send(): Promise<void> {
  const current = await (await Keyring.open()).current();
  if (!current?.keys) return;
  const { envelope, keys } = current;
  const api = openApi({ person: () => envelope.person_id });
  const replica = await IndexedDbReplica.open(envelope.person_id, keys.replica);
  const told = new BroadcastChannel(`hearth-${envelope.person_id}`);
  try {
    const work = () => sync({ replica, keys, rules }, api, (changed) => told.postMessage({ about: "rows", changed }));
    const { ok } = await exclusively(envelope.person_id, work);
    // The browser tries again later when this throws.
    if (!ok) throw new Error("not everything was sent");
  } finally {
    told.close();
    replica.close();
  }
}
