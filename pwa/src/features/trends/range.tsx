import { addDays } from "../../domain/days";
import type { LocalDay } from "../../domain/types";
import { words } from "../../words";

/** In the first week there is nothing to draw. */
export const FEWEST_DAYS_DRAWN = 7;

export type Range = "weeks4" | "weeks12" | "all";

const DAYS: Record<Range, number | null> = { weeks4: 28, weeks12: 84, all: null };

/** The first day that a range shows, or null where it shows all. */
export function sinceOf(range: Range, today: LocalDay): LocalDay | null {
  const days = DAYS[range];
  return days === null ? null : addDays(today, -days);
}

export function inRange<Row>(rows: readonly Row[], onOf: (row: Row) => LocalDay, since: LocalDay | null): Row[] {
  return since === null ? [...rows] : rows.filter((row) => onOf(row) >= since);
}

export function RangeChoice({ value, onValue }: { value: Range; onValue: (range: Range) => void }) {
  const { trends: w } = words.value;
  return (
    <fieldset class="ranges no-print" aria-label={w.range}>
      {(["weeks4", "weeks12", "all"] as const).map((range) => (
        <button type="button" class="button" key={range} aria-pressed={value === range} onClick={() => onValue(range)}>
          {w[range]}
        </button>
      ))}
    </fieldset>
  );
}
