/** Plain values in, plain values out; the field names are those of `hearth-trend/1`. Dates are ISO local days. */

export interface PromiseDay {
  on: string;
  due: number | null;
  kept: number;
  partly: number;
  missed_told: number;
}

export interface FeelingDay {
  on: string;
  safe: number | null;
  seen: number | null;
  valued: number | null;
}

export type Call = "rising" | "steady" | "falling" | "too_early";

export interface Point {
  on: string;
  level: number;
  low: number;
  high: number;
  level_then: number;
}

export interface Direction {
  call: Call;
  p_rising: number;
  p_falling: number;
  window_days: number;
}

export interface Drop {
  on: string;
  probability: number;
}

export interface Trend {
  points: Point[];
  direction: Direction;
  days_present: number;
  drops: Drop[];
  is_drawable: boolean;
}

/** Checkpoints by key; the caller keeps them (they are derived, and may be thrown away at any time). */
export type Checkpoints = Record<string, string>;
