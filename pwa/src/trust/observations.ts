import type { FeelingDay, PromiseDay } from "./types";

export const MOST_A_DAY = 100;
export const HIGHEST_RATING = 10;
const PRESENCE_WINDOW_DAYS = 30;
const DAY_MS = 86_400_000;

/** A day that cannot be: twice given, out of range, or with more outcomes than were due. */
export class ObservationError extends Error {}

/** Days since 1970 of an ISO date. No clock and no zone takes part: a local day is only a name. */
export function dayNumber(iso: string): number {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (parts === null) throw new ObservationError(`${iso} is not a date`);
  const number = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY_MS;
  if (isoDay(number) !== iso) throw new ObservationError(`${iso} is not a date`);
  return number;
}

export function isoDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** What the level depends on, and the day's place in time. */
export interface Logged {
  day: number;
  on: string;
  values: [number, number, number];
}

/** The days up to `asOf` that hold data, oldest first. Throws for an impossible day or one given twice. */
function inOrder<Day extends { on: string }>(
  days: readonly Day[],
  asOf: string,
  valuesOf: (day: Day) => [number, number, number] | null,
): Logged[] {
  const last = dayNumber(asOf);
  const seen = new Set<string>();
  const logged: Logged[] = [];
  for (const day of days) {
    if (seen.has(day.on)) throw new ObservationError(`${day.on} is given twice`);
    seen.add(day.on);
    const number = dayNumber(day.on);
    const values = valuesOf(day);
    if (values !== null && number <= last) logged.push({ day: number, on: day.on, values });
  }
  return logged.sort((a, b) => a.day - b.day);
}

function within(on: string, name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new ObservationError(`${on}: ${name} is ${value}, not between 0 and ${most}`);
  }
}

export function loggedPromises(days: readonly PromiseDay[], asOf: string): Logged[] {
  return inOrder(days, asOf, ({ on, due, kept, partly, missed_told }) => {
    for (const [name, count] of Object.entries({ due: due ?? 0, kept, partly, missed_told })) {
      within(on, name, count, MOST_A_DAY);
    }
    const outcomes = kept + partly + missed_told;
    if (due !== null && outcomes > due) throw new ObservationError(`${on}: ${outcomes} outcomes, more than the ${due} due`);
    if (outcomes > MOST_A_DAY) throw new ObservationError(`${on}: ${outcomes} outcomes, more than ${MOST_A_DAY}`);
    return outcomes > 0 ? [kept, partly, missed_told] : null;
  });
}

export function loggedFeelings(days: readonly FeelingDay[], asOf: string): Logged[] {
  return inOrder(days, asOf, ({ on, safe, seen, valued }) => {
    for (const [name, rating] of Object.entries({ safe, seen, valued })) {
      if (rating !== null) within(on, name, rating, HIGHEST_RATING);
    }
    return safe === null && seen === null && valued === null ? null : [safe ?? -1, seen ?? -1, valued ?? -1];
  });
}

/** On how many of the 30 days up to and with `asOf` something was logged. */
export function daysPresent(logged: readonly Logged[], asOf: string): number {
  const last = dayNumber(asOf);
  return logged.filter(({ day }) => last - day < PRESENCE_WINDOW_DAYS).length;
}

/**
 * Whether at least half of the days from `since` to `asOf` on which something was due were logged.
 * A day whose `due` is unknown counts as due only if something was logged on it.
 */
export function enoughLogged(days: readonly PromiseDay[], since: string, asOf: string): boolean {
  let due = 0;
  let logged = 0;
  for (const day of days) {
    if (day.on < since || day.on > asOf) continue;
    const hasData = day.kept + day.partly + day.missed_told > 0;
    if (hasData) logged += 1;
    if (hasData || (day.due ?? 0) > 0) due += 1;
  }
  return 2 * logged >= due;
}
