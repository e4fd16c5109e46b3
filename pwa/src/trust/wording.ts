/** A trend in plain sentences: the port of server/trust/wording.py, reading the same catalogue. */

import catalogue from "../../../server/trust/wording.json";
import { dayNumber } from "./observations";
import { type OpenWeek, type WhatHelped, weekOf } from "./strands";
import type { Trend } from "./types";

export type Language = keyof typeof catalogue;
export type Strand = "promises" | "feeling_safe";

const WIDE_BAND = 0.35;
const MANY_DAYS = 10;
const RECENT_DAYS = 28;
const WHOLE_WINDOW_DAYS = 28;

/** Fill `{name}` places. */
const filled = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

/** What to say above the chart of a level, the most important first. A `shared` reader is told of no drop. */
export function sentences(
  trend: Trend,
  strand: Strand,
  language: Language,
  { reader = "owner", is_alone = false }: { reader?: "owner" | "shared"; is_alone?: boolean } = {},
): string[] {
  const words = catalogue[language];
  const isShared = strand === "feeling_safe" && reader === "shared";
  const own = isShared ? words.feeling_safe_shared : words[strand];
  const newest = trend.points.at(-1);
  if (newest === undefined) return [own.none];
  const isWide = newest.high - newest.low > WIDE_BAND;
  const { call, window_days } = trend.direction;
  const said: string[] = [];
  if (strand === "promises" && !trend.is_drawable) said.push(words.promises.too_few);
  else if (call === "too_early") {
    // "Few entries" is only said where they are few: a level can also be open after many.
    said.push(isWide || trend.days_present >= MANY_DAYS ? own.too_open : own.too_early);
  } else {
    const ago = window_days === WHOLE_WINDOW_DAYS ? words.ago : filled(words.days_ago, { n: window_days });
    said.push(filled(own[call], { ago }));
    if (isWide) said.push(words.wide);
  }
  const recent = trend.drops.filter(({ on }) => dayNumber(newest.on) - dayNumber(on) < RECENT_DAYS).at(-1);
  if (recent !== undefined && trend.is_drawable && !isShared) {
    said.push(filled(words[strand].drop, { day: dayInWords(recent.on, language) }));
  }
  if (!isShared) said.push(filled(words.present, { n: trend.days_present }));
  if (is_alone) said.push(words.alone);
  return said;
}

/** A day without its year: "3 September", "3 de septiembre", "3. September". */
export function dayInWords(day: string, language: Language): string {
  const { day: pattern, months } = catalogue[language];
  return filled(pattern, { day: Number(day.slice(8)), month: months[Number(day.slice(5, 7)) - 1] as string });
}

const counted = (forms: { one: string; other: string }, n: number): string => filled(n === 1 ? forms.one : forms.other, { n });

/** What to say of the week that holds `asOf`; of earlier weeks the chart speaks. */
export function opennessSentences(weeks: readonly OpenWeek[], asOf: string, language: Language): string[] {
  const words = catalogue[language].openness;
  if (weeks.length === 0) return [words.none];
  return weeks
    .filter(({ week_on }) => week_on === weekOf(asOf))
    .flatMap(({ honest_misses, honesty }) => [
      ...(honest_misses > 0 ? [counted(words.misses, honest_misses)] : []),
      ...(honesty > 0 ? [counted(words.honesty, honesty)] : []),
    ]);
}

/** How many acts were answered so. Never out of how many. */
export function whatHelpedSentences(helped: WhatHelped, language: Language): string[] {
  const words = catalogue[language].what_helped;
  return [helped.acts.length > 0 ? counted(words.some, helped.acts.length) : words.none];
}
