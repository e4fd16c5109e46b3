import { subscriptionOnWire } from "../api/push";
import { fromBase64url } from "../crypto/bytes";
import type { Context } from "./context";
import type { Actions } from "./types";

type Push = Pick<Actions, "push_state" | "turn_on_push" | "turn_off_push" | "test_push">;
type TestStatus = "sent" | "refused" | "gone" | "unreachable";

const failed = (code: string): { ok: false; problem: { code: string } } => ({ ok: false, problem: { code } });

export function push({ api }: Pick<Context, "api">): Push {
  return {
    async push_state() {
      if (!("serviceWorker" in navigator) || !("PushManager" in globalThis) || !("Notification" in globalThis)) {
        return isUninstalledApple() ? "needs_install" : "unsupported";
      }
      if (Notification.permission === "denied") return "denied";
      return Notification.permission === "granted" && (await subscription()) ? "on" : "off";
    },

    async turn_on_push() {
      if (!("Notification" in globalThis)) return failed("push_unsupported");
      if ((await Notification.requestPermission()) !== "granted") return failed("push_denied");
      const key = await api.call<{ public_key: string }>("GET", "/push/key");
      if (!key.ok) return key;
      const registration = await navigator.serviceWorker.ready;
      const applicationServerKey = fromBase64url(key.value.public_key);
      const made = await subscribed(registration, applicationServerKey);
      if (!made) return failed("push_unreachable");
      const sent = await api.call("PUT", "/me/push-subscription", subscriptionOnWire(made));
      if (!sent.ok) await made.unsubscribe();
      return sent;
    },

    async turn_off_push() {
      const told = await api.call("DELETE", "/me/push-subscription");
      if (!told.ok) return told;
      await (await subscription())?.unsubscribe();
      return told;
    },

    async test_push() {
      const tested = await api.call<{ status: TestStatus }>("POST", "/me/push-subscription/test");
      return tested.ok ? { ok: true, value: tested.value.status } : tested;
    },
  };
}

/** Apple's phones have push only in an app on the home screen. */
function isUninstalledApple(): boolean {
  const is_apple = /iPhone|iPad/.test(navigator.userAgent) || (navigator.userAgent.includes("Mac OS") && navigator.maxTouchPoints > 1);
  return is_apple && !matchMedia("(display-mode: standalone)").matches;
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function subscribed(
  registration: ServiceWorkerRegistration,
  applicationServerKey: Uint8Array<ArrayBuffer>,
): Promise<PushSubscription | null> {
  const wanted = { userVisibleOnly: true, applicationServerKey };
  try {
    return await registration.pushManager.subscribe(wanted);
  } catch {
    // A subscription made with an earlier key of this server stands in the way.
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    return registration.pushManager.subscribe(wanted).catch(() => null);
  }
}
