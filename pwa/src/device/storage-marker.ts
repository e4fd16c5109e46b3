import type { Session } from "./session";

/**
 * A mark apart from everything else that is kept here: that there is something, and whether some of it is unsent. A
 * browser that clears what a page keeps leaves cookies alone, so the mark tells the next visit what happened. It names nobody.
 */
const NAME = "hearth-kept";
const A_YEAR_S = 31_536_000;

export type Mark = "sent" | "unsent";

export function readMark(): Mark | null {
  const [, found] = new RegExp(`(?:^|; )${NAME}=(sent|unsent)`).exec(document.cookie) ?? [];
  return (found as Mark | undefined) ?? null;
}

export function writeMark(mark: Mark | null): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser
  document.cookie = `${NAME}=${mark ?? ""}; Path=/; SameSite=Strict; Max-Age=${mark === null ? 0 : A_YEAR_S}`;
}

/** Keeps the mark true. What another person on this device has unsent cannot be seen from here, so it stays marked. */
export async function markKept({ opened, keyring }: Session): Promise<void> {
  const live = opened.value?.live;
  if (!live) return;
  const is_unsent = live.pending.value.length > 0;
  if (is_unsent || readMark() === null || (await keyring.people()) === 1) writeMark(is_unsent ? "unsent" : "sent");
}
