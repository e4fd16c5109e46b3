import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Page } from "../../ui/page";
import { words } from "../../words";

type Step = "question" | "wait" | "before" | "through";

/** Asked of each person alone before an invitation is made or opened. The answer lives and dies on this screen. */
export function SafetyFirst({ children }: { children: () => ComponentChildren }) {
  const { us: w, common, safety } = words.value;
  const step = useSignal<Step>("question");
  const back = { to: "us", label: common.places.us };
  if (step.value === "through") return <>{children()}</>;
  if (step.value === "question") {
    return (
      <Page key="question" title={w.safety_title} back={back}>
        <section class="stack" aria-labelledby="question">
          <h2 id="question">{w.safety_question}</h2>
          <button type="button" class="button wide" onClick={() => (step.value = "before")}>
            {w.safety_yes}
          </button>
          <button type="button" class="button wide" onClick={() => (step.value = "wait")}>
            {w.safety_unsure}
          </button>
          <button type="button" class="button wide" onClick={() => (step.value = "wait")}>
            {w.safety_no}
          </button>
          <p class="small soft">{w.safety_note}</p>
        </section>
        <p>
          <a href="#/help">{safety.title}</a>
        </p>
      </Page>
    );
  }
  if (step.value === "wait") {
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
    <Page key="before" title={w.before_title} back={back}>
      <p>{w.before_ended}</p>
      <p>{w.before_open}</p>
      <p class="card notice-sample">
        <strong>{common.app}</strong>
        <br />
        {w.before_notice}
      </p>
      <button type="button" class="button main wide" onClick={() => (step.value = "through")}>
        {w.before_go}
      </button>
      <a class="button wide" href="#/today">
        {w.safety_alone}
      </a>
    </Page>
  );
}
