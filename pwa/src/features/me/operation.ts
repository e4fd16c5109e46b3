import type { Answer, LocalDay, Outcome } from "../../domain/types";
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
export function named({ kind, body }: { kind: string; body: Record<string, unknown> }, store: Store): Named {
  const w = words.value;
  const name = w.me.operations[kind] ?? w.me.operations.other ?? "";
  // A mark's label is the person's own; the one that chooses words is printed nowhere.
  const own = [body.title, body.note, body.words, body.text, kind === "put_sealed" && body.label];
  const written = own.filter((text) => typeof text === "string" && text !== "").join("\n");
  const act = store.acts.value.find(({ id }) => id === body.act_id || id === body.id);
  const promise = store.commitments.value.find(({ id }) => id === body.commitment_id || id === body.id);
  const subject = promise?.title ?? (body.act_id !== undefined && act ? actTitle(act, store.commitments.value, w) : null);
  const whole = (body.title as string | undefined) ?? subject ?? (written || (act ? actTitle(act, store.commitments.value, w) : name));
  const title = brief(whole);
  const on = (body.on ?? body.from_on ?? act?.on) as LocalDay | undefined;
  const said = body.outcome
    ? outcomeText(body.outcome as Outcome, whole, true)
    : body.answer
      ? w.common.answers[body.answer as Answer]
      : name !== title && name;
  return {
    whole,
    title,
    facts: [said, on && nearDayText(on, store.today.value)].filter(Boolean).join(" · "),
    written: written === whole ? "" : written,
    has_words: written !== "",
  };
}
