import type { Act, LocalDay } from "../../domain/types";

export interface Course {
  day: LocalDay;
  /** One run of acts for each line of bricks. */
  lines: Act[][];
  /** Lines from the foot of the wall to this course's lowest: a new day never shifts the bond of an old one. */
  below: number;
  /** The month's name stands above its newest course. */
  opens_month: boolean;
  top_px: number;
  height_px: number;
}

export const LINE_PX = 44;
export const MONTH_PX = 64;
/** A wider joint between two days. */
export const DAY_PX = 8;

/** The wall from acts of newest day first: a course a day that has entries, `per_line` bricks to a line. */
export function courses(acts: readonly Act[], per_line: number): Course[] {
  const days: { day: LocalDay; acts: Act[] }[] = [];
  for (const act of acts) {
    const last = days.at(-1);
    if (last?.day === act.on) last.acts.push(act);
    else days.push({ day: act.on, acts: [act] });
  }
  let top_px = 0;
  const wall = days.map(({ day, acts: laid }, index): Course => {
    const lines: Act[][] = [];
    // As walls are built: full lines below, and what is left over on top.
    const rest = laid.length % per_line;
    if (rest > 0) lines.push(laid.slice(0, rest));
    for (let at = rest; at < laid.length; at += per_line) lines.push(laid.slice(at, at + per_line));
    const opens_month = day.slice(0, 7) !== days[index - 1]?.day.slice(0, 7);
    const height_px = lines.length * LINE_PX + DAY_PX + (opens_month ? MONTH_PX : 0);
    const course = { day, lines, below: 0, opens_month, top_px, height_px };
    top_px += height_px;
    return course;
  });
  let below = 0;
  for (let at = wall.length - 1; at >= 0; at--) {
    const course = wall[at] as Course;
    course.below = below;
    below += course.lines.length;
  }
  return wall;
}

/** The courses that touch the span from `from_px` to `to_px`: first and one past the last. */
export function within(wall: readonly Course[], from_px: number, to_px: number): [number, number] {
  return [firstEndingAfter(wall, from_px), Math.min(wall.length, firstEndingAfter(wall, to_px) + 1)];
}

function firstEndingAfter(wall: readonly Course[], px: number): number {
  let low = 0;
  let high = wall.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const course = wall[middle] as Course;
    if (course.top_px + course.height_px > px) high = middle;
    else low = middle + 1;
  }
  return low;
}
