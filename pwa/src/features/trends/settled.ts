import { addDays } from "../../domain/days";
import type { Trend } from "../../trust";
import { FEWEST_DAYS_DRAWN } from "./range";

/** One or two entries bend the newest days far, and the days that follow often straighten them again. */
const SETTLING_DAYS = 7;

/** The days whose line is drawn: not the last seven, unless a fall is said of them, for what is said is shown. */
export function settled({ points, direction, drops }: Trend): Trend["points"] {
  const newest = points.at(-1);
  if (newest === undefined || direction.call === "falling") return points;
  if (drops.some(({ on }) => on > addDays(newest.on, -SETTLING_DAYS))) return points;
  return points.slice(0, Math.max(FEWEST_DAYS_DRAWN, points.length - SETTLING_DAYS));
}
