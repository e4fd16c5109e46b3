import { useState } from "preact/hooks";
import { words } from "../words";

/** About so many letters stand on as many lines of a phone. */
const LETTERS = { 3: 160, 8: 400 };

interface FoldedWordsProps {
  text: string;
  lines: keyof typeof LETTERS;
  /** Where the words are their own heading. */
  as?: "p" | "h3";
  look?: string;
}

/** Long words, folded after a few lines until they are asked for: a page stays short, whatever was written. */
export function FoldedWords({ text, lines, as: Tag = "p", look = "" }: FoldedWordsProps) {
  const { today: w } = words.value;
  const [is_folded, setFolded] = useState(text.length > LETTERS[lines] || text.split("\n").length > lines);
  return (
    <div>
      <Tag dir="auto" class={`words ${look}${is_folded ? ` folded${lines > 3 ? " late" : ""}` : ""}`}>
        {text}
      </Tag>
      {is_folded && (
        <button type="button" class="button plain start" onClick={() => setFolded(false)}>
          {w.words_all}
        </button>
      )}
    </div>
  );
}
