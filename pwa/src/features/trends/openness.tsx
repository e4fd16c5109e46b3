import { openness, opennessSentences, type StrandAct } from "../../trust";
import { dayText } from "../../ui/days";
import { useStore } from "../../ui/store";
import { Swatch } from "../../ui/swatch";
import { language, words } from "../../words";

const WEEKS_SHOWN = 12;

/** Honest misses and acts of honesty by week: both are openness. */
export function OpennessSection({ acts }: { acts: readonly StrandAct[] }) {
  const { trends: w, common } = words.value;
  const today = useStore().today.value;
  const weeks = openness(acts);
  return (
    <section class="stack" aria-labelledby="openness">
      <h2 id="openness">{w.openness}</h2>
      <p class="small soft">{w.openness_lead}</p>
      {opennessSentences(weeks, today, language.value).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {weeks.length > 0 && (
        <ul class="plain small legend">
          <li>
            <Swatch outcome="missed_told" />
            <span>{common.outcomes_theirs.missed_told}</span>
          </li>
          <li>
            <Swatch kind="honesty" />
            <span>{common.kinds.honesty}</span>
          </li>
        </ul>
      )}
      <ul class="plain stack tight">
        {weeks
          .slice(-WEEKS_SHOWN)
          .reverse()
          .map(({ week_on, honest_misses, honesty }) => (
            <li key={week_on} class="open-week">
              <span class="small soft">{w.week_of(dayText(week_on, "short"))}</span>
              <span class="open-bricks">
                <span class="unseen">{w.openness_week(honest_misses, honesty)}</span>
                {Array.from({ length: honest_misses }, (_, n) => (
                  <Swatch key={`m${n}`} outcome="missed_told" />
                ))}
                {Array.from({ length: honesty }, (_, n) => (
                  <Swatch key={`h${n}`} kind="honesty" />
                ))}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
