import { type Context, commit, opened, privateSpace, worldOf } from "./context";
import type { Actions } from "./types";

type Couple = Pick<
  Actions,
  "set_settings" | "set_role_label" | "leave_couple" | "take_back_deletion" | "waive_deletion_wait" | "mark_ending_read"
>;

/** What is between the two, and a person's own settings. */
export function couple(context: Context): Couple {
  const inCouple = (kind: string, body: Record<string, unknown>): Promise<void> =>
    commit(context, () => {
      const space_id = context.couple.value?.space_id;
      return space_id === undefined ? [] : [{ space_id, kind, body }];
    });

  const afterwards = (couple_id: string, kind: string): Promise<void> =>
    commit(context, () => {
      const ended = worldOf(context).me.couples.find(({ id }) => id === couple_id);
      return ended ? [{ space_id: ended.space_id, kind, body: {} }] : [];
    });

  const markRead = async (couple_id: string): Promise<void> => {
    const { live } = opened(context);
    const read = live.notes.value.endings_read;
    if (!read.includes(couple_id)) await live.note({ endings_read: [...read, couple_id] });
  };

  return {
    set_settings: (change) => commit(context, () => [{ space_id: privateSpace(context), kind: "set_settings", body: { ...change } }]),
    set_role_label: (label) => inCouple("set_role_label", { label }),

    async leave_couple(delete_mine) {
      const { value } = context.couple;
      if (!value) return;
      // Who leaves knows: only the other reads it as news.
      await markRead(value.id);
      await inCouple("leave_couple", { delete_mine });
    },

    take_back_deletion: (couple_id) => afterwards(couple_id, "take_back_deletion"),
    waive_deletion_wait: (couple_id) => afterwards(couple_id, "waive_deletion_wait"),
    mark_ending_read: markRead,
  };
}
