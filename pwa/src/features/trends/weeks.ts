import { mondayOf } from "../../commitments/days";
import type { Acknowledgement, Act, CheckIn, Commitment, Kind, LocalDay } from "../../store/types";
import type { PromiseDay } from "../../trust";
import { latest } from "../../ui/brick";

/** Rows of one week each, oldest first; a week without anything is not there. */
function byWeek<Item, Week>(items: readonly Item[], onOf: (item: Item) => LocalDay, fold: (week_on: LocalDay, items: Item[]) => Week): Week[] {
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

export interface OpenWeek {
  week_on: LocalDay;
  misses: number;
  honesty: number;
}

/** Honest misses and acts of honesty of one person; neither is set against anything. */
export function openWeeks(acts: readonly Act[]): OpenWeek[] {
  const is_miss = (act: Act) => latest(act).outcome === "missed_told";
  const is_honest = (act: Act) => act.commitment_id === null && act.kind === "honesty";
  return byWeek(
    acts.filter((act) => !act.removed && (is_miss(act) || is_honest(act))),
    ({ on }) => on,
    (week_on, inside) => ({ week_on, misses: inside.filter(is_miss).length, honesty: inside.filter(is_honest).length }),
  );
}

export interface Helped {
  acts: Act[];
  kinds: { kind: Kind; times: number }[];
}

/** The acts of one person that were answered "This helped" or "Thank you". */
export function helped(acts: readonly Act[], acknowledgements: readonly Acknowledgement[], commitments: readonly Commitment[]): Helped {
  const answered = new Set(acknowledgements.filter(({ answer }) => answer === "helped" || answer === "thanks").map(({ act_id }) => act_id));
  const found = acts.filter((act) => !act.removed && answered.has(act.id));
  const times = new Map<Kind, number>();
  for (const act of found) {
    const kind = act.kind ?? commitments.find(({ id }) => id === act.commitment_id)?.kind;
    if (kind) times.set(kind, (times.get(kind) ?? 0) + 1);
  }
  return { acts: found, kinds: [...times].map(([kind, n]) => ({ kind, times: n })).sort((a, b) => b.times - a.times) };
}
