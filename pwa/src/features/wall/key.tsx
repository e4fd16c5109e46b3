import type { Kind } from "../../domain/types";
import { Swatch } from "../../ui/swatch";
import { words } from "../../words";

const KINDS: Kind[] = ["reliability", "honesty", "accountability", "empathy", "presence", "reconnection"];

/** What each brick means, told by its face and by a word; `is_open` on paper, which nobody can tap. */
export function Key({ is_open }: { is_open: boolean }) {
  const { wall: w, common } = words.value;
  return (
    <details class="key" open={is_open || undefined}>
      <summary>{w.key}</summary>
      <ul class="plain">
        {KINDS.map((kind) => (
          <li key={kind}>
            <Swatch kind={kind} /> {common.kinds[kind]}
          </li>
        ))}
        <li>
          <Swatch outcome="missed_told" /> {w.miss}
        </li>
        <li>
          <Swatch kind="reliability" outcome="partly" /> {w.partly}
        </li>
        <li>
          <Swatch outcome="not_applicable" /> {w.not_applicable}
        </li>
        <li>
          <Swatch removed /> {w.removed}
        </li>
      </ul>
    </details>
  );
}
