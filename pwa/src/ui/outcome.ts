import type { Outcome } from "../domain/types";
import { words } from "../words";

/** "If they get in touch, …" in each language: on many days nothing comes up, and "kept" alone could mean either. */
const IF = /^(if|wenn|falls|si)\s/i;

export const isConditional = (title: string): boolean => IF.test(title.trim());

/** How a commitment's day went, in words that can be read in one way only. `is_mine`: said by its author. */
export function outcomeText(outcome: Outcome, title: string, is_mine: boolean): string {
  const { common } = words.value;
  const all = is_mine ? common.outcomes : common.outcomes_theirs;
  if (!isConditional(title)) return all[outcome];
  const came_up = is_mine ? common.outcomes_if : common.outcomes_if_theirs;
  return came_up[outcome] ?? all[outcome];
}
