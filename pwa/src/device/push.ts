import type { Api } from "../api/client";
import { base64url, fromBase64url } from "../crypto/bytes";
import type { Result } from "../domain/types";

/** A push subscription as the server takes it. */
export function subscriptionOnWire(made: PushSubscription): { endpoint: string; keys: { p256dh: string; auth: string } } {
  const part = (name: "p256dh" | "auth"): string => base64url(new Uint8Array(made.getKey(name) ?? new ArrayBuffer(0)));
  return { endpoint: made.endpoint, keys: { p256dh: part("p256dh"), auth: part("auth") } };
}

/**
 * Has this device listen with the server's present key, and tells the server where. To a renewal the server may answer
 * that another device took this one off; then it listens no more.
 */
export async function listen(push: PushManager, api: Api, about: { renewal: boolean; says_more?: boolean }): Promise<Result> {
  const key = await api.call<{ public_key: string }>("GET", "/push/key");
  if (!key.ok) return key;
  const made = await subscribed(push, fromBase64url(key.value.public_key));
  if (!made) return { ok: false, problem: { code: "push_unreachable" } };
  const told = await api.call("PUT", "/me/push-subscription", { ...subscriptionOnWire(made), ...about });
  if (!told.ok && (!about.renewal || told.problem.code === "not_found")) await made.unsubscribe();
  return told;
}

async function subscribed(push: PushManager, applicationServerKey: Uint8Array<ArrayBuffer>): Promise<PushSubscription | null> {
  const wanted = { userVisibleOnly: true, applicationServerKey };
  try {
    return await push.subscribe(wanted);
  } catch (error) {
    if ((error as DOMException).name !== "InvalidStateError") return null;
    // A subscription made with an earlier key of this server stands in the way.
    await (await push.getSubscription())?.unsubscribe();
    return push.subscribe(wanted).catch(() => null);
  }
}
