import type { ReadonlySignal } from "@preact/signals";
import type { Live } from "../replica/live";

/**
 * A cookie that says that something is stored here, and whether some of it is unsent. A browser that clears what a page
 * stores leaves cookies alone, so the marker tells the next visit what happened. It names nobody.
 */
const NAME = "hearth-stored";
const A_YEAR_S = 31_536_000;

export type Marker = "sent" | "unsent";

export function readMarker(): Marker | null {
  const [, found] = new RegExp(`(?:^|; )${NAME}=(sent|unsent)`).exec(document.cookie) ?? [];
  return (found as Marker | undefined) ?? null;
}

export function writeMarker(marker: Marker | null): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser
  document.cookie = `${NAME}=${marker ?? ""}; Path=/; SameSite=Strict; Max-Age=${marker === null ? 0 : A_YEAR_S}`;
}

interface Marked {
  opened: ReadonlySignal<{ live: Live } | null>;
  keyring: { people(): Promise<number> };
}

/** Brings the marker up to date. What another person on this device has unsent cannot be seen from here, so that stays. */
export async function updateMarker({ opened, keyring }: Marked): Promise<void> {
  const live = opened.value?.live;
  if (!live) return;
  const is_unsent = live.pending.value.length > 0;
  if (is_unsent || readMarker() === null || (await keyring.people()) === 1) writeMarker(is_unsent ? "unsent" : "sent");
}
