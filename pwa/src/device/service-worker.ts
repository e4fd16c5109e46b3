/** The page's side of the service worker. */

import { isWriting, watchWriting, whenNobodyWrites } from "./writing";

/**
 * Installs it in a built app. A new version takes over when nobody writes in any tab: as the app is opened, when it
 * goes out of sight, or on the way to another screen. `is_all_saved`: nothing is in this window only.
 */
export async function startWorker(is_all_saved: () => boolean): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  // Not whether it controls this page: one that was fetched past it, as by a forced reload, grows old all the same.
  const was_here = serviceWorker.getRegistration().then((found) => found?.active != null);
  let is_first = true;
  let is_renewed = false;
  const renew = (): void => {
    if (is_renewed && is_all_saved() && !isWriting()) location.reload();
  };
  serviceWorker.addEventListener("message", ({ data }: MessageEvent<{ about?: string; url?: string }>) => {
    if (data.about === "go" && data.url !== undefined) location.hash = new URL(data.url).hash;
  });
  serviceWorker.addEventListener("controllerchange", async () => {
    const is_newer = !is_first || (await was_here);
    is_first = false;
    is_renewed ||= is_newer;
    renew();
  });
  watchWriting();
  const found = await serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => undefined);
  if (!found) return;
  const takeOver = (): void => {
    renew();
    if (found.waiting && is_all_saved()) void whenNobodyWrites(() => handOver(found));
  };
  takeOver();
  addEventListener("hashchange", takeOver);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") takeOver();
    else void found.update().catch(() => undefined);
  });
  // Once installed, what waits here should outlast a full disk. In a mere tab some browsers would ask, out of nowhere.
  if (matchMedia("(display-mode: standalone)").matches) await navigator.storage?.persist?.();
}

async function handOver({ waiting }: ServiceWorkerRegistration): Promise<void> {
  if (!waiting) return;
  const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  waiting.postMessage({ about: "take over" });
  await taken;
}

const stay = (event: Event): void => event.preventDefault();

/** Has the browser ask before this window is closed, while something is in it only. */
export function guardWindow(is_needed: boolean): void {
  if (is_needed) addEventListener("beforeunload", stay);
  else removeEventListener("beforeunload", stay);
}

/** Deletes the cached pages. They hold nobody's words, but they say that Hearth was here. */
export async function clearCaches(): Promise<void> {
  const controller = typeof navigator === "undefined" ? null : navigator.serviceWorker?.controller;
  // The worker outlives a page that is left at once; without one there is time to do it here.
  if (controller) controller.postMessage({ about: "clear" });
  else if (typeof caches !== "undefined") for (const name of await caches.keys()) await caches.delete(name);
}
