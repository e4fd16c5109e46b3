import { addDays, weekdayOf } from "../../domain/days";
import type { LocalDay, Rhythm } from "../../domain/types";
import { Choices, Field } from "../../ui/forms";
import { Weekdays } from "../../ui/weekdays";
import { words } from "../../words";

interface RhythmFieldsProps {
  value: Rhythm;
  onValue: (rhythm: Rhythm) => void;
  starts_on: LocalDay;
  onStart: (day: LocalDay) => void;
  today: LocalDay;
}

const TYPES: Rhythm["type"][] = ["daily", "weekdays", "times_a_week", "every_n_days", "once"];
const A_YEAR = 365;

/** How often: five rhythms, each with the one detail it needs. */
export function RhythmFields({ value, onValue, starts_on, onStart, today }: RhythmFieldsProps) {
  const { us: w } = words.value;
  const fresh: Record<Rhythm["type"], Rhythm> = {
    daily: { type: "daily" },
    weekdays: { type: "weekdays", days: [weekdayOf(today)] },
    times_a_week: { type: "times_a_week", times: 3 },
    every_n_days: { type: "every_n_days", n: 2 },
    once: { type: "once" },
  };
  return (
    <div class="stack">
      <Choices
        legend={w.rhythm}
        value={value.type}
        onValue={(type) => onValue(fresh[type])}
        options={TYPES.map((type) => ({ value: type, label: w.rhythms[type] }))}
      />
      {value.type === "weekdays" && (
        <Weekdays label={w.which_days} days={value.days} onDays={(days) => days.length > 0 && onValue({ type: "weekdays", days })} />
      )}
      {value.type === "times_a_week" && (
        <Numbers
          label={w.how_many_times}
          value={value.times}
          from={1}
          to={6}
          onValue={(times) => onValue({ type: "times_a_week", times })}
        />
      )}
      {value.type === "every_n_days" && (
        <Numbers label={w.every_how_many} value={value.n} from={2} to={30} onValue={(n) => onValue({ type: "every_n_days", n })} />
      )}
      {value.type === "once" && (
        <Field
          label={w.on_day}
          type="date"
          value={starts_on}
          onValue={onStart}
          input={{ min: today, max: addDays(today, A_YEAR), required: true }}
        />
      )}
    </div>
  );
}

function Numbers({
  label,
  value,
  from,
  to,
  onValue,
}: {
  label: string;
  value: number;
  from: number;
  to: number;
  onValue: (n: number) => void;
}) {
  return (
    <div class="field">
      <label for="rhythm-number">{label}</label>
      <select id="rhythm-number" class="input" value={value} onChange={(event) => onValue(Number(event.currentTarget.value))}>
        {Array.from({ length: to - from + 1 }, (_, index) => from + index).map((n) => (
          <option key={n} value={n}>
            {n}
          </option>
        ))}
      </select>
    </div>
  );
}
