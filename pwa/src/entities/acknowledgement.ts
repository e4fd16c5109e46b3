import type { EntityBodies } from "../api/wire";
import type { Row } from "../replica/model";
import type { EntityRule } from "../replica/rules";
import { type Declarations, isSame, rowsOf } from "./declare";

export type AcknowledgementBody = EntityBodies["acknowledgement"];

const acknowledgements = rowsOf<AcknowledgementBody>("acknowledgement");

export const acknowledgementOperations = {
  acknowledge: {
    entity: "acknowledgement",
    effect: (world, { space_id, body: { id, ...body } }) =>
      acknowledgements.put(world, space_id, id, { author_id: world.me.person.id, ...body }),
    // After a restore only the act's author can send the act again.
    dependsOn: ({ act_id }) => String(act_id),
    details: ({ act_id, answer, words }) => ({ act_id, is_answer: true, answer, written: words }),
  },
  take_back_acknowledgement: {
    entity: "acknowledgement",
    effect: (world, { space_id, body: { id } }) => acknowledgements.remove(world, space_id, id),
  },
} satisfies Declarations<"acknowledge" | "take_back_acknowledgement">;

export const acknowledgement = {
  resend_order: 4,
  isEnded: ({ deleted }) => deleted,
  end: ({ id }) => [{ name: "take_back_acknowledgement", body: { id }, is_ending: true }],
  resend({ id, body: { author_id: _, ...body } }: Row<AcknowledgementBody>, theirs: Row<AcknowledgementBody> | undefined, { is_later }) {
    const { author_id: __, ...known } = theirs?.body ?? { author_id: null };
    return theirs && !is_later && isSame(body, known) ? [] : [{ name: "acknowledge", body: { id, ...body } }];
  },
} satisfies EntityRule;
