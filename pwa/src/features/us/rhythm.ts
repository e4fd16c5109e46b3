import type { Commitment } from "../../store/types";
import { dayText, listText } from "../../ui/days";
import { words } from "../../words";

/** "On Monday and Friday", "3 times a week", … */
export function rhythmText({ rhythm, starts_on }: Pick<Commitment, "rhythm" | "starts_on">): string {
  const { us, common } = words.value;
  switch (rhythm.type) {
    case "daily":
      return us.rhythm_text.daily;
    case "weekdays":
      return us.rhythm_text.weekdays(listText(rhythm.days.map((day) => common.weekdays[day] ?? "")));
    case "times_a_week":
      return us.rhythm_text.times_a_week(rhythm.times);
    case "every_n_days":
      return us.rhythm_text.every_n_days(rhythm.n);
    case "once":
      return us.rhythm_text.once(dayText(starts_on));
  }
}
