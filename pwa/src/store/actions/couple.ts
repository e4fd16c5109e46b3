import type { OperationBodies } from "../../api/wire";
import { privateId } from "../../crypto/ids";
import { draft } from "../../entities/declare";
import { type Context, commit, opened, privateSpace, putSealed, worldOf } from "./context";
import type { Actions } from "./types";

type Couple = Pick<
  Actions,
  "set_settings" | "set_role_label" | "leave_couple" | "take_back_deletion" | "waive_deletion_wait" | "mark_ending_read"
>;

/** What is between the two, and a person's own settings. */
export function couple(context: Context): Couple {
  const afterwards = (couple_id: string, name: "take_back_deletion" | "waive_deletion_wait"): Promise<void> =>
    commit(context, () => {
      const ended = worldOf(context).me.couples.find(({ id }) => id === couple_id);
      return ended ? [draft(ended.space_id, name, {})] : [];
    });

  const markRead = async (couple_id: string): Promise<void> => {
    const { live } = opened(context);
    const read = live.notes.value.endings_read;
    if (!read.includes(couple_id)) await live.note({ endings_read: [...read, couple_id] });
  };

  return {
    set_settings: (change: OperationBodies["set_settings"]) =>
      commit(context, () => [draft(privateSpace(context), "set_settings", change)]),

    set_role_label: (label) =>
      commit(context, async (keys) => {
        const couple_id = context.couple.value?.id;
        if (couple_id === undefined) return [];
        return [putSealed(context, "role_label", await privateId(keys.id, "role_label", couple_id), { couple_id, label })];
      }),

    async leave_couple(delete_mine) {
      const { value } = context.couple;
      if (!value) return;
      // Who leaves knows: only the other reads it as news.
      await markRead(value.id);
      await commit(context, () => [draft(value.space_id, "leave_couple", { delete_mine })]);
    },

    take_back_deletion: (couple_id) => afterwards(couple_id, "take_back_deletion"),
    waive_deletion_wait: (couple_id) => afterwards(couple_id, "waive_deletion_wait"),
    mark_ending_read: markRead,
  };
}
