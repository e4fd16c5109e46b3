import { useSignal } from "@preact/signals";
import type { Act } from "../../domain/types";
import { actTitle, brickClass, brief, isLong, latest, mayEdit } from "../../ui/brick";
import { FoldedWords } from "../../ui/folded-words";
import { outcomeText } from "../../ui/outcome";
import { Confirm } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";
import { ActForm } from "./act-form";
import { AnswerForm } from "./answer";

interface ActCardProps {
  act: Act;
  has_answers_open?: boolean;
}

/** One act with everything that belongs to it: words, corrections, the answer, and what its reader may do. */
export function ActCard({ act, has_answers_open = false }: ActCardProps) {
  const store = useStore();
  const w = words.value;
  const is_mine = act.author_id === store.me.value?.person.id;
  const whole = actTitle(act, store.commitments.value, w);
  const title = brief(whole);
  const now = latest(act);
  const has_own_title = act.commitment_id !== null;
  const more = facts(act, title, is_mine);
  if (act.removed) return <p class="card soft">{w.wall.removed}</p>;
  return (
    <article class="laid" aria-label={title}>
      <div class={`cap ${brickClass(act.kind, now.outcome)}`} aria-hidden="true" />
      <div class="face">
        <div>
          <FoldedWords as="h3" text={whole} lines={8} look={isLong(whole) ? "long" : ""} />
          {more && <p class="small soft">{more}</p>}
        </div>
        {has_own_title && now.note && <FoldedWords text={now.note} lines={8} />}
        {act.corrections.length > 0 && <First act={act} title={title} is_mine={is_mine} />}
        {is_mine ? <AnswerToMine act={act} /> : <AnswerTo act={act} title={title} is_open={has_answers_open} />}
        {is_mine && <OwnActions act={act} title={title} />}
      </div>
    </article>
  );
}

/** What the title does not say already. */
function facts(act: Act, title: string, is_mine: boolean): string {
  const { common, wall } = words.value;
  const now = latest(act);
  return [
    now.outcome ? outcomeText(now.outcome, title, is_mine) : act.kind && common.kinds[act.kind],
    act.told && wall.told,
    now.hard && wall.hard,
    act.added_later && wall.added_later,
    act.corrections.length > 0 && wall.corrected,
    act.is_private && wall.private,
    act.is_waiting && wall.waiting,
  ]
    .filter((fact) => fact && fact !== title)
    .join(" · ");
}

/** What was written first stays readable under a correction. */
function First({ act, title, is_mine }: { act: Act; title: string; is_mine: boolean }) {
  const { wall } = words.value;
  const first = [act.outcome && outcomeText(act.outcome, title, is_mine), act.note].filter(Boolean).join(". ");
  return first ? <p class="small soft words">{wall.first(first)}</p> : null;
}

function AnswerTo(props: { act: Act; title: string; is_open: boolean }) {
  const store = useStore();
  const answer = store.acknowledgements.value.find(({ act_id }) => act_id === props.act.id);
  return store.couple.value ? <AnswerForm {...props} answer={answer} /> : null;
}

function AnswerToMine({ act }: { act: Act }) {
  const store = useStore();
  const { today: w, common, wall } = words.value;
  const answer = store.acknowledgements.value.find(({ act_id }) => act_id === act.id);
  if (answer === undefined) return null;
  const name = store.couple.value?.partner.display_name ?? "";
  return (
    <div class="answer">
      <p>
        <strong>{w.answer_theirs(name, common.answers[answer.answer])}</strong>
        {answer.words && <span class="words" dir="auto">{`\n${answer.words}`}</span>}
      </p>
      {answer.answer === "differs" && <p class="small soft">{wall.remembered_differently}</p>}
    </div>
  );
}

function OwnActions({ act, title }: { act: Act; title: string }) {
  const store = useStore();
  const { common, wall } = words.value;
  const open = useSignal<"nothing" | "words" | "outcome" | "remove">("nothing");
  const is_free = mayEdit(act, store);
  const close = () => (open.value = "nothing");
  if (open.value === "words") return <ActForm act={act} onDone={close} />;
  if (open.value === "outcome") return <ActForm act={act} title={title} onDone={close} />;
  return (
    <div class="row">
      <button
        type="button"
        class="button plain"
        aria-label={is_free ? wall.edit_for(title) : wall.correct_for(title)}
        onClick={() => (open.value = act.outcome ? "outcome" : "words")}
      >
        {is_free ? wall.edit : wall.correct}
      </button>
      <button type="button" class="button plain" aria-label={wall.remove_for(title)} onClick={() => (open.value = "remove")}>
        {common.remove}
      </button>
      {open.value === "remove" && (
        <Confirm
          title={wall.remove_title}
          text={act.commitment_id ? wall.remove_text : wall.remove_text_unprompted}
          yes={common.remove}
          onNo={close}
          onYes={() => {
            close();
            void store.actions.delete_act(act.id);
            showToast(wall.removed_said);
          }}
        />
      )}
    </div>
  );
}
