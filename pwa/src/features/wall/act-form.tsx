import { useState } from "preact/hooks";
import type { Act, Outcome } from "../../domain/types";
import { latest, mayEdit } from "../../ui/brick";
import { EditForm } from "../../ui/edit-form";
import { Check, Choices, Field } from "../../ui/forms";
import { outcomeText } from "../../ui/outcome";
import { useStore } from "../../ui/store";
import { words } from "../../words";

const OUTCOMES: Outcome[] = ["kept", "partly", "missed_told", "not_applicable"];

interface Props {
  act: Act;
  /** Of the commitment, where the outcome can be changed too; the words alone if left out. */
  title?: string;
  onDone: () => void;
}

/** Changing an act: an edit while that is free, a correction beside it afterwards. */
export function ActForm({ act, title, onDone }: Props) {
  const store = useStore();
  const { today: w, wall } = words.value;
  const now = latest(act);
  const [outcome, setOutcome] = useState(now.outcome);
  const [note, setNote] = useState(now.note);
  const [hard, setHard] = useState(now.hard);
  const is_free = mayEdit(act, store);
  const change = { note: note.trim(), hard, ...(title !== undefined && outcome && { outcome }) };
  return (
    <EditForm onSave={() => store.actions.change_act(act.id, change)} onDone={onDone}>
      {!is_free && <p class="small soft">{w.correction_note}</p>}
      {title !== undefined && (
        <Choices
          legend={wall.outcome}
          value={outcome}
          onValue={setOutcome}
          options={OUTCOMES.map((value) => ({ value, label: outcomeText(value, title, true) }))}
        />
      )}
      <Field label={w.words} hint={w.words_hint} value={note} onValue={setNote} rows={3} input={{ maxLength: 2000 }} />
      <Check label={w.hard} is_on={hard} onChange={setHard} />
    </EditForm>
  );
}
