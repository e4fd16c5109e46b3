import { mondayOf } from "../../domain/days";
import type { CheckIn, LocalDay } from "../../domain/types";
import type { PromiseDay } from "../../trust";

/** Rows of one week each, oldest first; a week without anything is not there. */
function byWeek<Item, Week>(
  items: readonly Item[],
  onOf: (item: Item) => LocalDay,
  fold: (week_on: LocalDay, items: Item[]) => Week,
): Week[] {
  const weeks = new Map<LocalDay, Item[]>();
  for (const item of items) {
    const week = mondayOf(onOf(item));
    const there = weeks.get(week);
    if (there) there.push(item);
    else weeks.set(week, [item]);
  }
  return [...weeks.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, inside]) => fold(week, inside));
}

export interface PromiseWeek {
  week_on: LocalDay;
  kept: number;
  partly: number;
  missed_told: number;
}

export function promiseWeeks(days: readonly PromiseDay[]): PromiseWeek[] {
  const logged = days.filter(({ kept, partly, missed_told }) => kept + partly + missed_told > 0);
  return byWeek(
    logged,
    ({ on }) => on,
    (week_on, inside) => ({
      week_on,
      kept: inside.reduce((sum, { kept }) => sum + kept, 0),
      partly: inside.reduce((sum, { partly }) => sum + partly, 0),
      missed_told: inside.reduce((sum, { missed_told }) => sum + missed_told, 0),
    }),
  );
}

export interface FeelingWeek {
  week_on: LocalDay;
  check_ins: number;
  /** Mean of all answers of the week, 0 to 10. */
  mean: number;
}

export function feelingWeeks(check_ins: readonly Pick<CheckIn, "on" | "safe" | "seen" | "valued">[]): FeelingWeek[] {
  return byWeek(
    check_ins.filter(({ safe, seen, valued }) => safe !== null || seen !== null || valued !== null),
    ({ on }) => on,
    (week_on, inside) => {
      const answers = inside.flatMap(({ safe, seen, valued }) => [safe, seen, valued]).filter((value) => value !== null);
      return { week_on, check_ins: inside.length, mean: answers.reduce((sum, value) => sum + value, 0) / answers.length };
    },
  );
}
