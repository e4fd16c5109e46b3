import { isDue, lastDay } from "./recurrence";
import type { Act, Commitment, LocalDay, Pause } from "./types";

export interface DueDay {
  commitment: Commitment;
  act: Act | undefined;
}

/** A person's own commitments of a day with what was logged, in the order they were made; removed entries are left out. */
export function dueOn(
  on: LocalDay,
  author_id: string,
  commitments: readonly Commitment[],
  pauses: readonly Pause[],
  acts: readonly Act[],
): DueDay[] {
  return commitments
    .filter((one) => one.author_id === author_id)
    .map((commitment) => ({ commitment, act: acts.find((act) => act.commitment_id === commitment.id && act.on === on) }))
    .filter(({ commitment, act }) => !act?.removed && (act !== undefined || (commitment.title !== null && isDue(commitment, pauses, on))));
}

/** Whether everything of theirs rests on that day. */
export function pauseOfAll(on: LocalDay, author_id: string, pauses: readonly Pause[]): Pause | undefined {
  return pauses.find((pause) => (pause.scope === "both" || (pause.scope === "mine" && pause.author_id === author_id)) && holds(pause, on));
}

/** Their commitments that would have gone on, and rest on that day by a pause of their own. */
export function restingOn(on: LocalDay, author_id: string, commitments: readonly Commitment[], pauses: readonly Pause[]): Commitment[] {
  return commitments.filter(
    (one) =>
      one.author_id === author_id &&
      one.title !== null &&
      one.starts_on <= on &&
      on <= lastDay(one) &&
      pauseOf(one, pauses, on) !== undefined,
  );
}

export function pauseOf(commitment: Commitment, pauses: readonly Pause[], on: LocalDay): Pause | undefined {
  return pauses.find((pause) => pause.scope === "commitment" && pause.commitment_id === commitment.id && holds(pause, on));
}

function holds({ from_on, until_on }: Pause, on: LocalDay): boolean {
  return from_on <= on && (until_on === null || on <= until_on);
}
