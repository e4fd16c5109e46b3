import type { Commitment } from "../../domain/types";
import { dayText, listText } from "../../ui/days";
import { words } from "../../words";

/** "On Monday and Friday", "3 times a week", … */
export function rhythmText({ rhythm, starts_on }: Pick<Commitment, "rhythm" | "starts_on">): string {
  const { us } = words.value;
  switch (rhythm.type) {
    case "daily":
      return us.rhythm_text.daily;
    case "weekdays":
      return weekdaysText([...rhythm.days].sort());
    case "times_a_week":
      return us.rhythm_text.times_a_week(rhythm.times);
    case "every_n_days":
      return us.rhythm_text.every_n_days(rhythm.n);
    case "once":
      return us.rhythm_text.once(dayText(starts_on));
  }
}

/** "Monday to Friday" where they follow each other, else each by name. */
function weekdaysText(days: number[]): string {
  const { us, common } = words.value;
  const names = days.map((day) => common.weekdays[day] ?? "");
  const [first = "", last = ""] = [names[0], names.at(-1)];
  const is_run = days.length > 2 && (days.at(-1) ?? 0) - (days[0] ?? 0) === days.length - 1;
  return is_run ? us.rhythm_text.run(first, last) : us.rhythm_text.weekdays(listText(names));
}
