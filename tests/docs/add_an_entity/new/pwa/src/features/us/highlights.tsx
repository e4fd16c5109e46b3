import { useState } from "preact/hooks";
import { mayGive } from "../../domain/highlight";
import { giveHighlight, takeBackHighlight } from "../../store/highlights";
import { dayText } from "../../ui/days";
import { Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

/** The best moment of a day: each gives theirs unseen, and both are shown once both are there. */
export function Highlights() {
  const store = useStore();
  const { highlights: w, common } = words.value;
  const today = store.today.value;
  const me = store.me.value;
  const all = store.shared("highlight").value.toSorted((one, other) => (one.body.on < other.body.on ? 1 : -1));
  const waiting = all.filter(({ space_id }) => space_id === me?.private_space_id);
  const revealed = all.filter(({ space_id }) => space_id === store.couple.value?.space_id);
  const present = waiting.find(({ body }) => body.on === today);
  const [text, setText] = useState(present?.body.words ?? "");
  const is_given = revealed.some(({ body }) => body.on === today);
  return (
    <Page title={w.title} lead={w.lead} back={{ to: "us", label: common.places.us }}>
      {!is_given && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void giveHighlight(store, today, text.trim(), present?.body.is_favourite ?? false);
            showToast(common.saved);
          }}
        >
          <Field label={w.label} value={text} onValue={setText} rows={3} input={{ maxLength: 500 }} />
          <button type="submit" class="button main" disabled={text.trim() === "" || text.trim() === present?.body.words}>
            {common.save}
          </button>
        </form>
      )}
      <ul class="plain stack">
        {waiting.map(({ id, body }) => (
          <li key={id} class="card">
            <p class="small soft">{`${dayText(body.on)} · ${body.is_favourite ? w.favourite : w.waits}`}</p>
            <p class="words" dir="auto">
              {body.words}
            </p>
            <div class="row">
              {mayGive(body.on, today) && !body.is_favourite && (
                <button
                  type="button"
                  class="button"
                  aria-label={w.make_favourite_for(body.words)}
                  onClick={() => void giveHighlight(store, body.on, body.words, true)}
                >
                  {w.make_favourite}
                </button>
              )}
              <button
                type="button"
                class="button"
                aria-label={`${common.remove}: ${body.words}`}
                onClick={() => void takeBackHighlight(store, body.for_space_id, id)}
              >
                {common.remove}
              </button>
            </div>
          </li>
        ))}
        {revealed.map(({ id, body }) => (
          <li key={id} class="card">
            <p class="small soft">{`${dayText(body.on)} · ${body.author_id === me?.person.id ? w.mine : w.theirs}`}</p>
            <p class="words" dir="auto">
              {body.words}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
