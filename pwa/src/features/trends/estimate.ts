import { useEffect, useState } from "preact/hooks";
import type { FeelingDay, PromiseDay, Trend } from "../../trust";
import type { TrendAnswer, TrendRequest } from "../../trust/worker";

type Question = { strand: "promises"; days: PromiseDay[]; as_of: string } | { strand: "feeling_safe"; days: FeelingDay[]; as_of: string };

let worker: Worker | null = null;
let asked = 0;

/** Off the main thread where workers are to be had, else here. */
async function estimate(question: Question): Promise<Trend> {
  const request: TrendRequest = { ...question, id: ++asked };
  const found = typeof Worker === "undefined" ? (await import("../../trust/worker")).answer(request) : await ask(request);
  if ("error" in found) throw new Error(found.error);
  return found.trend;
}

function ask(request: TrendRequest): Promise<TrendAnswer> {
  worker ??= new Worker(new URL("../../trust/worker.ts", import.meta.url), { type: "module" });
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

/** The trend, null while it is being worked out, or "failed". */
export function useTrend(question: Question): Trend | null | "failed" {
  const [trend, setTrend] = useState<Trend | null | "failed">(null);
  const { strand, days, as_of } = question;
  useEffect(() => {
    let here = true;
    estimate({ strand, days, as_of } as Question).then(
      (found) => here && setTrend(found),
      () => here && setTrend("failed"),
    );
    return () => {
      here = false;
    };
  }, [strand, days, as_of]);
  return trend;
}
