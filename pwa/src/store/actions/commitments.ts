import { addDays } from "../../domain/days";
import type { Commitment, LocalDay } from "../../domain/types";
import type { Body, Draft } from "../../replica/model";
import { putSealed } from "../../replica/private";
import { withoutWords } from "../../replica/project";
import { type Context, changeRow, commit, myId, privateSpace, rowOf, worldOf } from "./context";
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

/** Four weeks, then it ends unless it is renewed. */
const REVIEW_DAYS = 28;

export function commitments(context: Context): Commitments {
  /** A change to one's own commitment or pause, wherever it lives; `besides` is what follows from it without being said. */
  const change = (wire: "commitment" | "pause", id: string, said: Body, kind: string, besides: Body = {}): Promise<void> =>
    commit(context, () => {
      const row = rowOf(context, wire, id);
      return row ? [changeRow(row, { ...said, ...besides }, { kind, body: { id, ...said } })] : [];
    });

  return {
    async make_commitment({ title, kind, rhythm, starts_on = context.today.value, review_on, is_private }) {
      const id = crypto.randomUUID();
      const said = { title: title.trim(), kind, rhythm, starts_on, review_on: review_on ?? addDays(starts_on, REVIEW_DAYS) };
      await commit(context, () => {
        const space_id = context.couple.value?.space_id;
        if (!is_private && space_id !== undefined) return [{ space_id, kind: "make_commitment", body: { id, ...said } }];
        const body = { author_id: myId(context), ...said, ended_on: null };
        return [putSealed(privateSpace(context), "commitment", id, body)];
      });
      return id;
    },

    edit_commitment: (id, said) => change("commitment", id, said, "edit_commitment"),
    renew_commitment: (id, review_on) => change("commitment", id, { review_on }, "renew_commitment", { ended_on: null }),
    end_commitment: (id) => change("commitment", id, { ended_on: context.today.value }, "end_commitment"),

    async delete_commitment(id) {
      await commit(context, () => {
        const row = rowOf(context, "commitment", id);
        if (!row) return [];
        const gone = withoutWords(row.body as unknown as Commitment, context.today.value);
        return [changeRow(row, gone, { kind: "delete_commitment", body: { id } })];
      });
    },

    async bring_into_couple(id) {
      await commit(context, () => {
        const row = rowOf(context, "commitment", id);
        const space_id = context.couple.value?.space_id;
        if (row?.wire !== "sealed" || space_id === undefined) return [];
        const { title, kind, rhythm, review_on, starts_on } = row.body as unknown as Commitment;
        const today = context.today.value;
        const made = { id: crypto.randomUUID(), title, kind, rhythm, starts_on: starts_on > today ? starts_on : today, review_on };
        return [
          putSealed(row.space_id, "commitment", id, { ...row.body, ended_on: addDays(today, -1) }),
          { space_id, kind: "make_commitment", body: made },
        ];
      });
    },

    async pause({ scope, commitment_id, from_on, until_on }) {
      const said = { scope, commitment_id: commitment_id ?? null, from_on, until_on: until_on ?? null };
      await commit(context, () => {
        const space_id = context.couple.value?.space_id;
        const target = commitment_id === undefined ? undefined : rowOf(context, "commitment", commitment_id);
        const drafts: Draft[] = [];
        if (space_id !== undefined && (target ? target.wire !== "sealed" : true)) {
          drafts.push({ space_id, kind: "pause", body: { id: crypto.randomUUID(), ...said } });
        }
        // "All of mine" reaches into both spaces; what both pause together is only what both share.
        if (target ? target.wire === "sealed" : scope === "mine" && (space_id === undefined || hasPrivate(context))) {
          const body = { author_id: myId(context), ...said };
          drafts.push(putSealed(privateSpace(context), "pause", crypto.randomUUID(), body));
        }
        return drafts;
      });
    },

    end_pause: (id, until_on: LocalDay) => change("pause", id, { until_on }, "end_pause"),
  };
}

function hasPrivate(context: Context): boolean {
  return [...worldOf(context).rows.values()].some(
    ({ wire, kind, body }) => wire === "sealed" && kind === "commitment" && body.ended_on === null,
  );
}
