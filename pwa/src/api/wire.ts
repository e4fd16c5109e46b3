// What docs/protocol.md says travels, as far as the app reads it: the schema's types, told more exactly where it is wide.
import type { Couple, NudgeSettings, Person, Problem } from "../domain/types";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type SignedIn = Schemas["SignedIn"];
export type Kdf = Schemas["PreloginAnswer"];

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
  /** Sent again after a restore: the rev under which this device knew it. */
  as_of?: number;
  body: Record<string, unknown>;
}

export type Cursor = Required<Schemas["Cursor"]>;

export type SyncRequest = Required<Omit<Schemas["Sync"], "cursors">> & { cursors: Cursor[] };

export type Outcome = { op_id: string; status: "applied"; rev: number } | { op_id: string; status: "refused"; problem: Problem };

export type Change = Omit<Schemas["ChangeRow"], "body"> & { body?: Record<string, unknown> | null };

export type SpaceAnswer = Omit<Schemas["SpaceChanges"], "kind" | "role" | "changes"> & {
  kind: "private" | "couple";
  role: "owner" | "member" | "former";
  changes: Change[];
};

export type SyncAnswer = Omit<Schemas["SyncAnswer"], "outcomes" | "spaces" | "me"> & {
  outcomes: Outcome[];
  spaces: SpaceAnswer[];
  me: WireMe;
};

/** A private record as it travels. */
export interface Sealed {
  kind: string;
  size_class: number;
  ciphertext: string;
}
