// The registry: everything that the app does by kind follows from here, and the compiler holds it complete.
import type { EntityBodies, EntityKind, OperationName, SealedKind } from "../api/wire";
import type { Body, Draft, Row } from "../replica/model";
import type { EntityRule, Rules } from "../replica/rules";
import { acknowledgement, acknowledgementOperations } from "./acknowledgement";
import { type ActBody, act, actOperations, sealedAct } from "./act";
import { check_in_share, shared_check_in, shared_point, shareOperations } from "./check-in-share";
import { type CommitmentBody, commitment, commitmentOperations, sealedCommitment } from "./commitment";
import { coupleOperations, leaveAgain } from "./couple";
import type { Declarations, Details, ListedRule, SealedDeclaration } from "./declare";
import { pause, pauseOperations, sealedPause } from "./pause";
import { personOperations, resendSettings } from "./person";
import { checkIn, event, opened, pin, preferences, reflection, roleLabel, sharing, unread } from "./records";
import { sealed, sealedOperations } from "./sealed";

const operations = {
  ...sealedOperations,
  ...personOperations,
  ...commitmentOperations,
  ...pauseOperations,
  ...actOperations,
  ...acknowledgementOperations,
  ...shareOperations,
  ...coupleOperations,
} satisfies Declarations<OperationName>;

const entities = {
  sealed,
  commitment,
  act,
  pause,
  acknowledgement,
  check_in_share,
  shared_point,
  shared_check_in,
} satisfies Record<EntityKind, EntityRule>;

const records = {
  check_in: checkIn,
  commitment: sealedCommitment,
  act: sealedAct,
  pause: sealedPause,
  opened,
  pin,
  sharing,
  reflection,
  event,
  draft: unread,
  question: unread,
  preferences,
  role_label: roleLabel,
} satisfies Record<SealedKind, SealedDeclaration<Body>>;

export const rules: Rules = { operations, entities, sealed: records, endAgain: leaveAgain, resendFields: resendSettings };

/** What a sealed record of each kind holds. */
export type SealedBodies = { [Kind in SealedKind]: NonNullable<ReturnType<(typeof records)[Kind]["parse"]>> };
/** What a shared row of each kind holds. */
export type SharedBodies = Omit<EntityBodies, "sealed" | "act" | "commitment"> & { act: ActBody; commitment: CommitmentBody };

export function isSealed<K extends SealedKind, R extends Row>(row: R, kind: K): row is R & { body: SealedBodies[K] } {
  return row.is_sealed && row.kind === kind && !row.unreadable;
}

export function isShared<K extends keyof SharedBodies, R extends Row>(row: R, kind: K): row is R & { body: SharedBodies[K] } {
  return !row.is_sealed && row.kind === kind;
}

export interface Listed {
  /** The key of its name in the catalogue. */
  title: string;
  details: Details;
}

const declared: Readonly<Record<string, ListedRule>> = operations;
const declaredRecords: Readonly<Record<string, SealedDeclaration<Body>>> = records;

/** How lists of what was written show it; null for what stands in none. */
export function listed({ name, body, opened }: Pick<Draft, "name" | "body" | "opened">): Listed | null {
  if (!opened) return { title: name, details: declared[name]?.details?.(body) ?? {} };
  const record = declaredRecords[opened.kind];
  const details = record?.details(opened.value) ?? null;
  return details && { title: record?.title ?? name, details };
}
