import { useEffect, useState } from "preact/hooks";
import { estimate, type Question } from "../../store/trends/trend-worker";
import type { Trend } from "../../trust";
import { useStore } from "../../ui/store";

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
