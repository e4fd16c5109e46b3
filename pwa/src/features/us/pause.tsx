import { useState } from "preact/hooks";
import { addDays } from "../../domain/days";
import type { Pause } from "../../domain/types";
import { Choices, Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { go } from "../../ui/router";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";
import { pauseText } from "./pause-text";

const DAYS_BACK = 7;

/** A rest for one commitment, for everything of mine, or for both. */
export function PausePage({ commitment_id }: { commitment_id: string | null }) {
  const store = useStore();
  const { us: w, common } = words.value;
  const today = store.today.value;
  const couple = store.couple.value;
  const [scope, setScope] = useState<"mine" | "both">("mine");
  const [from_on, setFrom] = useState(today);
  const [until_on, setUntil] = useState("");
  const me = store.me.value?.person.id;
  const running = store.pauses.value.filter(
    (one) =>
      (commitment_id === null
        ? one.scope === "both" || (one.scope === "mine" && one.author_id === me)
        : one.commitment_id === commitment_id) && isRunning(one, today),
  );
  // One thing at a time: a pause that has begun is ended before another is made.
  const is_resting = running.some((one) => one.from_on <= today);
  const back = commitment_id === null ? { to: "us", label: common.places.us } : { to: `us/commitment/${commitment_id}` };
  const title = commitment_id !== null ? w.pause_one : couple ? w.pause_do : w.pause_mine;
  const cards = running.filter((one, at) => running.findIndex((other) => isTheSame(one, other)) === at);
  const end = (pause: Pause) => {
    for (const { id } of running.filter((one) => isTheSame(pause, one))) void store.actions.end_pause(id, addDays(today, -1));
  };
  return (
    <Page title={title} lead={w.pause_lead} back={back}>
      {cards.map((one) => (
        <div class="card" key={one.id}>
          <p>{pauseText(one, today, couple !== null)}</p>
          <button type="button" class="button" onClick={() => end(one)}>
            {w.pause_end}
          </button>
        </div>
      ))}
      {!is_resting && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void store.actions.pause({
              scope: commitment_id === null ? scope : "commitment",
              ...(commitment_id !== null && { commitment_id }),
              from_on,
              ...(until_on && { until_on }),
            });
            go("us");
            showToast(common.saved);
          }}
        >
          {commitment_id === null && couple && (
            <Choices
              legend={w.pause_do}
              is_unseen
              value={scope}
              onValue={setScope}
              options={[
                { value: "mine", label: w.pause_mine, hint: w.pause_mine_hint(couple.partner.display_name) },
                { value: "both", label: w.pause_both, hint: w.pause_both_hint(couple.partner.display_name) },
              ]}
            />
          )}
          <Field
            label={w.pause_from}
            type="date"
            value={from_on}
            onValue={setFrom}
            input={{ min: addDays(today, -DAYS_BACK), required: true }}
          />
          <Field label={w.pause_until} hint={w.pause_until_hint} type="date" value={until_on} onValue={setUntil} input={{ min: from_on }} />
          <button type="submit" class="button main wide">
            {w.pause_do}
          </button>
        </form>
      )}
    </Page>
  );
}

/** "All of mine" is kept in both spaces, and is one pause to whoever made it. */
function isTheSame(one: Pause, other: Pause): boolean {
  if (one.id === other.id) return true;
  return one.scope === "mine" && other.scope === "mine" && one.from_on === other.from_on && one.until_on === other.until_on;
}

function isRunning(pause: Pause, today: string): boolean {
  return pause.until_on === null || pause.until_on >= today;
}
