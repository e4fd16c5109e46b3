import { openApi } from "../api/client";
import { subscriptionOnWire } from "../api/push";
import { Keyring } from "../offline/keyring";
import { openReplica } from "../offline/replica";
import { alone, sync } from "../offline/sync";
import { clear, fill, kept, neutralPage } from "./cache";
import { noticeOf, targetOf } from "./notice";

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
    kept(request).then((response) => {
      if (response) return response;
      // Nothing is kept after a quick exit; the next visit keeps it again.
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
  event.waitUntil(Promise.all([self.registration.showNotification(title, options), mark(options.tag)]));
});

/** The mark on the icon, without a number, for something new to read and nothing else. */
async function mark(tag: string | undefined): Promise<void> {
  if (tag === TO_READ && "setAppBadge" in self.navigator && (await (await Keyring.open()).hasIconMark())) {
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
  if (event.action === "later") return;
  event.waitUntil(show(targetOf((event.notification.data as { navigate?: unknown } | null)?.navigate, origin)));
});

/** Brings an open page to `url` by a word, so that nothing on it is reloaded; opens one where there is none. */
async function show(url: string): Promise<void> {
  const [page] = await self.clients.matchAll({ type: "window" });
  if (!page) return void (await self.clients.openWindow(url));
  page.postMessage({ about: "go", url });
  await page.focus().catch(() => undefined);
}

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(resubscribe(event as PushSubscriptionChangeEvent));
});

async function resubscribe({ newSubscription, oldSubscription }: PushSubscriptionChangeEvent): Promise<void> {
  const options = oldSubscription?.options;
  const made = newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
  if (made) await api.call("PUT", "/me/push-subscription", subscriptionOnWire(made));
}

/** Background Sync, where the browser has it: sends what waits when the network is back, even with no page open. */
self.addEventListener("sync", (event) => {
  (event as ExtendableEvent).waitUntil(send());
});

async function send(): Promise<void> {
  const current = await (await Keyring.open()).current();
  if (!current?.keys) return;
  const { envelope, keys } = current;
  const api = openApi({ person: () => envelope.person_id });
  const replica = await openReplica(envelope.person_id, envelope.private_space_id, keys.replica);
  const told = new BroadcastChannel(`hearth-${envelope.person_id}`);
  try {
    const work = () => sync(replica, keys, api, (changed) => told.postMessage({ about: "rows", changed }));
    const { ok } = await alone(envelope.person_id, work);
    // The browser tries again later when this throws.
    if (!ok) throw new Error("not everything was sent");
  } finally {
    told.close();
    replica.db.close();
  }
}
