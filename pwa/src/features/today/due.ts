import { isDue } from "../../commitments/recurrence";
import type { Act, Commitment, LocalDay, Pause } from "../../store/types";

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

export function isPaused(on: LocalDay, author_id: string, pauses: readonly Pause[]): boolean {
  return pauses.some(
    (pause) =>
      pause.scope !== "commitment" &&
      (pause.scope === "both" || pause.author_id === author_id) &&
      pause.from_on <= on &&
      (pause.until_on === null || on <= pause.until_on),
  );
}
