import { listen } from "../../device/push";
import type { Nudged } from "../../domain/types";
import { type Context, opened } from "./context";
import type { Actions } from "./types";

type Push = Pick<
  Actions,
  "push_state" | "turn_on_push" | "turn_off_push" | "renew_push" | "test_push" | "say_more" | "nudged" | "remove_push"
>;
type TestStatus = "sent" | "refused" | "gone" | "unreachable";

const failed = (code: string): { ok: false; problem: { code: string } } => ({ ok: false, problem: { code } });

export function push(context: Context): Push {
  const { api } = context;
  const wanted = (): boolean => opened(context).live.notes.peek().wants_push;
  const listens = (is_on: boolean): Promise<void> => {
    return context.session.keyring.setSubscriber(is_on ? opened(context).replica.person_id : null);
  };
  const want = async (wants_push: boolean): Promise<void> => {
    await listens(wants_push);
    await opened(context).live.note({ wants_push });
  };

  return {
    async push_state() {
      if (!("serviceWorker" in navigator) || !("PushManager" in globalThis) || !("Notification" in globalThis)) {
        return isUninstalledApple() ? "needs_install" : "unsupported";
      }
      if (Notification.permission === "denied") return "denied";
      return Notification.permission === "granted" && wanted() && (await subscription()) ? "on" : "off";
    },

    async turn_on_push() {
      if (!("Notification" in globalThis)) return failed("push_unsupported");
      if ((await Notification.requestPermission()) !== "granted") return failed("push_denied");
      const { pushManager } = await navigator.serviceWorker.ready;
      const told = await listen(pushManager, api, { renewal: false });
      if (told.ok) await want(true);
      return told;
    },

    async turn_off_push() {
      const told = await api.call("DELETE", "/me/push-subscription");
      if (!told.ok) return told;
      await want(false);
      await (await subscription())?.unsubscribe();
      return told;
    },

    /** Subscriptions end without a word: browsers drop them, services forget them, servers change their keys. */
    async renew_push() {
      if (typeof navigator === "undefined" || typeof Notification === "undefined" || Notification.permission !== "granted") return;
      const registration = await navigator.serviceWorker?.getRegistration();
      if (!registration) return;
      if (!wanted()) {
        // Someone else listened here before.
        await listens(false);
        await (await registration.pushManager.getSubscription())?.unsubscribe();
        return;
      }
      const told = await listen(registration.pushManager, api, { renewal: true });
      if (told.ok) await listens(true);
      else if (told.problem.code === "not_found") await want(false);
    },

    async test_push() {
      const tested = await api.call<{ status: TestStatus }>("POST", "/me/push-subscription/test");
      return tested.ok ? { ok: true, value: tested.value.status } : tested;
    },

    async say_more(says_more) {
      const made = await subscription();
      if (!made) return failed("not_found");
      const { pushManager } = await navigator.serviceWorker.ready;
      return listen(pushManager, api, { renewal: true, says_more });
    },

    nudged: () => api.call<Nudged>("GET", "/me/nudges"),

    remove_push: (device_id) => api.call("DELETE", `/me/devices/${device_id}/push-subscription`),
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
