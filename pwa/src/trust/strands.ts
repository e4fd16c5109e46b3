/** The two strands that are counts, not levels. The port of server/trust/strands.py; field names are the server's. */

import { dayNumber, isoDay } from "./observations";

export interface StrandAct {
  id: string;
  on: string;
  kind: string;
  /** Null for an unprompted act. */
  outcome: string | null;
  answer: string | null;
}

export interface OpenWeek {
  /** The Monday of an ISO week. */
  week_on: string;
  honest_misses: number;
  honesty: number;
}

export interface HelpedWeek {
  week_on: string;
  kinds: [string, number][];
}

export interface WhatHelped {
  acts: StrandAct[];
  weeks: HelpedWeek[];
}

const HONEST_KINDS = new Set(["honesty", "accountability"]);
const DONE = new Set([null, "kept", "partly"]);
const WELCOME = new Set<string | null>(["helped", "thanks"]);
/** 1970-01-01 was a Thursday. */
const DAYS_FROM_MONDAY_1970 = 3;

export function weekOf(day: string): string {
  const number = dayNumber(day);
  return isoDay(number - ((((number + DAYS_FROM_MONDAY_1970) % 7) + 7) % 7));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts by ISO week, oldest first; a week without any is not there. An act counts once, as a miss if it was one. */
export function openness(acts: readonly StrandAct[]): OpenWeek[] {
  const weeks = new Map<string, OpenWeek>();
  for (const { on, kind, outcome } of acts) {
    const isMiss = outcome === "missed_told";
    if (!isMiss && !(HONEST_KINDS.has(kind) && DONE.has(outcome))) continue;
    const week_on = weekOf(on);
    const week = weeks.get(week_on) ?? { week_on, honest_misses: 0, honesty: 0 };
    if (isMiss) week.honest_misses += 1;
    else week.honesty += 1;
    weeks.set(week_on, week);
  }
  return [...weeks.values()].sort((a, b) => compare(a.week_on, b.week_on));
}

/** The acts answered `helped` or `thanks`, newest first, and by kind over the weeks. No rate of answering. */
export function whatHelped(acts: readonly StrandAct[]): WhatHelped {
  const found = acts.filter(({ answer }) => WELCOME.has(answer));
  found.sort((a, b) => compare(b.on, a.on) || compare(b.id, a.id));
  const weeks = new Map<string, Map<string, number>>();
  for (const { on, kind } of found) {
    const kinds = weeks.get(weekOf(on)) ?? new Map<string, number>();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    weeks.set(weekOf(on), kinds);
  }
  return {
    acts: found,
    weeks: [...weeks]
      .sort(([a], [b]) => compare(a, b))
      .map(([week_on, kinds]) => ({ week_on, kinds: [...kinds].sort(([a], [b]) => compare(a, b)) })),
  };
}
