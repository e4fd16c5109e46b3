import { neutral } from "./words";

/** The declarative form (`web_push: 8030`), as far as Hearth sends it. */
interface Told {
  title?: string;
  body?: string;
  navigate?: string;
  tag?: string;
  lang?: string;
  actions?: { action: string; title: string }[];
}

export interface Notice {
  title: string;
  options: NotificationOptions & { actions?: { action: string; title: string }[] };
}

/** What to show for a push. One that cannot be read still shows something: a silent push costs the subscription. */
export function noticeOf(payload: unknown, languages: readonly string[]): Notice {
  const { notification, hearth } = (payload ?? {}) as { notification?: Told; hearth?: { id?: string } };
  const { title = "Hearth", body = neutral(languages), navigate = "/", tag = "hearth", lang, actions } = notification ?? {};
  const options: Notice["options"] = {
    body,
    tag,
    icon: "/icons/icon-192.png",
    badge: "/icons/badge-96.png",
    data: { navigate, nudge_id: hearth?.id },
  };
  return { title, options: { ...options, ...(lang !== undefined && { lang }), ...(actions && { actions }) } };
}

/** Where a click leads: only ever to a page of this app. */
export function targetOf(navigate: unknown, origin: string): string {
  const url = typeof navigate === "string" && URL.canParse(navigate, origin) ? new URL(navigate, origin) : new URL(origin);
  return url.origin === origin ? url.href : `${origin}/`;
}

/** Whether an open window shows the app: the calendar after a quick exit, or the host's page, would heed no word. */
export const isApp = ({ url }: { url: string }): boolean => new URL(url).pathname === "/";
