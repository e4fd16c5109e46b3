import { useSignal } from "@preact/signals";
import type { Problem, Result } from "../domain/types";

/** Runs one thing at a time and keeps what went wrong. */
export function useResult() {
  const is_busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const run = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    is_busy.value = true;
    problem.value = null;
    try {
      const result = await work();
      if (!result.ok) problem.value = result.problem;
      return result;
    } catch {
      const failed: Result<T> = { ok: false, problem: { code: "other" } };
      problem.value = failed.problem;
      return failed;
    } finally {
      is_busy.value = false;
    }
  };
  return { is_busy, problem, run };
}
