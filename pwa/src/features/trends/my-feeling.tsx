import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Mortar } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { locale, words } from "../../words";
import { Chart } from "./chart";
import { useTrend } from "./estimate";
import { AddEvent, withEvents } from "./events";
import { FEWEST_DAYS_DRAWN, inRange, type Range, RangeChoice, sinceOf } from "./range";
import { Said } from "./said";
import { settled } from "./settled";
import { TableToggle } from "./table";
import { type FeelingWeek, feelingWeeks } from "./weeks";

const HIGHEST = 10;

/** A person's own check-ins, for their own eyes. */
export function MyFeeling() {
  const store = useStore();
  const { trends: w, common } = words.value;
  const range = useSignal<Range>("weeks12");
  const today = store.today.value;
  const since = sinceOf(range.value, today);
  const check_ins = store.check_ins.value;
  const days = useMemo(() => check_ins.map(({ on, safe, seen, valued }) => ({ on, safe, seen, valued })), [check_ins]);
  const weeks = useMemo(() => feelingWeeks(days), [days]);
  const trend = useTrend({ strand: "feeling_safe", days, as_of: today, since });
  const back = { to: "trends", label: common.places.trends };
  if (weeks.length === 0) return <Page title={w.my_feeling} lead={w.none_feeling} back={back} />;
  const events = inRange(store.events.value, ({ on }) => on, since);
  const shown = inRange(weeks, ({ week_on }) => week_on, since);
  return (
    <Page title={w.my_feeling} back={back}>
      {trend === null ? (
        <Mortar />
      ) : trend === "failed" ? (
        <p class="notice problem">{common.went_wrong}</p>
      ) : (
        <section class="stack">
          <Said trend={trend} strand="feeling_safe" also={w.plenty_feeling} />
          {trend.points.length >= FEWEST_DAYS_DRAWN && (
            <>
              <RangeChoice value={range.value} onValue={(next) => (range.value = next)} />
              <Chart
                title={w.chart_feeling}
                points={inRange(settled(trend), ({ on }) => on, since)}
                dots={shown.map(asDot)}
                axis={[w.axis_feeling_low, w.axis_feeling_mid, w.axis_feeling_high]}
                until={today}
                events={events}
              />
            </>
          )}
          <TableToggle
            caption={w.chart_feeling}
            {...withEvents(
              [w.col_week, w.col_check_ins, w.col_mean],
              shown.map(({ week_on, check_ins: n, mean }) => ({ week_on, cells: [`${n}`, rounded(mean)] })),
              events,
            )}
          />
          <AddEvent since={since} />
          <details>
            <summary>{w.how}</summary>
            <p class="small">{w.how_feeling}</p>
          </details>
        </section>
      )}
    </Page>
  );
}

function rounded(value: number): string {
  return new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }).format(value);
}

function asDot({ week_on, check_ins, mean }: FeelingWeek) {
  return { week_on, value: mean / HIGHEST, text: words.value.trends.week_feeling(check_ins, rounded(mean)) };
}
