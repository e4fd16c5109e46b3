import { useSignal } from "@preact/signals";
import { mondayOf } from "../../domain/days";
import type { DayEvent, LocalDay } from "../../domain/types";
import { dayText } from "../../ui/days";
import { Field } from "../../ui/forms";
import { useStore } from "../../ui/store";
import { words } from "../../words";

const LONGEST = 60;
const LETTERS = 26;

/** How an event is named on a chart, where a number would be read as a value. */
export const letterOf = (index: number): string => String.fromCharCode("a".charCodeAt(0) + (index % LETTERS));

/** The events of a chart in words, under it. */
export function EventList({ events }: { events: readonly DayEvent[] }) {
  if (events.length === 0) return null;
  return (
    <ul class="plain small event-list">
      {events.map(({ id, on, label }, index) => (
        <li key={id}>
          <strong>{letterOf(index)}</strong> <bdi>{dayText(on, "short")}</bdi>: <bdi>{label}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** A table's rows by week with a last column for the week's events; a week of events alone gets a row too. */
export function withEvents(
  columns: string[],
  weeks: readonly { week_on: LocalDay; cells: string[] }[],
  events: readonly DayEvent[],
): { columns: string[]; rows: string[][] } {
  const { trends: w, wall } = words.value;
  const newestFirst = [...new Set([...weeks.map(({ week_on }) => week_on), ...events.map(({ on }) => mondayOf(on))])].sort().reverse();
  const rows = newestFirst.map((week_on) => {
    const cells = weeks.find((week) => week.week_on === week_on)?.cells ?? columns.slice(1).map(() => wall.day_empty);
    const labels = events.filter(({ on }) => mondayOf(on) === week_on).map(({ label }) => label);
    return [dayText(week_on, "short"), ...cells, ...(events.length > 0 ? [labels.join("; ")] : [])];
  });
  return { columns: events.length > 0 ? [...columns, w.col_events] : columns, rows };
}

/** Adds an event of the person's own, and deletes it again. */
export function AddEvent({ since }: { since: LocalDay | null }) {
  const store = useStore();
  const { trends: w, common } = words.value;
  const today = store.today.value;
  const on = useSignal(today);
  const label = useSignal("");
  const events = store.events.value.filter(({ on: day }) => since === null || day >= since);
  return (
    <details class="no-print">
      <summary>{w.event_add}</summary>
      <div class="stack tight">
        <p class="small soft">{w.event_note}</p>
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            const text = label.value.trim();
            if (text === "") return;
            void store.actions.add_event({ on: on.value, label: text });
            label.value = "";
          }}
        >
          <Field
            label={w.event_on}
            type="date"
            value={on.value}
            onValue={(day) => (on.value = day)}
            input={{ max: today, required: true }}
          />
          <Field
            label={w.event_label}
            value={label.value}
            onValue={(text) => (label.value = text)}
            input={{ maxLength: LONGEST, required: true }}
          />
          <button type="submit" class="button">
            {common.save}
          </button>
        </form>
        {events.length > 0 && (
          <ul class="plain stack tight">
            {events.map(({ id, on: day, label: text }) => (
              <li key={id} class="row">
                <span>
                  <bdi>{dayText(day, "short")}</bdi>: <bdi>{text}</bdi>
                </span>
                <button
                  type="button"
                  class="button"
                  aria-label={`${common.remove}: ${text}`}
                  onClick={() => void store.actions.delete_event(id)}
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
