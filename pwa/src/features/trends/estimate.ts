import { useEffect, useState } from "preact/hooks";
import type { FeelingDay, PromiseDay, Trend } from "../../trust";

type Question = { strand: "promises"; days: PromiseDay[]; as_of: string } | { strand: "feeling_safe"; days: FeelingDay[]; as_of: string };

async function estimate(question: Question): Promise<Trend> {
  const { feelingSafeTrend, promisesTrend } = await import("../../trust");
  return question.strand === "promises" ? promisesTrend(question.days, question.as_of) : feelingSafeTrend(question.days, question.as_of);
}

/** The trend, or null while it is being worked out. */
export function useTrend(question: Question): Trend | null {
  const [trend, setTrend] = useState<Trend | null>(null);
  const { strand, days, as_of } = question;
  useEffect(() => {
    let here = true;
    estimate({ strand, days, as_of } as Question).then(
      (found) => here && setTrend(found),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [strand, days, as_of]);
  return trend;
}
