import { addDays } from "../domain/days";
import type { LocalDay } from "../domain/types";
import { locale } from "../words";

function at(day: LocalDay): Date {
  return new Date(`${day}T00:00:00Z`);
}

const SHAPES = {
  long: { weekday: "long", day: "numeric", month: "long" },
  full: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short" },
  dated: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const DAY_AND_MONTH = /(\d\.?) (?=\p{L})/u;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day in the person's language. The shapes: long "Sunday, 22 November", full with the year, short "22 Nov", month. */
export function dayText(day: LocalDay, shape: keyof typeof SHAPES = "long"): string {
  const key = `${locale.value} ${shape}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale.value, { ...SHAPES[shape], timeZone: "UTC" });
    formats.set(key, format);
  }
  // A line may end before a day's number, never between it and its month.
  return format.format(at(day)).replace(DAY_AND_MONTH, "$1\u00a0");
}

/** "Today", "Yesterday", or the day in words. */
export function nearDayText(day: LocalDay, today: LocalDay): string {
  const days = day === today ? 0 : day === addDays(today, -1) ? -1 : null;
  if (days === null) return dayText(day);
  const text = new Intl.RelativeTimeFormat(locale.value, { numeric: "auto" }).format(days, "day");
  // It stands at the beginning wherever it stands.
  return text.charAt(0).toLocaleUpperCase(locale.value) + text.slice(1);
}

/** A few words joined as the language joins them. */
export function listText(items: string[]): string {
  return new Intl.ListFormat(locale.value, { type: "conjunction" }).format(items);
}

const A_MONDAY = "2024-01-01";

/** The seven days of the week, short, from Monday: for buttons whose full name is said by their label. */
export function shortWeekdays(): string[] {
  const format = new Intl.DateTimeFormat(locale.value, { weekday: "short", timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => format.format(at(addDays(A_MONDAY, day))));
}
