import { latest } from "../../domain/act";
import { earlier, span } from "../../domain/days";
import { isDue, lastDay } from "../../domain/recurrence";
import type { Acknowledgement, Act, Commitment, LocalDay, Pause } from "../../domain/types";
import type { PromiseDay } from "../../trust";

interface Rows {
  commitments: readonly Commitment[];
  pauses: readonly Pause[];
  acts: readonly Act[];
  acknowledgements: readonly Acknowledgement[];
}

/**
 * One person's promises by day, for the trend, up to `today`; only days on which something was due or logged. What
 * both remember differently, what was told in person, and what didn't apply are neither due nor logged. A promise
 * of n times a week is due on the days on which it was logged: a free day in between misses nothing.
 */
export function promiseDays(author_id: string, { commitments, pauses, acts, acknowledgements }: Rows, today: LocalDay): PromiseDay[] {
  const disputed = new Set(acknowledgements.filter(({ answer }) => answer === "differs").map(({ act_id }) => act_id));
  const days = new Map<LocalDay, PromiseDay>();
  const dayOf = (on: LocalDay): PromiseDay => {
    const day = days.get(on) ?? { on, due: 0, kept: 0, partly: 0, missed_told: 0 };
    days.set(on, day);
    return day;
  };
  for (const promise of commitments.filter((one) => one.author_id === author_id)) {
    const resting = pauses.filter(({ space_id }) => space_id === promise.space_id);
    const logged = new Map(acts.filter((act) => isOf(act, promise)).map((act) => [act.on, act]));
    for (const on of span(promise.starts_on, earlier(today, lastDay(promise)))) {
      if (!isDue(promise, resting, on)) continue;
      const act = logged.get(on);
      const outcome = act && !act.told ? latest(act).outcome : null;
      if (act && (outcome === "not_applicable" || disputed.has(act.id))) continue;
      if (outcome === null && promise.rhythm.type === "times_a_week") continue;
      const day = dayOf(on);
      day.due = (day.due ?? 0) + 1;
      if (outcome === "kept" || outcome === "partly" || outcome === "missed_told") day[outcome] += 1;
    }
  }
  return [...days.values()].sort((one, other) => (one.on < other.on ? -1 : 1));
}

function isOf(act: Act, promise: Commitment): boolean {
  return act.commitment_id === promise.id && act.space_id === promise.space_id && act.author_id === promise.author_id && !act.removed;
}
