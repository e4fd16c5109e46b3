/** Works trends out off the main thread: one message in, one answer out, told apart by the sender's own `id`. */

import { feelingSafeTrend, promisesTrend } from "./levels";
import { ObservationError } from "./observations";
import type { Checkpoints, FeelingDay, PromiseDay, Trend } from "./types";

interface Asked {
  id: number;
  as_of: string;
  /** First day to draw; the whole history if left out. */
  since?: string;
}

export type TrendRequest = Asked & ({ strand: "promises"; days: PromiseDay[] } | { strand: "feeling_safe"; days: FeelingDay[] });

export type TrendAnswer = { id: number; trend: Trend } | { id: number; error: string };

/** Kept while the worker runs, whoever's days they stand on: the keys are hashes of the days, so none is mistaken for another. */
const held: Checkpoints = {};

/** The answer to one request; `checkpoints` is read and added to. */
export function answer(request: TrendRequest, checkpoints: Checkpoints = held): TrendAnswer {
  const { id, as_of, since } = request;
  try {
    const trend =
      request.strand === "promises"
        ? promisesTrend(request.days, as_of, checkpoints, since)
        : feelingSafeTrend(request.days, as_of, checkpoints, since);
    return { id, trend };
  } catch (error) {
    if (error instanceof ObservationError) return { id, error: error.message };
    throw error;
  }
}

/** What this file needs of the scope it runs in, so that it can be read without the worker's types. */
interface Scope {
  onmessage: ((event: { data: TrendRequest }) => void) | null;
  postMessage(message: TrendAnswer): void;
}

/** Answer every message that reaches `scope`. */
export function listen(scope: Scope): void {
  scope.onmessage = ({ data }) => scope.postMessage(answer(data));
}

if (typeof window === "undefined" && typeof postMessage === "function") listen(globalThis as unknown as Scope);
