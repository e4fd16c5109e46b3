import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { daysBetween } from "../../commitments/days";
import type { LocalDay, Mark } from "../../store/types";
import { dayText } from "../../ui/days";
import { words } from "../../words";
import { isolated } from "../../words/isolate";
import { letterOf, MarkList } from "./marks";
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
  /** Oldest first. */
  marks?: readonly Mark[];
}

/** In sixteenths of the reader's size of text, as are all measures of what is written. */
const FONT = 13;
const TOP = 22;
const FOOT = 32;
const PLOT_PX = 206;
const SIDE_PX = 10;
/** Room for the axis' words, so that no dot or line runs through them. */
const GUTTER = 78;
const LINE_LETTERS = 10;
const LINE_HEIGHT = 15;
/** Narrower, and the words stand over the lines that they name, with the whole width for the drawing. */
const NARROW = 240;
const AXIS_LEVELS = [0.05, 0.5, 0.95] as const;

/** A level over time with its band, drawn by hand in SVG: a line, what is not known around it, and weekly dots to read. */
export function Chart({ title, points, dots, axis, marks = [] }: ChartProps) {
  const { trends: w } = words.value;
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const width = useSignal(358);
  const em = useSignal(1);
  const chosen = useSignal(-1);
  useLayoutEffect(() => {
    if (box.current === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (!entry || entry.contentRect.width === 0) return;
      width.value = Math.round(entry.contentRect.width);
      em.value = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);

  const first = points[0]?.on ?? "";
  const last = points.at(-1)?.on ?? "";
  const span = Math.max(1, daysBetween(first, last));
  const is_narrow = width.value < NARROW * em.value;
  const gutter = is_narrow ? 0 : GUTTER * em.value;
  const top = TOP * em.value * (is_narrow ? 2 : 1);
  const foot = top + PLOT_PX;
  const height = foot + FOOT * em.value * (is_narrow ? 2 : 1);
  const x = (on: LocalDay) => gutter + SIDE_PX + (Math.max(0, daysBetween(first, on)) / span) * (width.value - gutter - 2 * SIDE_PX);
  const y = (level: number) => top + (1 - level) * PLOT_PX;
  const at = (on: LocalDay, level: number) => `${x(on).toFixed(1)} ${y(level).toFixed(1)}`;
  const line = `M${points.map(({ on, level }) => at(on, level)).join("L")}`;
  const upper = points.map(({ on, high }) => at(on, high)).join("L");
  const lower = [...points]
    .reverse()
    .map(({ on, low }) => at(on, low))
    .join("L");
  const index = chosen.value < 0 ? dots.length - 1 : Math.min(chosen.value, dots.length - 1);
  const dot = dots[index];
  const marked = marks.filter(({ on }) => on >= first && on <= last);

  return (
    <figure class="chart" ref={box}>
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${width.value} ${height}`}
        width={width.value}
        height={height}
        style={{ fontSize: `${FONT * em.value}px` }}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {w.chart_desc(dayText(first, "short"), dayText(last, "short"))}
          {marked.length > 0 && ` ${w.chart_marks(marked.map(({ on, label }) => `${dayText(on, "short")}, ${label}`).join("; "))}`}
        </desc>
        {AXIS_LEVELS.map((level) => (
          <path key={level} class="rule" d={`M${gutter} ${y(level)}H${width.value}`} />
        ))}
        <path class="band" d={`M${upper}L${lower}Z`} />
        <path class="level" d={line} />
        {marked.map((mark, number) => (
          <g key={mark.id} class="mark">
            <path d={`M${x(mark.on).toFixed(1)} ${top}V${foot}`} />
            <text class="axis middle" x={x(mark.on)} y={(TOP - 5) * em.value}>
              {letterOf(number)}
            </text>
          </g>
        ))}
        {dots.map((one, number) => (
          <circle
            key={one.week_on}
            class={number === index ? "dot chosen" : "dot"}
            cx={x(middleOf(one.week_on, first, last))}
            cy={y(one.value)}
            r={number === index ? 6.5 : 4}
          />
        ))}
        {AXIS_LEVELS.map((level, number) => (
          <text key={level} class="axis" y={y(level)}>
            {is_narrow ? (
              <tspan x={0} y={[foot + LINE_HEIGHT * em.value, y(level) - 6 * em.value, top - 6 * em.value][number]}>
                {axis[number]}
              </tspan>
            ) : (
              broken(axis[number] ?? "").map((part, row, all) => (
                <tspan key={part} x={0} y={y(level) + (4 + (row - (all.length - 1) / 2) * LINE_HEIGHT) * em.value}>
                  {part}
                </tspan>
              ))
            )}
          </text>
        ))}
        <text class="axis" x={gutter + SIDE_PX} y={height - (is_narrow ? 6 + LINE_HEIGHT : 6) * em.value}>
          {isolated(dayText(first, "short"))}
        </text>
        <text class="axis end" x={width.value - SIDE_PX} y={height - 6 * em.value}>
          {isolated(dayText(last, "short"))}
        </text>
      </svg>
      <MarkList marks={marked} />
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
            aria-valuetext={`${w.week_of(dayText(dot.week_on, "short"))}: ${dot.text}`}
            onInput={(event) => (chosen.value = event.currentTarget.valueAsNumber)}
          />
          <output for={`${id}-week`} class="readout no-print">
            <strong>{w.week_of(dayText(dot.week_on, "short"))}</strong>
            <br />
            {dot.text}
          </output>
        </figcaption>
      )}
    </figure>
  );
}

/** A label in lines that fit beside the chart. */
function broken(label: string): string[] {
  const lines: string[] = [];
  for (const word of label.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > LINE_LETTERS) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A week's dot stands on its Thursday, kept inside the drawn span. */
function middleOf(week_on: LocalDay, first: LocalDay, last: LocalDay): LocalDay {
  const thursday = new Date(Date.parse(`${week_on}T00:00:00Z`) + 3 * 86_400_000).toISOString().slice(0, 10);
  return thursday < first ? first : thursday > last ? last : thursday;
}
