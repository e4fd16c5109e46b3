import { addDays } from "./days";
import type { Act, Correction, LocalDay } from "./types";

export type ActBody = Omit<Act, "id" | "space_id" | "is_private" | "is_waiting">;

/** What its author says of an act, for the first time or again. */
export type Said = Pick<Act, "on" | "kind" | "commitment_id" | "outcome" | "hard" | "note" | "told">;

/**
 * The act after its author said `said` on the day `recorded`. While it is free, that replaces what was said; once
 * it was answered, or the day after it was recorded is over, it can only be appended as a correction.
 */
export function saidAgain(existing: ActBody | undefined, said: Said, author_id: string, recorded: LocalDay, is_answered: boolean): ActBody {
  if (!existing) {
    const added_later = said.on < addDays(recorded, -1);
    return { author_id, ...said, added_later, removed: false, corrections: [], free_until_on: addDays(recorded, 1) };
  }
  if (existing.removed || (existing.corrections.length === 0 && isSaid(existing, said))) return existing;
  // Once corrected it stays so, even if the answer is taken back: beneath a correction an edit would not be seen.
  const is_free =
    !is_answered && existing.corrections.length === 0 && existing.free_until_on !== null && recorded <= existing.free_until_on;
  if (is_free) return { ...existing, ...said };
  const correction: Correction = { outcome: said.outcome, hard: said.hard, note: said.note };
  const before = latest(existing);
  if (before.outcome === correction.outcome && before.hard === correction.hard && before.note === correction.note) return existing;
  return { ...existing, corrections: [...existing.corrections, correction] };
}

function isSaid(act: ActBody, said: Said): boolean {
  return (["kind", "outcome", "hard", "note", "told"] as const).every((name) => act[name] === said[name]);
}

/** The words and the outcome go; that there was something on that day stays. */
export function removedAct({ author_id, on, commitment_id }: ActBody): ActBody {
  const gone = { kind: null, outcome: null, hard: false, note: "", told: false, corrections: [], free_until_on: null };
  return { author_id, on, commitment_id, ...gone, added_later: false, removed: true };
}

/** Sealed acts keep their id for ever, so what was taken back is remembered as nothing. */
export const TAKEN_BACK = { taken_back: true } as const;

export const isTakenBack = (body: object): boolean => "taken_back" in body;

/** What its author says of it now: the latest correction, or else the act itself. */
export function latest(act: Pick<Act, "outcome" | "hard" | "note" | "corrections">): Correction {
  return act.corrections.at(-1) ?? { outcome: act.outcome, hard: act.hard, note: act.note };
}
