import type { Act } from "../../store/types";
import { dayText } from "../../ui/days";
import { Swatch } from "../../ui/swatch";
import { words } from "../../words";
import { openWeeks } from "./weeks";

const WEEKS_SHOWN = 12;

/** Honest misses and acts of honesty by week: both are openness. */
export function OpennessSection({ acts }: { acts: readonly Act[] }) {
  const { trends: w } = words.value;
  const weeks = openWeeks(acts).slice(-WEEKS_SHOWN).reverse();
  return (
    <section class="stack" aria-labelledby="openness">
      <h2 id="openness">{w.openness}</h2>
      <p class="small soft">{w.openness_lead}</p>
      {weeks.length === 0 ? (
        <p class="soft">{w.openness_none}</p>
      ) : (
        <ul class="plain stack tight">
          {weeks.map(({ week_on, misses, honesty }) => (
            <li key={week_on} class="open-week">
              <span class="small soft">{w.week_of(dayText(week_on, "short"))}</span>
              <span class="open-bricks">
                <span class="unseen">{w.openness_week(misses, honesty)}</span>
                {Array.from({ length: misses }, (_, n) => (
                  <Swatch key={`m${n}`} outcome="missed_told" />
                ))}
                {Array.from({ length: honesty }, (_, n) => (
                  <Swatch key={`h${n}`} kind="honesty" />
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
