import type { LocalDay, Pause } from "../../domain/types";
import { dayText } from "../../ui/days";
import { words } from "../../words";

/** How long it lasts; while it does, also that it is for both. */
export function pauseText({ scope, from_on, until_on }: Pause, today: LocalDay, has_partner: boolean): string {
  const { us: w } = words.value;
  const from = dayText(from_on);
  const open = from_on > today ? w.pause_ahead(from) : w.paused_since(from);
  const closed = (until: string) => (from_on > today ? w.pause_ahead_until(from, until) : w.paused_until(until));
  const span = until_on === null ? open : closed(dayText(until_on));
  const is_over = until_on !== null && until_on < today;
  return scope === "both" && has_partner && !is_over ? `${span} ${w.paused_both}` : span;
}
