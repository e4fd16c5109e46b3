import { useState } from "preact/hooks";
import { words } from "../../words";

/** About four lines on a phone. */
const FEW = 160;

/** Long words, folded after a few lines until they are asked for: Today stays one minute long. */
export function FoldedWords({ text }: { text: string }) {
  const { today: w } = words.value;
  const [is_folded, setFolded] = useState(text.length > FEW);
  return (
    <div>
      <p class={`words soft${is_folded ? " folded" : ""}`}>{text}</p>
      {is_folded && (
        <button type="button" class="button plain start" onClick={() => setFolded(false)}>
          {w.words_all}
        </button>
      )}
    </div>
  );
}
