import type { LocalDay } from "./types";

const DAY_MS = 86_400_000;

/** Days since 1970-01-01. Local days have no hours, so no clock change can reach this arithmetic. */
const numberOf = (day: LocalDay): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayOf = (number: number): LocalDay => new Date(number * DAY_MS).toISOString().slice(0, 10);

export const addDays = (day: LocalDay, days: number): LocalDay => dayOf(numberOf(day) + days);
export const daysBetween = (from: LocalDay, to: LocalDay): number => numberOf(to) - numberOf(from);
/** 0 is Monday. */
export const weekdayOf = (day: LocalDay): number => (((numberOf(day) + 3) % 7) + 7) % 7;
export const mondayOf = (day: LocalDay): LocalDay => addDays(day, -weekdayOf(day));
export const earlier = (one: LocalDay, other: LocalDay | null): LocalDay => (other !== null && other < one ? other : one);
export const later = (one: LocalDay, other: LocalDay): LocalDay => (other > one ? other : one);

/** Every day from `from` to `to`, both included. */
export function span(from: LocalDay, to: LocalDay): LocalDay[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));
}

/** Making one takes far longer than asking it. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of an instant in an IANA zone. */
export function localDay(zone: string, at: Date): LocalDay {
  const known = calendars.get(zone);
  const calendar = known ?? new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  if (!known) calendars.set(zone, calendar);
  return calendar.format(at);
}

/** The first instant of the day after `at`'s in `zone`, to the minute. */
export function nextMidnight(zone: string, at: Date): Date {
  const today = localDay(zone, at);
  let before = at.getTime();
  // No day is longer than 26 hours, clock changes included.
  let after = before + 26 * 3_600_000;
  while (after - before > 60_000) {
    const middle = (before + after) / 2;
    if (localDay(zone, new Date(middle)) === today) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** An instant that lies within `day` in `zone`, near its noon. */
export function noonIn(zone: string, day: LocalDay): Date {
  const utc = Date.parse(`${day}T12:00:00Z`);
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const [hour = 12, minute = 0] = shown.format(utc).split(":").map(Number);
  const shift = localDay(zone, new Date(utc)) > day ? 24 : 0;
  return new Date(utc - ((hour + shift - 12) * 60 + minute) * 60_000);
}

/** RFC 3339 in UTC, to the second. */
export const instantText = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** An instant near the noon of `day` in `zone`, as it travels. */
export const noonText = (zone: string, day: LocalDay): string => instantText(noonIn(zone, day));
