// What docs/protocol.md says travels, as far as the app reads it.
import type { Couple, NudgeSettings, Person, Problem } from "../store/types";

export interface SignedIn {
  person_id: string;
  private_space_id: string;
  device_id: string;
  password_wrap: string;
  private_key_wrap: string;
  public_key: string;
  token?: string;
}

export interface WireMe {
  person: Omit<Person, "settings"> & { settings: Partial<NudgeSettings> };
  device: { id: string; name: string };
  private_space_id: string;
  couples: Couple[];
  invitation: WireInvitation | null;
}

export interface WireInvitation {
  id: string;
  kind: "code" | "link";
  role: "inviter" | "accepter";
  state: "open" | "accepted";
  expires_at: string;
  locator: string;
  other: { id: string; display_name: string; public_key: string; mac: string } | null;
}

/** One operation before it is turned into the text whose bytes never change. */
export interface Operation {
  op_id: string;
  space_id: string;
  kind: string;
  recorded_at: string;
  base_rev: number | null;
  body: Record<string, unknown>;
}

export interface Cursor {
  space_id: string;
  rev: number;
  op_id: string | null;
}

export interface SyncRequest {
  epoch: string | null;
  client: string;
  cursors: Cursor[];
  operations: string[];
}

export type Outcome = { op_id: string; status: "applied"; rev: number } | { op_id: string; status: "refused"; problem: Problem };

export interface Change {
  kind: string;
  id: string;
  rev: number;
  deleted: boolean;
  body?: Record<string, unknown> | null;
}

export interface SpaceAnswer {
  space_id: string;
  kind: "private" | "couple";
  role: "owner" | "member" | "former";
  rev: number;
  op_id: string | null;
  resync: boolean;
  more: boolean;
  changes: Change[];
}

export interface SyncAnswer {
  epoch: string;
  now: string;
  outcomes: Outcome[];
  spaces: SpaceAnswer[];
  me: WireMe;
}

/** A private record as it travels. */
export interface Sealed {
  kind: string;
  size_class: number;
  ciphertext: string;
}

export interface Kdf {
  kdf_version: number;
  salt: string;
}
