import type { Secret } from "../crypto/invitation";

/** An invitation's secret and what it gives, on the device that made or typed it. Bytes as base64url. */
export interface InvitationNote {
  id: string;
  role: "inviter" | "accepter";
  secret: Secret;
  proof: string;
  mac_key: string;
  /** The other's key, once this device has checked it under the secret. */
  verified: { id: string; display_name: string; public_key: string } | null;
}

/** What only this device knows, sealed in its replica and never sent. */
export interface LocalNotes {
  invitation: InvitationNote | null;
  /** Couples whose ending was read here. */
  endings_read: string[];
  /** The device's zone when the app last looked: a zone chosen by hand stays until the device itself moves. */
  device_zone: string | null;
  /** Everything recorded up to then has been warned about. */
  warned_up_to: string;
  /** Notices were turned on here, by this person. */
  wants_push: boolean;
}

export const NO_NOTES: LocalNotes = { invitation: null, endings_read: [], device_zone: null, warned_up_to: "", wants_push: false };
