import { addDays, daysBetween } from "../../commitments/days";
import { isDue } from "../../commitments/recurrence";
import type { Acknowledgement, Act, Commitment, LocalDay, Pause } from "../../store/types";
import type { PromiseDay } from "../../trust";
import { latest } from "../../ui/brick";

interface Rows {
  commitments: readonly Commitment[];
  pauses: readonly Pause[];
  acts: readonly Act[];
  acknowledgements: readonly Acknowledgement[];
}

/**
 * What one person's promises looked like day by day. Left out: what was told, what didn't apply, and what the other
 * remembers differently. Private promises belong to their owner's own page only, so they are in `acts` or not.
 */
export function promiseDays(author_id: string, rows: Rows, today: LocalDay): PromiseDay[] {
  const own = rows.commitments.filter((one) => one.author_id === author_id);
  const first = own.reduce<LocalDay | null>((day, { starts_on }) => (day === null || starts_on < day ? starts_on : day), null);
  if (first === null) return [];
  const differs = new Set(rows.acknowledgements.filter(({ answer }) => answer === "differs").map(({ act_id }) => act_id));
  const logged = new Map<string, Act>();
  for (const act of rows.acts) {
    if (act.author_id === author_id && act.commitment_id !== null && !act.removed) logged.set(`${act.on} ${act.commitment_id}`, act);
  }
  return Array.from({ length: daysBetween(first, today) + 1 }, (_, index) => {
    const on = addDays(first, index);
    const day: PromiseDay = { on, due: 0, kept: 0, partly: 0, missed_told: 0 };
    for (const promise of own) {
      const act = logged.get(`${on} ${promise.id}`);
      const outcome = act && !differs.has(act.id) ? latest(act).outcome : null;
      const is_left_out = act !== undefined && (outcome === null || outcome === "not_applicable");
      const counts = outcome !== null && outcome !== "not_applicable";
      const expected = promise.rhythm.type !== "times_a_week" && isDue(promise, rows.pauses, on);
      if ((expected && !is_left_out) || counts) day.due = (day.due ?? 0) + 1;
      if (counts) day[outcome] += 1;
    }
    return day;
  });
}
