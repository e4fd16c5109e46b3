import { useState } from "preact/hooks";
import type { Reflection } from "../../domain/types";
import { dayText } from "../../ui/days";
import { Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

/** What would make tonight easier, for oneself, with the earlier answers. To say it aloud is the better half. */
export function Tonight() {
  const store = useStore();
  const { first_week: w, common } = words.value;
  const today = store.today.value;
  const notes = store.reflections.value.filter(({ prompt }) => prompt === "tonight");
  const present = notes.find(({ on }) => on === today);
  const [text, setText] = useState(present?.text ?? "");
  return (
    <Page title={w.tonight.title} lead={w.only_you} back={{ to: "today", label: common.places.today }}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void store.actions.save_reflection({ ...(present && { id: present.id }), on: today, prompt: "tonight", text: text.trim() });
          showToast(common.saved);
        }}
      >
        <Field label={w.tonight.label} hint={w.tonight.hint} value={text} onValue={setText} rows={3} input={{ maxLength: 1000 }} />
        <button type="submit" class="button main" disabled={text.trim() === "" || text.trim() === present?.text}>
          {common.save}
        </button>
      </form>
      {present && <p class="notice">{w.tonight.aloud}</p>}
      {notes.length > 0 && (
        <ul class="plain stack">
          {notes.map((note) => (
            <Note key={note.id} note={note} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Note({ note }: { note: Reflection }) {
  const { actions } = useStore();
  const { first_week: w, common } = words.value;
  const letGo = () => {
    void actions.delete_reflection(note.id);
    showToast(w.let_go_said, () => void actions.save_reflection({ on: note.on, prompt: note.prompt, text: note.text }));
  };
  return (
    <li class="card">
      <p class="small soft">{dayText(note.on)}</p>
      <p class="words" dir="auto">
        {note.text}
      </p>
      <button type="button" class="button plain start" aria-label={`${common.remove}: ${note.text}`} onClick={letGo}>
        {common.remove}
      </button>
    </li>
  );
}
