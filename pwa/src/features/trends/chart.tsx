import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { daysBetween, mondayOf } from "../../domain/days";
import type { DayEvent, LocalDay } from "../../domain/types";
import { dayText } from "../../ui/days";
import { words } from "../../words";
import { EventList, letterOf } from "./events";
import "./chart.css";

export interface Dot {
  week_on: LocalDay;
  /** 0 to 1. */
  value: number;
  /** What the week held, in words. */
  text: string;
}

interface ChartProps {
  title: string;
  /** 0 to 1 each, one a day or one a week, oldest first. */
  points: readonly { on: LocalDay; level: number; low: number; high: number }[];
  dots: readonly Dot[];
  /** Words at the foot, the middle and the top of the upright axis. */
  axis: readonly [string, string, string];
  /** The day at which the chart ends, where that is later than its line; the week that it lies in still runs. */
  until?: LocalDay;
  /** Oldest first. */
  events?: readonly DayEvent[];
}

const PLOT_PX = 206;
const SIDE_PX = 10;
/** From the plot's upper edge to the letters of the events. */
const LETTERS_PX = 9;
const AXIS_LEVELS = [0.05, 0.5, 0.95] as const;
const y = (level: number) => (1 - level) * PLOT_PX;

/** A level over time with its band, drawn by hand in SVG: a line, what is not known around it, and weekly dots to read. */
export function Chart({ title, points, dots, axis, until, events = [] }: ChartProps) {
  const { trends: w } = words.value;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(358);
  const chosen = useSignal(-1);
  useLayoutEffect(() => {
    if (box.current === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) width.value = Math.round(entry.contentRect.width);
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);

  const first = points[0]?.on ?? "";
  const drawn_to = points.at(-1)?.on ?? "";
  const last = until ?? drawn_to;
  const running = until && mondayOf(until);
  const span = Math.max(1, daysBetween(first, last));
  const x = (on: LocalDay) => SIDE_PX + (Math.max(0, daysBetween(first, on)) / span) * (width.value - 2 * SIDE_PX);
  const at = (on: LocalDay, level: number) => `${x(on).toFixed(1)} ${y(level).toFixed(1)}`;
  const line = `M${points.map(({ on, level }) => at(on, level)).join("L")}`;
  const upper = points.map(({ on, high }) => at(on, high)).join("L");
  const lower = [...points]
    .reverse()
    .map(({ on, low }) => at(on, low))
    .join("L");
  const index = chosen.value < 0 ? dots.length - 1 : Math.min(chosen.value, dots.length - 1);
  const dot = dots[index];
  const week = dot && (dot.week_on === running ? w.week_so_far : w.week_of)(dayText(dot.week_on, "short"));
  const shown_events = events.filter(({ on }) => on >= first && on <= last);

  return (
    <figure class="chart">
      <div class={shown_events.length > 0 ? "plot has-events" : "plot"}>
        {AXIS_LEVELS.map((level, number) => (
          <span key={level} class="axis" style={{ "--y": `${y(level)}px` }} aria-hidden="true">
            {axis[number]}
          </span>
        ))}
        <div class="drawing" ref={box}>
          <svg
            role="img"
            aria-labelledby={`${id}-title ${id}-desc`}
            viewBox={`0 0 ${width.value} ${PLOT_PX}`}
            width={width.value}
            height={PLOT_PX}
          >
            <title id={`${id}-title`}>{title}</title>
            <desc id={`${id}-desc`}>
              {w.chart_desc(dayText(first, "short"), dayText(drawn_to, "short"))}
              {shown_events.length > 0 &&
                ` ${w.chart_events(shown_events.map(({ on, label }) => `${dayText(on, "short")}, ${label}`).join("; "))}`}
            </desc>
            {AXIS_LEVELS.map((level) => (
              <path key={level} class="rule" d={`M0 ${y(level)}H${width.value}`} />
            ))}
            <path class="band" d={`M${upper}L${lower}Z`} />
            <path class="level" d={line} />
            {shown_events.map((event, number) => (
              <g key={event.id} class="day-event">
                <path d={`M${x(event.on).toFixed(1)} 0V${PLOT_PX}`} />
                <text x={x(event.on)} y={-LETTERS_PX}>
                  {letterOf(number)}
                </text>
              </g>
            ))}
            {dots.map(({ week_on, value }, number) => (
              <circle
                key={week_on}
                class={["dot", number === index && "chosen", week_on === running && "running"].filter(Boolean).join(" ")}
                cx={x(middleOf(week_on, first, last))}
                cy={y(value)}
                r={number === index ? 6.5 : 4}
              />
            ))}
          </svg>
        </div>
        <p class="dates" aria-hidden="true">
          <bdi>{dayText(first, "short")}</bdi> <bdi>{dayText(last, "short")}</bdi>
        </p>
      </div>
      <EventList events={shown_events} />
      {dot && (
        <figcaption class="stack tight">
          <label for={`${id}-week`} class="small soft no-print">
            {w.read_week}
          </label>
          <input
            id={`${id}-week`}
            class="no-print"
            type="range"
            min={0}
            max={dots.length - 1}
            step={1}
            value={index}
            aria-valuetext={`${week}: ${dot.text}`}
            onInput={(event) => (chosen.value = event.currentTarget.valueAsNumber)}
          />
          <output for={`${id}-week`} class="readout no-print">
            <strong>{week}</strong>
            <br />
            {dot.text}
          </output>
        </figcaption>
      )}
      {drawn_to < last && <p class="small soft line-ends">{w.line_ends}</p>}
    </figure>
  );
}

/** A week's dot stands on its Thursday, kept inside the drawn span. */
function middleOf(week_on: LocalDay, first: LocalDay, last: LocalDay): LocalDay {
  const thursday = new Date(Date.parse(`${week_on}T00:00:00Z`) + 3 * 86_400_000).toISOString().slice(0, 10);
  return thursday < first ? first : thursday > last ? last : thursday;
}
