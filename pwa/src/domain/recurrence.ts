import { daysBetween, earlier, mondayOf, span, weekdayOf } from "./days";
import type { Commitment, LocalDay, Pause } from "./types";

type Dated = Pick<Commitment, "id" | "author_id" | "rhythm" | "starts_on" | "review_on" | "ended_on">;
type Rest = Pick<Pause, "author_id" | "scope" | "commitment_id" | "from_on" | "until_on">;

/** The last day on which it counts. */
export const lastDay = (promise: Pick<Dated, "review_on" | "ended_on">): LocalDay => earlier(promise.review_on, promise.ended_on);

/** Whether `day` is one of its days. A rhythm of n times a week may be kept, and so is due, on any. */
export function isDue(promise: Dated, pauses: readonly Rest[], day: LocalDay): boolean {
  if (day < promise.starts_on || day > lastDay(promise)) return false;
  return hasDay(promise, day) && !pauses.some((pause) => rests(promise, pause, day));
}

function hasDay({ rhythm, starts_on }: Dated, day: LocalDay): boolean {
  switch (rhythm.type) {
    case "daily":
    case "times_a_week":
      return true;
    case "weekdays":
      return rhythm.days.includes(weekdayOf(day));
    case "every_n_days":
      return daysBetween(starts_on, day) % rhythm.n === 0;
    case "once":
      return day === starts_on;
  }
}

function rests(promise: Dated, pause: Rest, day: LocalDay): boolean {
  if (day < pause.from_on || (pause.until_on !== null && day > pause.until_on)) return false;
  if (pause.scope === "commitment") return pause.commitment_id === promise.id;
  return pause.scope === "both" || pause.author_id === promise.author_id;
}

/** Its days from `from` to `to`, both included, oldest first. */
export function occurrences(promise: Dated, pauses: readonly Rest[], from: LocalDay, to: LocalDay): LocalDay[] {
  return span(from, to).filter((day) => isDue(promise, pauses, day));
}

/** By Monday: how often n times a week is due in the part of each week that lies in the span and is not paused. */
export function duePerWeek(promise: Dated, pauses: readonly Rest[], from: LocalDay, to: LocalDay): Record<LocalDay, number> {
  const { rhythm } = promise;
  const most = rhythm.type === "times_a_week" ? rhythm.times : 7;
  const weeks: Record<LocalDay, number> = {};
  for (const day of occurrences(promise, pauses, from, to)) {
    const week = mondayOf(day);
    weeks[week] = Math.min(most, (weeks[week] ?? 0) + 1);
  }
  return weeks;
}
