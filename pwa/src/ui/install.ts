import { signal } from "@preact/signals";

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's own offer to install, while it stands: call it from a tap. */
export const installOffer = signal<null | (() => Promise<void>)>(null);

export function watchInstallOffer(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installOffer.value = async () => {
      installOffer.value = null;
      await (event as InstallPrompt).prompt();
    };
  });
}

export function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches;
}

export function platform(): "iphone" | "android" | "desktop" {
  const agent = navigator.userAgent;
  // A tablet of Apple's calls itself a computer, one that is touched.
  if (/iPhone|iPad/.test(agent) || (agent.includes("Mac OS") && navigator.maxTouchPoints > 1)) return "iphone";
  return /Android/.test(agent) ? "android" : "desktop";
}
