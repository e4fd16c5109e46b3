import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { addDays } from "../../domain/days";
import type { LocalDay } from "../../domain/types";
import { promiseDays } from "../../store/trends/observations";
import type { PromiseDay } from "../../trust";
import { Mortar } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { Chart } from "./chart";
import { useTrend } from "./estimate";
import { AddEvent, withEvents } from "./events";
import { HelpedSection } from "./helped";
import { OpennessSection } from "./openness";
import { FEWEST_DAYS_DRAWN, inRange, type Range, RangeChoice, sinceOf } from "./range";
import { Said } from "./said";
import { settled } from "./settled";
import { asStrand } from "./strand";
import { TableToggle } from "./table";
import { type PromiseWeek, promiseWeeks } from "./weeks";

/** One person's promises: kept, openness, what helped. Never the other's feelings, never two people at once. */
export function PromisesPage({ author_id, name }: { author_id: string; name: string | null }) {
  const { trends: w, common } = words.value;
  const store = useStore();
  const acts = useMemo(
    () =>
      store.acts.value.filter((act) => act.author_id === author_id && (name !== null || !act.is_private || store.couple.value === null)),
    [store.acts.value, author_id, store.couple.value],
  );
  const strandActs = useMemo(
    () => asStrand(acts, store.commitments.value, store.acknowledgements.value),
    [acts, store.commitments.value, store.acknowledgements.value],
  );
  return (
    <Page title={name === null ? w.my_promises : w.their_promises(name)} back={{ to: "trends", label: common.places.trends }}>
      <Kept author_id={author_id} is_mine={name === null} />
      <OpennessSection acts={strandActs} />
      {store.couple.value && <HelpedSection acts={strandActs} />}
    </Page>
  );
}

function Kept({ author_id, is_mine }: { author_id: string; is_mine: boolean }) {
  const { trends: w, common } = words.value;
  const store = useStore();
  const range = useSignal<Range>("weeks12");
  const today = store.today.value;
  const since = sinceOf(range.value, today);
  const { commitments, pauses, acts, acknowledgements, couple } = store;
  const is_alone = couple.value === null;
  const days = useMemo(() => {
    // In a couple this page shows what both can see; private promises are counted only while alone.
    const seen = is_alone ? commitments.value : commitments.value.filter(({ is_private }) => !is_private);
    const rows = { commitments: seen, pauses: pauses.value, acts: acts.value, acknowledgements: acknowledgements.value };
    return promiseDays(author_id, rows, today);
  }, [author_id, today, is_alone, commitments.value, pauses.value, acts.value, acknowledgements.value]);
  const weeks = useMemo(() => promiseWeeks(days), [days]);
  const trend = useTrend({ strand: "promises", days, as_of: today, since });
  if (trend === null) return <Mortar />;
  if (trend === "failed") return <p class="notice problem">{common.went_wrong}</p>;
  // An event is its owner's alone, beside their own lines.
  const events = is_mine ? inRange(store.events.value, ({ on }) => on, since) : [];
  const shown = inRange(weeks, ({ week_on }) => week_on, since);
  const points = inRange(settled(trend), ({ on }) => on, since);
  return (
    <section class="stack">
      <Said trend={trend} strand="promises" also={is_mine ? freeDaysText(days, today) : null} />
      {trend.is_drawable && trend.points.length >= FEWEST_DAYS_DRAWN && (
        <>
          <RangeChoice value={range.value} onValue={(next) => (range.value = next)} />
          <Chart
            title={w.chart_promises}
            points={points}
            dots={shown.map(asDot)}
            axis={[w.axis_low, w.axis_mid, w.axis_high]}
            until={today}
            events={events}
          />
          <p class="small soft">{w.axis_note}</p>
        </>
      )}
      {weeks.length > 0 && (
        <TableToggle
          caption={w.chart_promises}
          {...withEvents(
            [w.col_week, w.col_kept, w.col_partly, w.col_missed],
            shown.map(({ week_on, kept, partly, missed_told }) => ({ week_on, cells: [`${kept}`, `${partly}`, `${missed_told}`] })),
            events,
          )}
        />
      )}
      {is_mine && weeks.length > 0 && <AddEvent since={since} />}
      <details>
        <summary>{w.how}</summary>
        <p class="small">{w.how_promises}</p>
      </details>
    </section>
  );
}

const PRESENCE_DAYS = 30;

/**
 * On days when nothing was due nobody could be present: how many there were, for oneself. Beside the other's days it
 * would let one work out how many stayed empty.
 */
function freeDaysText(days: readonly PromiseDay[], today: LocalDay): string | null {
  const due = days.filter((day) => day.on > addDays(today, -PRESENCE_DAYS) && (day.due ?? 0) > 0).length;
  return due === PRESENCE_DAYS || due === 0 ? null : words.value.trends.present_free(PRESENCE_DAYS - due);
}

function asDot({ week_on, kept, partly, missed_told }: PromiseWeek) {
  const { trends: w } = words.value;
  return { week_on, value: (kept + partly / 2) / (kept + partly + missed_told), text: w.week_counts(kept, partly, missed_told) };
}
