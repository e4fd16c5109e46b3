import { addDays } from "../../commitments/days";
import type { LocalDay } from "../../store/types";
import { words } from "../../words";

/** In the first week there is nothing to draw. */
export const FEWEST_DAYS_DRAWN = 7;

export type Range = "weeks4" | "weeks12" | "all";

const DAYS: Record<Range, number | null> = { weeks4: 28, weeks12: 84, all: null };

export function inRange<Row>(rows: readonly Row[], onOf: (row: Row) => LocalDay, range: Range, today: LocalDay): Row[] {
  const days = DAYS[range];
  if (days === null) return [...rows];
  const from = addDays(today, -days);
  return rows.filter((row) => onOf(row) >= from);
}

export function RangeChoice({ value, onValue }: { value: Range; onValue: (range: Range) => void }) {
  const { trends: w } = words.value;
  return (
    <fieldset class="row no-print" aria-label={w.range}>
      {(["weeks4", "weeks12", "all"] as const).map((range) => (
        <button type="button" class="button" key={range} aria-pressed={value === range} onClick={() => onValue(range)}>
          {w[range]}
        </button>
      ))}
    </fieldset>
  );
}
