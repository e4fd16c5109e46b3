import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import { addDays } from "../../domain/days";
import { pauseOf } from "../../domain/due";
import { lastDay } from "../../domain/recurrence";
import type { Commitment } from "../../domain/types";
import { dayText } from "../../ui/days";
import { EditForm } from "../../ui/edit-form";
import { Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { Confirm } from "../../ui/parts";
import { go } from "../../ui/router";
import { useStore } from "../../ui/store";
import { Swatch } from "../../ui/swatch";
import { showToast } from "../../ui/toast";
import { words } from "../../words";
import { isolated } from "../../words/isolate";
import { pauseText } from "./pause-text";
import { rhythmText } from "./rhythm";

const FOUR_WEEKS = 28;
const SOON_DAYS = 7;

/** One commitment. Its keeper may renew, pause, end, or reword it; the other reads it. */
export function CommitmentPage({ commitment }: { commitment: Commitment }) {
  const store = useStore();
  const { us: w, common } = words.value;
  const today = store.today.value;
  const name = store.couple.value?.partner.display_name ?? "";
  const is_mine = commitment.author_id === store.me.value?.person.id;
  const ends_on = lastDay(commitment);
  const is_active = ends_on >= today;
  const is_soon = is_active && commitment.ended_on === null && ends_on <= addDays(today, SOON_DAYS);
  return (
    <Page title={commitment.title === null ? w.words_removed : isolated(commitment.title)} back={{ to: "us", label: common.places.us }}>
      <div class="card">
        <p class="row">
          <Swatch kind={commitment.kind} /> {common.kinds[commitment.kind]}
        </p>
        <p>{`${rhythmText(commitment)}, ${w.until(dayText(ends_on, "dated"))}`}</p>
        {(is_mine || name) && (
          <p class="small soft">{commitment.is_private ? common.private : is_mine ? common.shared_with(name) : common.shared_with_you}</p>
        )}
        {is_soon && <p class="small">{w.ends_soon(dayText(ends_on))}</p>}
        {!is_active && <p class="small soft">{w.ended}</p>}
      </div>
      {is_mine && is_active && <KeeperActions commitment={commitment} name={name} />}
      {is_mine && commitment.title !== null && <RemoveWords commitment={commitment} />}
    </Page>
  );
}

function KeeperActions({ commitment, name }: { commitment: Commitment; name: string }) {
  const store = useStore();
  const { us: w, common } = words.value;
  const open = useSignal<"nothing" | "words" | "end">("nothing");
  const today = store.today.value;
  const pause = pauseOf(commitment, store.pauses.value, today);
  const ends_on = commitment.review_on > today ? commitment.review_on : today;
  if (open.value === "words") return <WordsOf commitment={commitment} onDone={() => (open.value = "nothing")} />;
  return (
    <div class="stack tight">
      {pause && <p class="notice">{pauseText(pause, today, name !== "")}</p>}
      {commitment.ended_on === null && (
        <button
          type="button"
          class="button"
          onClick={() => {
            void store.actions.renew_commitment(commitment.id, addDays(ends_on, FOUR_WEEKS));
            showToast(w.renewed);
          }}
        >
          {w.renew}
        </button>
      )}
      {pause ? (
        <button type="button" class="button" onClick={() => void store.actions.end_pause(pause.id, addDays(today, -1))}>
          {w.pause_end}
        </button>
      ) : (
        <a class="button" href={`#/us/pause/${commitment.id}`}>
          {w.pause_one}
        </a>
      )}
      <button type="button" class="button" onClick={() => (open.value = "words")}>
        {w.edit_words}
      </button>
      {commitment.is_private && name && (
        <button
          type="button"
          class="button"
          onClick={() => {
            void store.actions.bring_into_couple(commitment.id);
            go("us");
            showToast(w.brought);
          }}
        >
          {w.bring(name)}
        </button>
      )}
      {commitment.ended_on === null && (
        <>
          <button type="button" class="button" onClick={() => (open.value = "end")}>
            {w.end}
          </button>
          <p class="small soft">{w.end_text}</p>
        </>
      )}
      {open.value === "end" && (
        <Confirm
          title={w.end_title}
          text={w.end_text}
          yes={w.end}
          onNo={() => (open.value = "nothing")}
          onYes={() => {
            void store.actions.end_commitment(commitment.id);
            go("us");
            showToast(common.saved);
          }}
        />
      )}
    </div>
  );
}

function WordsOf({ commitment, onDone }: { commitment: Commitment; onDone: () => void }) {
  const store = useStore();
  const { us: w } = words.value;
  const [title, setTitle] = useState(commitment.title ?? "");
  return (
    <EditForm
      is_empty={title.trim() === ""}
      onSave={() => store.actions.edit_commitment(commitment.id, { title: title.trim() })}
      onDone={onDone}
    >
      <Field label={w.commitment_title} value={title} onValue={setTitle} rows={2} input={{ maxLength: 140, required: true }} />
    </EditForm>
  );
}

function RemoveWords({ commitment }: { commitment: Commitment }) {
  const store = useStore();
  const { us: w } = words.value;
  const is_asking = useSignal(false);
  return (
    <div class="stack">
      <button type="button" class="button plain start" onClick={() => (is_asking.value = true)}>
        {w.delete}
      </button>
      <p class="small soft">{w.delete_text}</p>
      {is_asking.value && (
        <Confirm
          title={w.delete_title}
          text={w.delete_text}
          yes={w.delete}
          onNo={() => (is_asking.value = false)}
          onYes={() => {
            void store.actions.delete_commitment(commitment.id);
            go("us");
          }}
        />
      )}
    </div>
  );
}
