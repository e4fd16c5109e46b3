import { useSignal } from "@preact/signals";
import { Page } from "../../ui/page";
import { words } from "../../words";

interface SafetyQuestionProps {
  title: string;
  question: string;
  back: { to: string; label: string };
  onSafe: () => void;
}

/** Asked of one person alone. The answer lives and dies on this screen; anything but a yes leads to people who listen. */
export function SafetyQuestion({ title, question, back, onSafe }: SafetyQuestionProps) {
  const { us: w, safety } = words.value;
  const can_wait = useSignal(false);
  if (can_wait.value) {
    return (
      <Page key="wait" title={w.safety_other_title} lead={w.safety_other} back={back}>
        <a class="button main wide" href="#/help">
          {safety.title}
        </a>
        <a class="button wide" href="#/today">
          {w.safety_alone}
        </a>
      </Page>
    );
  }
  return (
    <Page key="question" title={title} back={back}>
      <section class="stack" aria-labelledby="question">
        <h2 id="question">{question}</h2>
        <p class="soft">{w.safety_note}</p>
        <button type="button" class="button wide" onClick={onSafe}>
          {w.safety_yes}
        </button>
        <button type="button" class="button wide" onClick={() => (can_wait.value = true)}>
          {w.safety_unsure}
        </button>
        <button type="button" class="button wide" onClick={() => (can_wait.value = true)}>
          {w.safety_no}
        </button>
      </section>
      <p>
        <a href="#/help">{safety.title}</a>
      </p>
    </Page>
  );
}
