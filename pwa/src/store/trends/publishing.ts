import { addDays, earlier, later, mondayOf } from "../../domain/days";
import type { LocalDay, SharedPoint } from "../../domain/types";
import type { FeelingDay, Trend } from "../../trust";

/** As far back as a shared trend begins. */
const WEEKS = 12;

/**
 * One point a week, as it was known at the week's end: levels to the nearest 0.05 and the call, nothing from which a
 * single answer could be read. From the week of `from` (at most twelve back) to `today`'s; a week before the first
 * check-in has none.
 */
export async function weeklyPoints(
  days: readonly FeelingDay[],
  from: LocalDay,
  today: LocalDay,
  trendOf: (days: FeelingDay[], as_of: LocalDay) => Promise<Trend>,
): Promise<Omit<SharedPoint, "author_id">[]> {
  const first = later(mondayOf(from), addDays(mondayOf(today), -7 * (WEEKS - 1)));
  const points: Omit<SharedPoint, "author_id">[] = [];
  for (let week_on = first; week_on <= today; week_on = addDays(week_on, 7)) {
    const as_of = earlier(today, addDays(week_on, 6));
    const known = days.filter(({ on }) => on <= as_of);
    if (known.length === 0) continue;
    const trend = await trendOf(known, as_of);
    const last = trend.points.at(-1);
    if (last)
      points.push({ week_on, level: coarse(last.level), low: coarse(last.low), high: coarse(last.high), call: trend.direction.call });
  }
  return points;
}

/** To the nearest twentieth, without the dust of binary fractions. */
function coarse(level: number): number {
  return Math.round(level * 20) / 20;
}
