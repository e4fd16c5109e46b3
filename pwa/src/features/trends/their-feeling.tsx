import type { SharedPoint } from "../../domain/types";
import type { Trend } from "../../trust";
import { dayText } from "../../ui/days";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { Chart } from "./chart";
import { Said } from "./said";
import { TableToggle } from "./table";

/** What the partner shares of feeling safe, alone on its page. Never shared, withdrawn and paused look the same. */
export function TheirFeeling({ name }: { name: string }) {
  const store = useStore();
  const { trends: w, common, me } = words.value;
  const points = [...store.partner_points.value].sort((a, b) => (a.week_on < b.week_on ? -1 : 1));
  const values = store.partner_check_ins.value;
  const back = { to: "trends", label: common.places.trends };
  const title = w.their_feeling(name);
  if (points.length + values.length === 0) return <Page title={title} lead={w.nothing} back={back} />;
  const last = points.at(-1);
  const level_word = (level: number) => w.level_words[Math.min(w.level_words.length - 1, Math.floor(level * w.level_words.length))] ?? "";
  return (
    <Page title={title} back={back}>
      {last && (
        <section class="stack">
          <Said trend={asTrend(points, last.call)} strand="feeling_safe" reader="shared" />
          {points.length > 1 && (
            <Chart
              title={w.shared_points}
              points={points.map(({ week_on, level, low, high }) => ({ on: week_on, level, low, high }))}
              dots={points.map(({ week_on, level }) => ({ week_on, value: level, text: level_word(level) }))}
              axis={[level_word(0), level_word(0.5), level_word(1)]}
            />
          )}
          <TableToggle
            caption={w.shared_points}
            columns={[w.col_week, w.line]}
            rows={[...points].reverse().map(({ week_on, level }) => [dayText(week_on, "short"), level_word(level)])}
          />
          <details>
            <summary>{w.how}</summary>
            <p class="small">{w.how_shared}</p>
          </details>
        </section>
      )}
      {values.length > 0 && (
        <section class="stack tight" aria-labelledby="values">
          <h2 id="values">{w.shared_values}</h2>
          <ul class="plain links">
            {[...values]
              .sort((a, b) => (a.on < b.on ? 1 : -1))
              .map(({ on, safe, seen, valued }) => (
                <li key={on} class="value-row">
                  <span>{dayText(on)}</span>
                  <span class="small soft">{me.check_in_row(safe, seen, valued)}</span>
                </li>
              ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

const WINDOW_DAYS = 28;

/** The shared weeks in the shape the sentences read; what is not shared is not known here. */
function asTrend(points: readonly SharedPoint[], call: SharedPoint["call"]): Trend {
  return {
    points: points.map(({ week_on, level, low, high }) => ({ on: week_on, level, low, high, level_then: level })),
    direction: { call, p_rising: 0, p_falling: 0, window_days: WINDOW_DAYS },
    days_present: 0,
    drops: [],
    is_drawable: true,
  };
}
