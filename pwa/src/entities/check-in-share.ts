import type { EntityBodies, EntityKind } from "../api/wire";
import type { World } from "../replica/model";
import type { EntityRule } from "../replica/rules";
import { type Declarations, rowsOf } from "./declare";

export type ShareBody = EntityBodies["check_in_share"];

const shares = rowsOf<ShareBody>("check_in_share");
const SHARED: readonly string[] = ["check_in_share", "shared_point", "shared_check_in"] satisfies EntityKind[];

/** Recorded before a restore of the server, after which the author is asked anew whether to share. */
const dropped_on = ["sharing_suspended"];

export const shareOperations = {
  share_check_ins: {
    entity: "check_in_share",
    dropped_on,
    effect(world, { space_id, body: { id, mode } }) {
      const before = shares.get(world, space_id, id);
      if (before && before.body.mode !== mode) removeShared(world, space_id);
      shares.put(world, space_id, id, { author_id: world.me.person.id, mode });
    },
  },
  // Points and values are shown to the other alone.
  publish_trend: { entity: null, dropped_on, effect: () => undefined },
  publish_check_ins: { entity: null, dropped_on, effect: () => undefined },
  withdraw_check_ins: { entity: null, effect: (world, { space_id }) => removeShared(world, space_id) },
} satisfies Declarations<"share_check_ins" | "publish_trend" | "publish_check_ins" | "withdraw_check_ins">;

/** That something is shared is never sent again: its author is asked. That it was withdrawn is. */
export const check_in_share = {
  resend_order: 5,
  isEnded: ({ deleted }) => deleted,
  end: (_, theirs) => (theirs ? [{ name: "withdraw_check_ins", body: {}, is_ending: true }] : []),
  resend: () => [],
} satisfies EntityRule;

/** Goes with the share. */
const published = { resend_order: 6, isEnded: ({ deleted }) => deleted, end: () => [], resend: () => [] } satisfies EntityRule;
export const shared_point = published;
export const shared_check_in = published;

/** The author's own rows only. */
function removeShared({ rows, me }: World, space_id: string): void {
  for (const [key, row] of rows) {
    if (row.space_id === space_id && row.body.author_id === me.person.id && SHARED.includes(row.kind)) rows.delete(key);
  }
}
