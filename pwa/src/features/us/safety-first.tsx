import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Page } from "../../ui/page";
import { words } from "../../words";
import { SafetyQuestion } from "../safety/safety-question";

/** Stands before an invitation that is made or opened: the question, and what to know. */
export function SafetyFirst({ children }: { children: () => ComponentChildren }) {
  const { us: w, common } = words.value;
  const step = useSignal<"question" | "before" | "through">("question");
  const back = { to: "us", label: common.places.us };
  if (step.value === "through") return <>{children()}</>;
  if (step.value === "question") {
    return <SafetyQuestion title={w.safety_title} question={w.safety_question} back={back} onSafe={() => (step.value = "before")} />;
  }
  return (
    <Page key="before" title={w.before_title} back={back}>
      <p>{w.before_ended}</p>
      <p>{w.before_exactly}</p>
      <p class="card notice-sample">
        <strong>{common.app}</strong>
        <br />
        {w.before_notice}
      </p>
      <p class="soft">{w.before_more}</p>
      <p>{w.before_open}</p>
      <button type="button" class="button main wide" onClick={() => (step.value = "through")}>
        {w.before_go}
      </button>
      <a class="button wide" href="#/today">
        {w.safety_alone}
      </a>
    </Page>
  );
}
