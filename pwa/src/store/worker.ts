/** The page's side of the service worker. */

/** Installs it in a built app. A new one waits until every page of the old one is closed: nobody is reloaded while writing. */
export async function startWorker(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<{ about?: string; url?: string }>) => {
    if (data.about === "go" && data.url !== undefined) location.hash = new URL(data.url).hash;
  });
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => undefined);
  // Once installed, what waits here should outlast a full disk. In a mere tab some browsers would ask, out of nowhere.
  if (matchMedia("(display-mode: standalone)").matches) await navigator.storage?.persist?.();
}

/** Has the kept pages thrown away. They hold nobody's words, but they say that Hearth was here. */
export async function clearCaches(): Promise<void> {
  const controller = typeof navigator === "undefined" ? null : navigator.serviceWorker?.controller;
  // The worker outlives a page that is left at once; without one there is time to do it here.
  if (controller) controller.postMessage({ about: "clear" });
  else if (typeof caches !== "undefined") for (const name of await caches.keys()) await caches.delete(name);
}
