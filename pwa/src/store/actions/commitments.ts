import type { OperationBodies } from "../../api/wire";
import { REVIEW_DAYS, withoutWords } from "../../domain/commitment";
import { addDays } from "../../domain/days";
import type { LocalDay } from "../../domain/types";
import { isSealed } from "../../entities";
import type { CommitmentBody } from "../../entities/commitment";
import { draft } from "../../entities/declare";
import type { Draft } from "../../replica/model";
import { type Context, commit, myId, privateSpace, putSealed, sealedRow, sharedRow, worldOf } from "./context";
import type { Actions } from "./types";

type Commitments = Pick<
  Actions,
  | "make_commitment"
  | "edit_commitment"
  | "renew_commitment"
  | "end_commitment"
  | "delete_commitment"
  | "bring_into_couple"
  | "pause"
  | "end_pause"
>;
type Change = "edit_commitment" | "renew_commitment" | "end_commitment" | "delete_commitment";

export function commitments(context: Context): Commitments {
  /** A change to a commitment wherever it lives: sealed again with what is `changed`, or the named operation. */
  const change = <Name extends Change>(
    name: Name,
    body: OperationBodies[Name],
    changed: (before: CommitmentBody) => Partial<CommitmentBody>,
  ): Promise<void> =>
    commit(context, () => {
      const sealed = sealedRow(context, "commitment", body.id);
      if (sealed) return [putSealed(context, "commitment", body.id, { ...sealed.body, ...changed(sealed.body) })];
      const shared = sharedRow(context, "commitment", body.id);
      return shared ? [draft(shared.space_id, name, body)] : [];
    });

  return {
    async make_commitment({ title, starts_on = context.today.value, review_on, is_private, ...rest }) {
      const id = crypto.randomUUID();
      const body = { ...rest, title: title.trim(), starts_on, review_on: review_on ?? addDays(starts_on, REVIEW_DAYS) };
      await commit(context, () => {
        const space_id = context.couple.value?.space_id;
        if (!is_private && space_id !== undefined) return [draft(space_id, "make_commitment", { id, ...body })];
        return [putSealed(context, "commitment", id, { author_id: myId(context), ...body, ended_on: null })];
      });
      return id;
    },

    edit_commitment: (id, edit) => change("edit_commitment", { id, ...edit }, () => edit),
    renew_commitment: (id, review_on) => change("renew_commitment", { id, review_on }, () => ({ review_on, ended_on: null })),
    end_commitment: (id) => change("end_commitment", { id, ended_on: context.today.value }, () => ({ ended_on: context.today.value })),

    delete_commitment: (id) => change("delete_commitment", { id }, (before) => withoutWords(before, context.today.value)),

    async bring_into_couple(id) {
      await commit(context, () => {
        const row = sealedRow(context, "commitment", id);
        const space_id = context.couple.value?.space_id;
        if (!row || row.body.title === null || space_id === undefined) return [];
        const { title, kind, rhythm, review_on, starts_on } = row.body;
        const today = context.today.value;
        const made = { id: crypto.randomUUID(), title, kind, rhythm, starts_on: starts_on > today ? starts_on : today, review_on };
        return [
          putSealed(context, "commitment", id, { ...row.body, ended_on: addDays(today, -1) }),
          draft(space_id, "make_commitment", made),
        ];
      });
    },

    async pause({ scope, commitment_id, from_on, until_on }) {
      const body = { scope, commitment_id: commitment_id ?? null, from_on, until_on: until_on ?? null };
      await commit(context, () => {
        const space_id = context.couple.value?.space_id;
        const is_private = commitment_id === undefined ? null : sealedRow(context, "commitment", commitment_id) !== undefined;
        const drafts: Draft[] = [];
        if (space_id !== undefined && !is_private) drafts.push(draft(space_id, "pause", { id: crypto.randomUUID(), ...body }));
        // "All of mine" reaches into both spaces; what both pause together is only what both share.
        if (is_private ?? (scope === "mine" && (space_id === undefined || hasPrivate(context)))) {
          drafts.push(putSealed(context, "pause", crypto.randomUUID(), { author_id: myId(context), ...body }));
        }
        return drafts;
      });
    },

    async end_pause(id, until_on: LocalDay) {
      await commit(context, () => {
        const sealed = sealedRow(context, "pause", id);
        if (sealed) return [putSealed(context, "pause", id, { ...sealed.body, until_on })];
        const shared = sharedRow(context, "pause", id);
        return shared ? [draft(shared.space_id, "end_pause", { id, until_on })] : [];
      });
    },
  };
}

function hasPrivate(context: Context): boolean {
  const { rows } = worldOf(context);
  return [...rows.values()].some(
    (row) => row.space_id === privateSpace(context) && isSealed(row, "commitment") && row.body.ended_on === null,
  );
}
