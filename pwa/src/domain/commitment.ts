import { lastDay } from "./recurrence";
import type { Commitment, LocalDay } from "./types";

/** Four weeks, then it ends unless it is renewed. */
export const REVIEW_DAYS = 28;

/** What deleting a commitment changes: its words go, and it ends, if it has not yet. */
export function withoutWords(promise: Pick<Commitment, "review_on" | "ended_on">, today: LocalDay): { title: null; ended_on?: LocalDay } {
  return { title: null, ...(lastDay(promise) > today && { ended_on: today }) };
}
