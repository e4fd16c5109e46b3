import type { Invitation } from "./types";

const A_DAY_MS = 86_400_000;

/** When it is gone: an accepted one waits a day longer for its inviter. */
export function invitationEnd({ state, expires_at }: Pick<Invitation, "state" | "expires_at">): Date {
  return new Date(Date.parse(expires_at) + (state === "accepted" ? A_DAY_MS : 0));
}
