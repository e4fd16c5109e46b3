import { useState } from "preact/hooks";
import type { Act, Outcome } from "../../store/types";
import { isFree, latest } from "../../ui/brick";
import { Check, Choices, Field } from "../../ui/forms";
import { outcomeText } from "../../ui/outcome";
import { say } from "../../ui/say";
import { useStore } from "../../ui/store";
import { words } from "../../words";

const OUTCOMES: Outcome[] = ["kept", "partly", "missed_told", "not_applicable"];

/** Change how a commitment's day went: an edit while that is free, a correction beside it afterwards. */
export function OutcomeForm({ act, title, onDone }: { act: Act; title: string; onDone: () => void }) {
  const store = useStore();
  const { today: t, common, wall } = words.value;
  const now = latest(act);
  const [outcome, setOutcome] = useState(now.outcome);
  const [note, setNote] = useState(now.note);
  const [hard, setHard] = useState(now.hard);
  const is_free = isFree(act, store.today.value, store.acknowledgements.value);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void store.actions.change_act(act.id, { note: note.trim(), hard, ...(outcome && { outcome }) });
        say(common.saved);
        onDone();
      }}
    >
      {!is_free && <p class="small soft">{t.correction_note}</p>}
      <Choices
        legend={wall.outcome}
        value={outcome}
        onValue={setOutcome}
        options={OUTCOMES.map((value) => ({ value, label: outcomeText(value, title, true) }))}
      />
      <Field label={t.words} hint={t.words_hint} value={note} onValue={setNote} rows={3} input={{ maxLength: 2000 }} />
      <Check label={t.hard} is_on={hard} onChange={setHard} />
      <div class="row">
        <button type="submit" class="button main">
          {common.save}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}
