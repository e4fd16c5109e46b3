declare const __FILES__: string[];
declare const __VERSION__: string;

const PREFIX = "hearth-";
const NAME = PREFIX + __VERSION__;

/** Keeps every built file. An answer that was redirected is refused: a browser will not show it for a navigation. */
export async function fill(): Promise<void> {
  const cache = await caches.open(NAME);
  await Promise.all(
    __FILES__.map(async (url) => {
      const response = await fetch(url, { cache: "reload" });
      if (!response.ok || response.redirected) throw new TypeError(`${url} cannot be kept: ${response.status}`);
      await cache.put(url, response);
    }),
  );
}

/** Throws away what earlier versions kept, or everything. */
export async function clear(but: "this version" | "nothing"): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.filter((name) => but === "nothing" || name !== NAME).map((name) => caches.delete(name)));
}

/** The kept answer to a request for the app itself; undefined for everything else. Looking makes no empty cache. */
export function kept(request: Request): Promise<Response | undefined> {
  return caches.match(request.mode === "navigate" ? "/" : request, { cacheName: NAME });
}
