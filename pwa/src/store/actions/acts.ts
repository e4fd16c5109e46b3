import { privateId, sharedId } from "../../crypto/ids";
import { type ActBody, type ActEntry, isTakenBack, latest, removedAct, withEntry } from "../../domain/act";
import { draft } from "../../entities/declare";
import type { Draft, View } from "../../replica/model";
import { type Context, commit, myId, putSealed, sealedRow, sharedRow, worldOf } from "./context";
import type { Actions } from "./types";

type Acts = Pick<
  Actions,
  "log_outcome" | "add_act" | "change_act" | "delete_act" | "take_back_act" | "open_all" | "acknowledge" | "take_back_acknowledgement"
>;

export function acts(context: Context): Acts {
  const actOf = (id: string): View<ActBody> | undefined => {
    const row = sealedRow(context, "act", id) ?? sharedRow(context, "act", id);
    return row && isAct(row) ? row : undefined;
  };

  /** An entry in the private space, under the same rules as the server's. */
  const enterPrivately = (id: string, entry: ActEntry): Draft => {
    const body = withEntry(actOf(id)?.body, entry, myId(context), context.today.value, false);
    return putSealed(context, "act", id, body);
  };

  const enterShared = (space_id: string, id: string, { kind, ...entry }: ActEntry): Draft[] =>
    kind === null ? [] : [draft(space_id, "log_act", { id, zone: worldOf(context).me.person.zone, kind, ...entry })];

  return {
    async log_outcome(commitment_id, on, outcome, extra = {}) {
      await commit(context, async (keys) => {
        const promise = sealedRow(context, "commitment", commitment_id) ?? sharedRow(context, "commitment", commitment_id);
        if (!promise) return [];
        const parts = ["act", commitment_id, on];
        const id = promise.is_sealed ? await privateId(keys.id, ...parts) : await sharedId(promise.space_id, ...parts);
        const existing = actOf(id)?.body;
        const before = existing && latest(existing);
        const entry: ActEntry = {
          on,
          kind: promise.body.kind,
          commitment_id,
          outcome,
          hard: extra.hard ?? before?.hard ?? false,
          note: extra.note ?? before?.note ?? "",
          told: false,
        };
        return promise.is_sealed ? [enterPrivately(id, entry)] : enterShared(promise.space_id, id, entry);
      });
    },

    async add_act({ is_private, ...rest }) {
      const id = crypto.randomUUID();
      await commit(context, () => {
        const entry: ActEntry = { ...rest, commitment_id: null, outcome: null };
        const space_id = context.couple.value?.space_id;
        return is_private || space_id === undefined ? [enterPrivately(id, entry)] : enterShared(space_id, id, entry);
      });
      return id;
    },

    async change_act(id, change) {
      await commit(context, () => {
        const row = actOf(id);
        if (!row) return [];
        const { on, kind, commitment_id, told } = row.body;
        const entry: ActEntry = { on, kind, commitment_id, told, ...latest(row.body), ...change };
        return row.is_sealed ? [enterPrivately(id, entry)] : enterShared(row.space_id, id, entry);
      });
    },

    async delete_act(id) {
      await commit(context, () => {
        const row = actOf(id);
        if (!row) return [];
        return [row.is_sealed ? putSealed(context, "act", id, removedAct(row.body)) : draft(row.space_id, "delete_act", { id })];
      });
    },

    async take_back_act(id) {
      await commit(context, () => {
        const row = actOf(id);
        if (!row) return [];
        const taken_back = { on: row.body.on, taken_back: true } as const;
        return [row.is_sealed ? putSealed(context, "act", id, taken_back) : draft(row.space_id, "take_back_act", { id })];
      });
    },

    async open_all() {
      await commit(context, async (keys) => {
        const space_id = context.couple.value?.space_id;
        if (space_id === undefined) return [];
        const rows = [...worldOf(context).rows.values()].filter((row) => row.space_id === space_id);
        const theirs = rows.filter(({ body }) => body.author_id !== myId(context));
        const rev = Math.max(0, ...theirs.map((row) => row.rev));
        return [putSealed(context, "opened", await privateId(keys.id, "opened", space_id), { space_id, rev })];
      });
    },

    async acknowledge(act_id, answer, words = "") {
      await commit(context, async () => {
        const act = sharedRow(context, "act", act_id);
        if (!act) return [];
        const id = await sharedId(act.space_id, "acknowledgement", act_id, myId(context));
        return [draft(act.space_id, "acknowledge", { id, act_id, answer, words })];
      });
    },

    async take_back_acknowledgement(act_id) {
      await commit(context, async () => {
        const act = sharedRow(context, "act", act_id);
        if (!act) return [];
        const id = await sharedId(act.space_id, "acknowledgement", act_id, myId(context));
        return [draft(act.space_id, "take_back_acknowledgement", { id })];
      });
    },
  };
}

const isAct = (row: View): row is View<ActBody> => !isTakenBack(row.body);
