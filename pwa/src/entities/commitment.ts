import type { EntityBodies } from "../api/wire";
import { hasShape, isDay, isEither, isListOf, isNullOr, isNumber, isOneOf, isText } from "../domain/checks";
import { REVIEW_DAYS, withoutWords } from "../domain/commitment";
import { addDays, localDay, noonText } from "../domain/days";
import { KINDS, type Rhythm } from "../domain/types";
import type { Row } from "../replica/model";
import type { EntityRule, Resend } from "../replica/rules";
import { type Declarations, rowsOf, type SealedDeclaration } from "./declare";

/** The schema gives one rhythm with all details; each type has only its own. */
export type CommitmentBody = Omit<EntityBodies["commitment"], "rhythm"> & { rhythm: Rhythm };

const commitments = rowsOf<EntityBodies["commitment"]>("commitment");

export const commitmentOperations = {
  make_commitment: {
    entity: "commitment",
    effect(world, { space_id, body: { id, review_on, ...rest } }) {
      const body = { author_id: world.me.person.id, ...rest, review_on: review_on ?? addDays(rest.starts_on, REVIEW_DAYS), ended_on: null };
      commitments.put(world, space_id, id, body);
    },
    details: ({ title }) => ({ title }),
  },
  edit_commitment: {
    entity: "commitment",
    effect: (world, { space_id, body: { id, ...change } }) => commitments.patch(world, space_id, id, change),
    details: ({ id, title }) => ({ title, commitment_id: id }),
  },
  renew_commitment: {
    entity: "commitment",
    effect: (world, { space_id, body: { id, review_on } }) => commitments.patch(world, space_id, id, { review_on, ended_on: null }),
    details: ({ id }) => ({ commitment_id: id }),
  },
  end_commitment: {
    entity: "commitment",
    effect: (world, { space_id, body: { id, ended_on } }) => commitments.patch(world, space_id, id, { ended_on }),
    details: ({ id }) => ({ commitment_id: id }),
  },
  delete_commitment: {
    entity: "commitment",
    is_final: true,
    effect(world, { space_id, recorded_at, body: { id } }) {
      const row = commitments.get(world, space_id, id);
      const today = localDay(world.me.person.zone, new Date(recorded_at));
      if (row) commitments.patch(world, space_id, id, withoutWords(row.body, today));
    },
    details: ({ id }) => ({ commitment_id: id }),
  },
} satisfies Declarations<"make_commitment" | "edit_commitment" | "renew_commitment" | "end_commitment" | "delete_commitment">;

export const commitment = {
  resend_order: 1,
  isEnded: ({ deleted, body }: Row<CommitmentBody>) => deleted || body.title === null,
  end: ({ id }) => [{ name: "delete_commitment", body: { id }, is_ending: true }],
  resend({ id, body }: Row<CommitmentBody>, theirs: Row<CommitmentBody> | undefined, { is_later, zone }) {
    const { title, kind, rhythm, starts_on, review_on, ended_on } = body;
    // The server counts from the day of recording how far back a day may lie.
    const ends: Resend[] =
      ended_on === null
        ? []
        : [{ name: "end_commitment", body: { id, ended_on }, is_ending: theirs !== undefined, recorded_at: noonText(zone, ended_on) }];
    if (!theirs) {
      const made = { id, title, kind, rhythm, starts_on, review_on };
      return [{ name: "make_commitment", body: made, recorded_at: noonText(zone, starts_on) }, ...ends];
    }
    const drafts = ended_on === theirs.body.ended_on ? [] : ends;
    if (is_later || title !== theirs.body.title || kind !== theirs.body.kind)
      drafts.push({ name: "edit_commitment", body: { id, title, kind } });
    if (review_on !== theirs.body.review_on) drafts.push({ name: "renew_commitment", body: { id, review_on } });
    return drafts;
  },
} satisfies EntityRule;

const isRhythm = isEither(
  hasShape<{ type: "daily" | "once" }>({ type: isOneOf("daily", "once") }),
  isEither(
    hasShape<Rhythm & { type: "weekdays" }>({ type: isOneOf("weekdays"), days: isListOf(isNumber) }),
    isEither(
      hasShape<Rhythm & { type: "times_a_week" }>({ type: isOneOf("times_a_week"), times: isNumber }),
      hasShape<Rhythm & { type: "every_n_days" }>({ type: isOneOf("every_n_days"), n: isNumber }),
    ),
  ),
);
const isCommitment = hasShape<CommitmentBody>({
  author_id: isText,
  title: isNullOr(isText),
  kind: isOneOf(...KINDS),
  rhythm: isRhythm,
  starts_on: isDay,
  review_on: isDay,
  ended_on: isNullOr(isDay),
});

export const sealedCommitment: SealedDeclaration<CommitmentBody> = {
  version: 1,
  parse: (value) => (isCommitment(value) ? value : undefined),
  details: ({ title }) => ({ title }),
};
