// What travels, in the names of the server's schema. Only what the schema says widely is told more exactly here.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type SignedIn = Schemas["SignedIn"];
export type Kdf = Schemas["PreloginAnswer"];
export type Me = Schemas["Me"];

/** What each operation carries, by its name. */
export type OperationBodies = Schemas["OperationBodies"];
export type OperationName = keyof OperationBodies;
export type SealedKind = OperationBodies["put_sealed"]["kind"];
/** What each kind of row carries in `changes`. */
export type EntityBodies = Schemas["EntityBodies"];
export type EntityKind = keyof EntityBodies;

/** One operation before it is turned into the text whose bytes never change. */
export interface Operation {
  op_id: string;
  space_id: string;
  name: string;
  recorded_at: string;
  base_rev: number | null;
  /** Sent again after a restore: the rev under which this device knew the row. */
  original_rev?: number;
  body: Record<string, unknown>;
}

/** An answer's problem; a newer server may have codes that this app does not know. */
export type Problem = Pick<Schemas["Problem"], "retry_after_s" | "errors"> & { code: string };
export type Cursor = Schemas["Cursor"];
export type SyncRequest = Required<Schemas["Sync"]>;

/** `space_id` and `rev`: where the operation took its revision. */
export type Outcome =
  | { op_id: string; status: "applied"; space_id: string; rev: number }
  | { op_id: string; status: "refused"; problem: Problem };

export type Change = Schemas["ChangeRow"];
export type SpaceAnswer = Schemas["SpaceChanges"];
export type SyncAnswer = Omit<Schemas["SyncAnswer"], "outcomes"> & { outcomes: Outcome[] };
