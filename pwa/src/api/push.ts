import { base64url } from "../crypto/bytes";

/** A push subscription as the server takes it. */
export function subscriptionOnWire(made: PushSubscription): { endpoint: string; keys: { p256dh: string; auth: string } } {
  const part = (name: "p256dh" | "auth"): string => base64url(new Uint8Array(made.getKey(name) ?? new ArrayBuffer(0)));
  return { endpoint: made.endpoint, keys: { p256dh: part("p256dh"), auth: part("auth") } };
}
