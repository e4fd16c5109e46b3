import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { LocalDay, Phase } from "../../store/types";
import type { FeelingDay, PromiseDay, Trend } from "../../trust";
import type { TrendAnswer, TrendRequest } from "../../trust/worker";
import { useStore } from "../../ui/store";

/** `since` is the first day that is shown; null for the whole history. */
type Question = { as_of: LocalDay; since: LocalDay | null } & (
  | { strand: "promises"; days: PromiseDay[] }
  | { strand: "feeling_safe"; days: FeelingDay[] }
);

let worker: Worker | null = null;
let asked = 0;

/** Off the main thread where workers are to be had, else here. */
async function estimate({ since, ...question }: Question, phase: ReadonlySignal<Phase>): Promise<Trend> {
  const request: TrendRequest = { ...question, id: ++asked, ...(since === null ? {} : { since }) };
  const found = typeof Worker === "undefined" ? (await import("../../trust/worker")).answer(request) : await ask(request, phase);
  if ("error" in found) throw new Error(found.error);
  return found.trend;
}

function ask(request: TrendRequest, phase: ReadonlySignal<Phase>): Promise<TrendAnswer> {
  worker ??= started(phase);
  const busy = worker;
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    busy.addEventListener(
      "message",
      ({ data }: MessageEvent<TrendAnswer>) => {
        if (data.id !== request.id) return;
        stop.abort();
        resolve(data);
      },
      { signal: stop.signal },
    );
    busy.addEventListener("error", () => reject(new Error("the trend's worker stopped")), { signal: stop.signal });
    busy.postMessage(request);
  });
}

/** It goes on from one screen to the next with the checkpoints it holds, and ends when the app is locked or it fails. */
function started(phase: ReadonlySignal<Phase>): Worker {
  const begun = new Worker(new URL("../../trust/worker.ts", import.meta.url), { type: "module" });
  const end = () => {
    begun.terminate();
    if (worker === begun) worker = null;
  };
  begun.addEventListener("error", end);
  phase.subscribe((now) => {
    if (now !== "ready") end();
  });
  return begun;
}

/** The trend, null while it is first worked out, or "failed"; after a change the one before until the new one is there. */
export function useTrend(question: Question): Trend | null | "failed" {
  const [trend, setTrend] = useState<Trend | null | "failed">(null);
  const { phase } = useStore();
  const { strand, days, as_of, since } = question;
  useEffect(() => {
    let here = true;
    estimate({ strand, days, as_of, since } as Question, phase).then(
      (found) => here && setTrend(found),
      () => here && setTrend("failed"),
    );
    return () => {
      here = false;
    };
  }, [strand, days, as_of, since]);
  return trend;
}
