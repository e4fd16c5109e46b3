import { type ActBody, isTakenBack, removedAct, type TakenBackAct, withEntry } from "../domain/act";
import { hasShape, isBoolean, isDay, isEither, isListOf, isMissingOr, isNullOr, isOneOf, isText } from "../domain/checks";
import { addDays, localDay, noonText } from "../domain/days";
import { KINDS, OUTCOMES } from "../domain/types";
import type { Row, World } from "../replica/model";
import type { EntityRule, Resend } from "../replica/rules";
import { type Declarations, isSame, rowsOf, type SealedDeclaration } from "./declare";

export type { ActBody };
export type SealedAct = ActBody | TakenBackAct;

const acts = rowsOf<ActBody>("act");

export const actOperations = {
  log_act: {
    entity: "act",
    effect(world, { space_id, recorded_at, body: { id, zone, ...entry } }) {
      const existing = acts.get(world, space_id, id)?.body;
      const recorded = localDay(zone, new Date(recorded_at));
      acts.put(world, space_id, id, withEntry(existing, entry, world.me.person.id, recorded, isAnswered(world, space_id, id)));
    },
    details: ({ id, on, note, outcome, commitment_id }) => ({ act_id: id, on, written: note, outcome, commitment_id }),
  },
  delete_act: {
    entity: "act",
    is_final: true,
    effect(world, { space_id, body: { id } }) {
      const existing = acts.get(world, space_id, id);
      if (existing) acts.put(world, space_id, id, removedAct(existing.body));
    },
    details: ({ id }) => ({ act_id: id }),
  },
  take_back_act: {
    entity: "act",
    effect: (world, { space_id, body: { id } }) => acts.remove(world, space_id, id),
    details: ({ id }) => ({ act_id: id }),
  },
} satisfies Declarations<"log_act" | "delete_act" | "take_back_act">;

export const act = {
  resend_order: 2,
  isEnded: ({ deleted, body }: Row<ActBody>) => deleted || body.removed,
  end: ({ id, deleted }) => [{ name: deleted ? "take_back_act" : "delete_act", body: { id }, is_ending: true }],
  resend({ id, body }: Row<ActBody>, theirs: Row<ActBody> | undefined, { is_later, zone }) {
    const { on, kind, commitment_id, outcome, hard, note, told, free_until_on } = body;
    const first = { id, on, zone, kind, commitment_id, outcome, hard, note, told };
    const known = theirs?.body.corrections.length ?? 0;
    const corrections: Resend[] = body.corrections
      .slice(known)
      .map((correction) => ({ name: "log_act", body: { ...first, ...correction } }));
    if (theirs && (corrections.length > 0 || (!is_later && isSame(authored(body), authored(theirs.body))))) return corrections;
    // "Added later" is counted from the day of recording, which is the day before the last on which an edit replaces.
    const recorded_at = free_until_on ? { recorded_at: noonText(zone, addDays(free_until_on, -1)) } : {};
    return [{ name: "log_act", body: first, ...recorded_at }, ...corrections];
  },
} satisfies EntityRule;

/** Without what the server decides. */
const authored = ({ free_until_on: _, added_later: __, ...body }: ActBody) => body;

function isAnswered(world: World, space_id: string, act_id: string): boolean {
  for (const row of world.rows.values()) {
    if (row.kind === "acknowledgement" && row.space_id === space_id && row.body.act_id === act_id) return true;
  }
  return false;
}

const isAct = hasShape<ActBody>({
  author_id: isText,
  on: isDay,
  kind: isNullOr(isOneOf(...KINDS)),
  commitment_id: isNullOr(isText),
  outcome: isNullOr(isOneOf(...OUTCOMES)),
  hard: isBoolean,
  note: isText,
  told: isBoolean,
  added_later: isBoolean,
  removed: isBoolean,
  corrections: isListOf(hasShape({ outcome: isNullOr(isOneOf(...OUTCOMES)), hard: isBoolean, note: isText })),
  free_until_on: isMissingOr(isNullOr(isDay)),
});
const isSealedAct = isEither(isAct, hasShape<TakenBackAct>({ on: isDay, taken_back: isOneOf(true) }));

export const sealedAct: SealedDeclaration<SealedAct> = {
  version: 1,
  parse: (value) => (isSealedAct(value) ? value : undefined),
  details: (value) =>
    isTakenBack(value)
      ? { on: value.on }
      : { on: value.on, written: value.note, outcome: value.outcome, commitment_id: value.commitment_id },
};
