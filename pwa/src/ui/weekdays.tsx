import { words } from "../words";
import { shortWeekdays } from "./days";
import { whole } from "./whole";

interface WeekdaysProps {
  label: string;
  /** 0 is Monday. */
  days: readonly number[];
  onDays: (days: number[]) => void;
}

/** Days of the week as buttons that stay pressed. */
export function Weekdays({ label, days, onDays }: WeekdaysProps) {
  const { common } = words.value;
  const all = shortWeekdays();
  return (
    <fieldset class="stack tight">
      <legend class="label">{label}</legend>
      <div class="days" style={whole(all.join(" "))}>
        {all.map((short, day) => {
          const is_on = days.includes(day);
          const next = is_on ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b);
          return (
            <button type="button" class="button day" key={short} aria-pressed={is_on} onClick={() => onDays(next)}>
              <span aria-hidden="true">{short}</span>
              <span class="unseen">{common.weekdays[day]}</span>
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
