import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { Acknowledgement, Act, Answer } from "../../domain/types";
import { EditForm } from "../../ui/edit-form";
import { Field } from "../../ui/forms";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { usePlace } from "../../ui/use-place";
import { words } from "../../words";

const ANSWERS: Answer[] = ["seen", "helped", "thanks", "hard", "not_ready", "differs", "talk"];
/** Plain, glad, and hard: what lies at hand does not lean one way. */
const AT_HAND: Answer[] = ["seen", "helped", "hard"];

interface AnswerFormProps {
  act: Act;
  answer: Acknowledgement | undefined;
  title: string;
  /** A few of the answers lie open at once. */
  is_open: boolean;
}

/** A free answer in two taps: open, choose. Words and another mind come later, or never. */
export function AnswerForm({ act, answer, title, is_open }: AnswerFormProps) {
  const store = useStore();
  const { today: w, common } = words.value;
  const open = useSignal<"nothing" | "answers" | "words">("nothing");
  const [place, returnFocus] = usePlace<HTMLDivElement>();
  const has_at_hand = is_open && answer === undefined && open.value !== "answers";
  const choose = (next: Answer) => {
    void store.actions.acknowledge(act.id, next, answer?.words ?? "");
    open.value = "nothing";
    returnFocus();
    showToast(w.answer_saved);
  };
  const note = answer?.answer === "differs" ? w.differs_note : answer?.answer === "talk" ? w.talk_note : null;
  return (
    <div ref={place} tabIndex={-1} class="answer stack tight">
      {answer && (
        <p>
          <strong>{w.answered(common.answers[answer.answer])}</strong>
          {answer.words && <span class="words" dir="auto">{`\n${answer.words}`}</span>}
        </p>
      )}
      {note && <p class="small soft">{note}</p>}
      {open.value === "words" && answer ? (
        <AnswerWords act={act} answer={answer} onDone={() => (open.value = "nothing")} />
      ) : (
        <div class="row">
          {has_at_hand &&
            AT_HAND.map((one) => (
              <button type="button" class="button" key={one} aria-label={w.for(common.answers[one], title)} onClick={() => choose(one)}>
                {common.answers[one]}
              </button>
            ))}
          <button
            type="button"
            // The same look with and without an answer: nothing shows what is unanswered.
            class="button plain"
            aria-label={answer ? w.change_for(title) : is_open ? w.answer_more_for(title) : w.answer_for(title)}
            aria-expanded={open.value === "answers"}
            onClick={() => (open.value = open.value === "answers" ? "nothing" : "answers")}
          >
            {answer ? common.change : is_open ? w.answer_more : w.answer}
          </button>
          {answer && (
            <button type="button" class="button plain" aria-label={w.add_words_for(title)} onClick={() => (open.value = "words")}>
              {w.add_words}
            </button>
          )}
        </div>
      )}
      {open.value === "answers" && (
        <fieldset class="stack tight" aria-label={w.answer_choose}>
          {ANSWERS.map((one) => (
            <button
              type="button"
              class="button"
              key={one}
              aria-label={w.for(common.answers[one], title)}
              aria-pressed={answer?.answer === one ? true : undefined}
              onClick={() => choose(one)}
            >
              {common.answers[one]}
            </button>
          ))}
          {answer && (
            <button
              type="button"
              class="button plain"
              onClick={() => {
                void store.actions.take_back_acknowledgement(act.id);
                open.value = "nothing";
              }}
            >
              {w.answer_take_back}
            </button>
          )}
        </fieldset>
      )}
    </div>
  );
}

function AnswerWords({ act, answer, onDone }: { act: Act; answer: Acknowledgement; onDone: () => void }) {
  const store = useStore();
  const { today: w } = words.value;
  const [text, setText] = useState(answer.words);
  return (
    <EditForm said={w.answer_saved} onSave={() => store.actions.acknowledge(act.id, answer.answer, text.trim())} onDone={onDone}>
      <Field label={w.answer_words} value={text} onValue={setText} rows={3} input={{ maxLength: 1000 }} />
    </EditForm>
  );
}
