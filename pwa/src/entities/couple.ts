import type { Me } from "../api/wire";
import { localDay } from "../domain/days";
import type { Draft } from "../replica/model";
import { type Declarations, draft } from "./declare";

type Couple = Me["couples"][number];

export const coupleOperations = {
  leave_couple: {
    entity: null,
    effect({ me }, { space_id, recorded_at }) {
      patch(me, space_id, { state: "ended", ended_on: localDay(me.person.zone, new Date(recorded_at)) });
    },
  },
  take_back_deletion: { entity: null, effect: ({ me }, { space_id }) => patch(me, space_id, { deletion: null }) },
  // Only the server can delete.
  waive_deletion_wait: { entity: null, effect: () => undefined },
} satisfies Declarations<"leave_couple" | "take_back_deletion" | "waive_deletion_wait">;

/** Leaves again every couple that this person knows to be over and the restored server does not. */
export function leaveAgain(before: Me, after: Me): Draft[] {
  return before.couples
    .filter(({ id, state }) => state === "ended" && after.couples.some((one) => one.id === id && one.state === "active"))
    .map(({ space_id, deletion }) => draft(space_id, "leave_couple", { delete_mine: deletion !== null }, { is_resent: true }));
}

function patch(me: Me, space_id: string, change: Partial<Couple>): void {
  me.couples = me.couples.map((one) => (one.space_id === space_id ? { ...one, ...change } : one));
}
