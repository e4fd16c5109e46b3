import type { EntityBodies } from "../api/wire";
import { noonText } from "../domain/days";
import type { Row } from "../replica/model";
import type { EntityRule } from "../replica/rules";
import { type Declarations, isSame, rowsOf } from "./declare";

export type HighlightBody = EntityBodies["highlight"];

const highlights = rowsOf<HighlightBody>("highlight");

export const highlightOperations = {
  give_highlight: {
    entity: "highlight",
    // It waits in its author's own space; only the server knows when the other's is there.
    effect(world, { space_id, body: { id, is_favourite = false, ...body } }) {
      const { private_space_id, person } = world.me;
      if (is_favourite) {
        for (const row of [...world.rows.values()]) {
          if (row.space_id === private_space_id) highlights.patch(world, private_space_id, row.id, { is_favourite: false });
        }
      }
      highlights.put(world, private_space_id, id, { author_id: person.id, for_space_id: space_id, is_favourite, ...body });
    },
    details: ({ on, words }) => ({ on, written: words }),
  },
  take_back_highlight: {
    entity: "highlight",
    effect: (world, { body: { id } }) => highlights.remove(world, world.me.private_space_id, id),
  },
} satisfies Declarations<"give_highlight" | "take_back_highlight">;

export const highlight = {
  resend_order: 8,
  isEnded: ({ deleted }) => deleted,
  // A tombstone is of one that waited: taken back, or moved when both were revealed.
  end: ({ id }, theirs) => {
    const space_id = theirs?.body.for_space_id;
    return typeof space_id === "string" ? [{ space_id, name: "take_back_highlight", body: { id }, is_ending: true }] : [];
  },
  resend({ id, body }: Row<HighlightBody>, theirs: Row<HighlightBody> | undefined, { is_later, zone }) {
    if (theirs && !is_later && isSame(body, theirs.body)) return [];
    const { for_space_id, on, words, is_favourite } = body;
    const given = { id, on, words, is_favourite };
    return [{ space_id: for_space_id, name: "give_highlight", body: given, recorded_at: noonText(zone, on) }];
  },
} satisfies EntityRule;
