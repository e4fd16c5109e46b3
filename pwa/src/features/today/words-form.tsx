import { useState } from "preact/hooks";
import type { Act } from "../../store/types";
import { isFree, latest } from "../../ui/brick";
import { Check, Field } from "../../ui/forms";
import { say } from "../../ui/say";
import { useStore } from "../../ui/store";
import { words } from "../../words";

/** Words and "this was hard" for an act that is there already. */
export function WordsForm({ act, onDone }: { act: Act; onDone: () => void }) {
  const store = useStore();
  const { today: w, common } = words.value;
  const [note, setNote] = useState(latest(act).note);
  const [hard, setHard] = useState(latest(act).hard);
  const is_correction = !isFree(act, store.today.value, store.acknowledgements.value);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void store.actions.change_act(act.id, { note: note.trim(), hard });
        say(common.saved);
        onDone();
      }}
    >
      {is_correction && <p class="small soft">{w.correction_note}</p>}
      <Field label={w.words} hint={w.words_hint} value={note} onValue={setNote} rows={3} input={{ maxLength: 2000 }} />
      <Check label={w.hard} is_on={hard} onChange={setHard} />
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
