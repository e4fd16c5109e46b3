// Sealed records that have no shared form. Each parses what a device wrote, of this app or another.
import { type Check, hasShape, isDay, isMapOf, isMissingOr, isNullOr, isNumber, isOneOf, isRecord, isText } from "../domain/checks";
import type { LocalDay, RoleLabel } from "../domain/types";
import type { Body } from "../replica/model";
import type { SealedDeclaration } from "./declare";

export type CheckInBody = {
  on: LocalDay;
  zone: string;
  safe: number | null;
  seen: number | null;
  valued: number | null;
};
/** Up to which rev of a couple's space everything of the partner's was opened. */
export type OpenedBody = { space_id: string; rev: number };
/** Another person's public key as it was checked once. */
export type PinBody = { person_id: string; public_key: string };
/** What is shared of the check-ins, for the author's other devices; `epoch` is that of the server at the time. */
export type SharingBody = { space_id: string; mode: "trend" | "values" | null; from_on: LocalDay; epoch?: string | null | undefined };
export type ReflectionBody = { on: LocalDay; prompt: "tonight"; text: string };
export type EventBody = { on: LocalDay; label: string };
/** What need not be offered again, and the day on which that was chosen. */
export type PreferencesBody = { put_aside?: Record<string, LocalDay> | undefined };
export type RoleLabelBody = { couple_id: string; label: RoleLabel };

const parsedBy =
  <T extends Body>(check: Check<T>) =>
  (value: unknown): T | undefined =>
    check(value) ? value : undefined;

const isRating = isNullOr(isNumber);

export const checkIn: SealedDeclaration<CheckInBody> = {
  version: 1,
  parse: parsedBy(hasShape<CheckInBody>({ on: isDay, zone: isText, safe: isRating, seen: isRating, valued: isRating })),
  details: ({ on }) => ({ on }),
};

export const opened: SealedDeclaration<OpenedBody> = {
  version: 1,
  parse: parsedBy(hasShape<OpenedBody>({ space_id: isText, rev: isNumber })),
  // Two devices opened things: what one has read stays read.
  isAhead: (here, arrived) => Number(here.rev) > Number(arrived.rev),
  // Among what is sent it would look like a receipt for the partner.
  details: () => null,
};

export const pin: SealedDeclaration<PinBody> = {
  version: 1,
  parse: parsedBy(hasShape<PinBody>({ person_id: isText, public_key: isText })),
  details: () => ({}),
};

export const sharing: SealedDeclaration<SharingBody> = {
  version: 1,
  parse: parsedBy(
    hasShape<SharingBody>({
      space_id: isText,
      mode: isNullOr(isOneOf("trend", "values")),
      from_on: isDay,
      epoch: isMissingOr(isNullOr(isText)),
    }),
  ),
  details: () => ({}),
};

export const reflection: SealedDeclaration<ReflectionBody> = {
  version: 1,
  parse: parsedBy(hasShape<ReflectionBody>({ on: isDay, prompt: isOneOf("tonight"), text: isText })),
  details: ({ on, text }) => ({ on, written: text }),
};

export const event: SealedDeclaration<EventBody> = {
  version: 1,
  parse: parsedBy(hasShape<EventBody>({ on: isDay, label: isText })),
  details: ({ on, label }) => ({ on, written: label }),
};

export const preferences: SealedDeclaration<PreferencesBody> = {
  version: 1,
  parse: parsedBy(hasShape<PreferencesBody>({ put_aside: isMissingOr(isMapOf(isText)) })),
  details: () => ({}),
};

export const roleLabel: SealedDeclaration<RoleLabelBody> = {
  version: 1,
  parse: parsedBy(hasShape<RoleLabelBody>({ couple_id: isText, label: isNullOr(isOneOf("involved", "injured", "both")) })),
  title: "role_label",
  // Which words a person chose for themselves is printed nowhere.
  details: () => ({}),
};

/** Kinds that other clients may write and no screen of this app reads. */
export const unread: SealedDeclaration<Body> = { version: 1, parse: parsedBy(isRecord), details: () => ({}) };
