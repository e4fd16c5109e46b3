import { addDays } from "./days";
import type { Act, Correction, LocalDay } from "./types";

export type ActBody = Omit<Act, "id" | "space_id" | "is_private" | "is_waiting">;

/** What an author enters of an act, first or later. */
export type ActEntry = Pick<Act, "on" | "kind" | "commitment_id" | "outcome" | "hard" | "note" | "told">;

/**
 * Whether an edit on the day `on` replaces the act. It is appended as a correction instead once the day after the entry
 * is over, once the act was answered, and once it has a correction: beneath that, an edit would not be seen.
 */
export function mayReplace(act: Pick<Act, "free_until_on" | "corrections">, on: LocalDay, is_answered: boolean): boolean {
  return !is_answered && act.corrections.length === 0 && !!act.free_until_on && on <= act.free_until_on;
}

/** The act after its author entered `entry` on the day `recorded`: made, replaced, or with a correction appended. */
export function withEntry(
  existing: ActBody | undefined,
  entry: ActEntry,
  author_id: string,
  recorded: LocalDay,
  is_answered: boolean,
): ActBody {
  if (!existing) {
    const added_later = entry.on < addDays(recorded, -1);
    return { author_id, ...entry, added_later, removed: false, corrections: [], free_until_on: addDays(recorded, 1) };
  }
  if (existing.removed || (existing.corrections.length === 0 && isUnchanged(existing, entry))) return existing;
  if (mayReplace(existing, recorded, is_answered)) return { ...existing, ...entry };
  const correction: Correction = { outcome: entry.outcome, hard: entry.hard, note: entry.note };
  const before = latest(existing);
  if (before.outcome === correction.outcome && before.hard === correction.hard && before.note === correction.note) return existing;
  return { ...existing, corrections: [...existing.corrections, correction] };
}

function isUnchanged(act: ActBody, entry: ActEntry): boolean {
  return (["kind", "outcome", "hard", "note", "told"] as const).every((name) => act[name] === entry[name]);
}

/** The words and the outcome go; that there was something on that day stays. */
export function removedAct({ author_id, on, commitment_id }: ActBody): ActBody {
  const empty = { kind: null, outcome: null, hard: false, note: "", told: false, corrections: [], free_until_on: null };
  return { author_id, on, commitment_id, ...empty, added_later: false, removed: true };
}

/** A sealed act keeps its id for ever, so one that was taken back is stored as this. */
export type TakenBackAct = { on: LocalDay; taken_back: true };

export const isTakenBack = (body: object): body is TakenBackAct => "taken_back" in body;

/** What its author says of it now: the latest correction, or else the act itself. */
export function latest(act: Pick<Act, "outcome" | "hard" | "note" | "corrections">): Correction {
  return act.corrections.at(-1) ?? { outcome: act.outcome, hard: act.hard, note: act.note };
}
