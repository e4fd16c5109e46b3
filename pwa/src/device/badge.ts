import { effect, type ReadonlySignal } from "@preact/signals";
import type { SessionKeyring } from "./session";

const clear = (): void => void navigator.clearAppBadge?.().catch(() => undefined);

/** The badge on the app's icon: that there is something new, never how much of it, and only where it was asked for. */
export function badge({ keyring }: { keyring: SessionKeyring }) {
  return {
    has_badge: async (): Promise<boolean | null> => ("setAppBadge" in navigator ? keyring.hasBadge() : null),
    async set_badge(is_on: boolean): Promise<void> {
      await keyring.setBadge(is_on);
      if (!is_on) clear();
    },
  };
}

/** Sets it when something arrives while nobody looks, and takes it away at opening. */
export function watchBadge(
  { keyring }: { keyring: SessionKeyring },
  unopened: ReadonlySignal<{ acts: readonly unknown[]; acknowledgements: readonly unknown[] }>,
  is_ready: ReadonlySignal<boolean>,
): () => void {
  const look = (): void => {
    if (document.visibilityState === "visible") clear();
  };
  look();
  document.addEventListener("visibilitychange", look);
  const stop = effect(() => {
    const { acts, acknowledgements } = unopened.value;
    const is_new = is_ready.value && acts.length + acknowledgements.length > 0;
    if (is_new && document.visibilityState === "hidden") {
      void keyring.hasBadge().then((is_on) => (is_on ? navigator.setAppBadge?.().catch(() => undefined) : undefined));
    }
  });
  return () => {
    document.removeEventListener("visibilitychange", look);
    stop();
  };
}
