import { type Strand, sentences, type Trend } from "../../trust";
import { useStore } from "../../ui/store";
import { language } from "../../words";

/** The careful sentences above a chart, the first of them large. Their words are shared with the server. */
export function Said({
  trend,
  strand,
  reader = "owner",
  also = null,
}: {
  trend: Trend;
  strand: Strand;
  reader?: "owner" | "shared";
  /** What puts the days present in their place. */
  also?: string | null;
}) {
  const is_alone = useStore().couple.value === null;
  const [first, ...others] = sentences(trend, strand, language.value, { reader, is_alone });
  return (
    <div class="stack tight">
      <p class="careful">{first}</p>
      {others.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {also !== null && trend.points.length > 0 && <p class="soft">{also}</p>}
    </div>
  );
}
