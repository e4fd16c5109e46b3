declare const __FILES__: string[];
declare const __VERSION__: string;

const PREFIX = "hearth-";
const NAME = PREFIX + __VERSION__;

/** The page that a quick exit opens, and what it needs. It stays when everything else is thrown away, and names nobody. */
const NEUTRAL = "calendar";
const NEUTRAL_PAGE = "/calendar.html";
const NEUTRAL_FILES = [NEUTRAL_PAGE, "/calendar.css", "/calendar.js"];

/** Keeps every built file. An answer that was redirected is refused: a browser will not show it for a navigation. */
export async function fill(): Promise<void> {
  const [app, neutral] = await Promise.all([caches.open(NAME), caches.open(NEUTRAL)]);
  await Promise.all(
    __FILES__.map(async (url) => {
      const cache = NEUTRAL_FILES.includes(url) ? neutral : app;
      const response = await fetch(url, { cache: "reload" });
      if (!response.ok || response.redirected) throw new TypeError(`${url} cannot be cached: ${response.status}`);
      await cache.put(url, response);
    }),
  );
}

/** Throws away what earlier versions cached, or everything. */
export async function clear(but: "this version" | "nothing"): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.filter((name) => but === "nothing" || name !== NAME).map((name) => caches.delete(name)));
}

/** The cached answer to a request for the app itself; undefined for everything else. Looking makes no empty cache. */
export async function cached(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (NEUTRAL_FILES.includes(pathname)) return neutralPage(pathname);
  return caches.match(request.mode === "navigate" ? "/" : request, { cacheName: NAME });
}

/** What is shown without a connection when nothing of the app is cached: an error page would ask to try again. */
export function neutralPage(path = NEUTRAL_PAGE): Promise<Response | undefined> {
  return caches.match(path, { cacheName: NEUTRAL });
}
