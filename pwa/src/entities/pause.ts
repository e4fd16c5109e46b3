import type { EntityBodies } from "../api/wire";
import { hasShape, isDay, isNullOr, isOneOf, isText } from "../domain/checks";
import { noonText } from "../domain/days";
import type { Row } from "../replica/model";
import type { EntityRule } from "../replica/rules";
import { type Declarations, rowsOf, type SealedDeclaration } from "./declare";

export type PauseBody = EntityBodies["pause"];

const pauses = rowsOf<PauseBody>("pause");

export const pauseOperations = {
  pause: {
    entity: "pause",
    effect: (world, { space_id, body: { id, ...body } }) => pauses.put(world, space_id, id, { author_id: world.me.person.id, ...body }),
    details: ({ commitment_id, from_on }) => ({ commitment_id, on: from_on }),
  },
  end_pause: {
    entity: "pause",
    effect: (world, { space_id, body: { id, until_on } }) => pauses.patch(world, space_id, id, { until_on }),
  },
} satisfies Declarations<"pause" | "end_pause">;

export const pause = {
  resend_order: 3,
  isEnded: ({ deleted }) => deleted,
  end: () => [],
  resend({ id, body: { author_id: _, ...body } }: Row<PauseBody>, theirs: Row<PauseBody> | undefined, { zone }) {
    const { from_on, until_on } = body;
    if (!theirs) return [{ name: "pause", body: { id, ...body }, recorded_at: noonText(zone, from_on) }];
    if (until_on === null || until_on === theirs.body.until_on) return [];
    return [{ name: "end_pause", body: { id, until_on }, is_ending: true, recorded_at: noonText(zone, until_on) }];
  },
} satisfies EntityRule;

const isPause = hasShape<PauseBody>({
  author_id: isText,
  scope: isOneOf("commitment", "mine", "both"),
  commitment_id: isNullOr(isText),
  from_on: isDay,
  until_on: isNullOr(isDay),
});

export const sealedPause: SealedDeclaration<PauseBody> = {
  version: 1,
  parse: (value) => (isPause(value) ? value : undefined),
  details: ({ commitment_id, from_on }) => ({ commitment_id, on: from_on }),
};
