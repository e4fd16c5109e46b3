import { useSignal } from "@preact/signals";
import { mondayOf } from "../../domain/days";
import type { LocalDay, Mark } from "../../domain/types";
import { dayText } from "../../ui/days";
import { Field } from "../../ui/forms";
import { useStore } from "../../ui/store";
import { words } from "../../words";

const LONGEST = 60;
const LETTERS = 26;

/** How a mark is named on a chart, where a number would be read as a value. */
export const letterOf = (index: number): string => String.fromCharCode("a".charCodeAt(0) + (index % LETTERS));

/** The marks of a chart in words, under it. */
export function MarkList({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null;
  return (
    <ul class="plain small marks">
      {marks.map(({ id, on, label }, index) => (
        <li key={id}>
          <strong>{letterOf(index)}</strong> <bdi>{dayText(on, "short")}</bdi>: <bdi>{label}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** A table's rows by week with a last column for the week's marks; a week of marks alone gets a row too. */
export function withMarks(
  columns: string[],
  weeks: readonly { week_on: LocalDay; cells: string[] }[],
  marks: readonly Mark[],
): { columns: string[]; rows: string[][] } {
  const { trends: w, wall } = words.value;
  const newestFirst = [...new Set([...weeks.map(({ week_on }) => week_on), ...marks.map(({ on }) => mondayOf(on))])].sort().reverse();
  const rows = newestFirst.map((week_on) => {
    const cells = weeks.find((week) => week.week_on === week_on)?.cells ?? columns.slice(1).map(() => wall.day_empty);
    const labels = marks.filter(({ on }) => mondayOf(on) === week_on).map(({ label }) => label);
    return [dayText(week_on, "short"), ...cells, ...(marks.length > 0 ? [labels.join("; ")] : [])];
  });
  return { columns: marks.length > 0 ? [...columns, w.col_marks] : columns, rows };
}

/** Marking a day for oneself, and taking a mark away again. */
export function MarkADay({ since }: { since: LocalDay | null }) {
  const store = useStore();
  const { trends: w, common } = words.value;
  const today = store.today.value;
  const on = useSignal(today);
  const label = useSignal("");
  const marks = store.marks.value.filter((mark) => since === null || mark.on >= since);
  return (
    <details class="no-print">
      <summary>{w.mark_a_day}</summary>
      <div class="stack tight">
        <p class="small soft">{w.mark_note}</p>
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            const text = label.value.trim();
            if (text === "") return;
            void store.actions.mark_day({ on: on.value, label: text });
            label.value = "";
          }}
        >
          <Field
            label={w.mark_on}
            type="date"
            value={on.value}
            onValue={(day) => (on.value = day)}
            input={{ max: today, required: true }}
          />
          <Field
            label={w.mark_label}
            value={label.value}
            onValue={(text) => (label.value = text)}
            input={{ maxLength: LONGEST, required: true }}
          />
          <button type="submit" class="button">
            {common.save}
          </button>
        </form>
        {marks.length > 0 && (
          <ul class="plain stack tight">
            {marks.map(({ id, on: day, label: text }) => (
              <li key={id} class="row">
                <span>
                  <bdi>{dayText(day, "short")}</bdi>: <bdi>{text}</bdi>
                </span>
                <button
                  type="button"
                  class="button"
                  aria-label={`${common.remove}: ${text}`}
                  onClick={() => void store.actions.unmark_day(id)}
                >
                  {common.remove}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}
