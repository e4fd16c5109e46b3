import type { Listed } from "../../entities";
import type { Store } from "../../store/types";
import { actTitle, brief } from "../../ui/brick";
import { nearDayText } from "../../ui/days";
import { outcomeText } from "../../ui/outcome";
import { words } from "../../words";

interface Named {
  /** The promise, the person's own words, or else what kind of change it is. */
  whole: string;
  /** The first words of it. */
  title: string;
  /** What was said, and of which day. */
  facts: string;
  /** The person's own words, where they are not the whole of it. */
  written: string;
  has_words: boolean;
}

/** An operation as its author would call it. */
export function named({ title: key, details }: Listed, store: Store): Named {
  const w = words.value;
  const names: Readonly<Record<string, string>> = w.operations;
  const name = names[key] ?? w.operations.other;
  const written = [details.title, details.written].filter(Boolean).join("\n");
  const act = store.acts.value.find(({ id }) => id === details.act_id);
  const act_title = act && actTitle(act, store.commitments.value, w);
  const promise = store.commitments.value.find(({ id }) => id === details.commitment_id);
  const subject = promise?.title ?? (details.is_answer ? act_title : undefined);
  const whole = details.title ?? subject ?? (written || (act_title ?? name));
  const title = brief(whole);
  const on = details.on ?? act?.on;
  const fact = details.outcome
    ? outcomeText(details.outcome, whole, true)
    : details.answer
      ? w.common.answers[details.answer]
      : name !== title && name;
  return {
    whole,
    title,
    facts: [fact, on && nearDayText(on, store.today.value)].filter(Boolean).join(" · "),
    written: written === whole ? "" : written,
    has_words: written !== "",
  };
}
