import { useSignal } from "@preact/signals";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import "./hard.css";

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** A slow breath and the ground underfoot. Nothing here is kept, counted, or sent. */
export function HardMoment() {
  const { today: w, common, safety } = words.value;
  const { phase } = useStore();
  const back = phase.value === "ready" ? { to: "today", label: common.places.today } : { to: "welcome" };
  const is_breathing = useSignal(false);
  return (
    <Page title={w.hard_lead} back={back}>
      <section class="card breath" aria-labelledby="breath">
        <h2 id="breath">{w.breathe}</h2>
        <p>{still.matches ? w.breathe_still : w.breathe_do}</p>
        <div class="breath-place" aria-hidden="true">
          <div class={is_breathing.value ? "breath-brick on" : "breath-brick"} />
        </div>
        <button type="button" class="button main" onClick={() => (is_breathing.value = !is_breathing.value)}>
          {is_breathing.value ? w.breathe_stop : w.breathe_start}
        </button>
      </section>
      <section class="stack" aria-labelledby="ground">
        <h2 id="ground">{w.ground}</h2>
        <ol class="ground stack tight">
          {w.ground_steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{w.ground_after}</p>
      </section>
      <p>
        <a href="#/help/body">{safety.body_title}</a>
      </p>
      <p class="notice">
        {w.not_safe_now} <a href="#/help">{safety.title}</a>
      </p>
      <p class="small soft">{w.hard_private}</p>
    </Page>
  );
}
