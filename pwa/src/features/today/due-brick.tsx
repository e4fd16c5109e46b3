import { useSignal } from "@preact/signals";
import type { Act, Commitment, LocalDay, Outcome } from "../../domain/types";
import { brickClass, latest, mayEdit } from "../../ui/brick";
import { FoldedWords } from "../../ui/folded-words";
import { isConditional, outcomeText } from "../../ui/outcome";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { usePlace } from "../../ui/use-place";
import { words } from "../../words";
import { ActForm } from "../wall/act-form";
import { OutcomeButtons } from "./outcome-buttons";

interface DueBrickProps {
  on: LocalDay;
  commitment: Commitment;
  act: Act | undefined;
}

/** A commitment's day: clay to be laid with one tap, then a brick that can be changed and given words. */
export function DueBrick({ on, commitment, act }: DueBrickProps) {
  const store = useStore();
  const { today: w, common, us } = words.value;
  const open = useSignal<"nothing" | "outcomes" | "words">("nothing");
  const was_laid_here = useSignal(false);
  const [place, returnFocus] = usePlace<HTMLElement>();
  const title = commitment.title ?? us.words_removed;
  const now = act && latest(act);
  const outcome = now?.outcome ?? null;

  const lay = (next: Outcome) => {
    open.value = "nothing";
    was_laid_here.value = true;
    const before = outcome;
    returnFocus();
    void store.actions.log_outcome(commitment.id, on, next);
    showToast(common.saved, () => (before === null ? void takeBack() : void store.actions.log_outcome(commitment.id, on, before)));
  };
  /** As it lies in the store by then: the act that a tap made has its id only afterwards. */
  const takeBack = () => {
    const laid = store.recent_acts.value.find((one) => one.commitment_id === commitment.id && one.on === on);
    open.value = "nothing";
    returnFocus();
    if (laid) void store.actions.take_back_act(laid.id);
  };
  const is_free = act !== undefined && mayEdit(act, store);

  return (
    <article ref={place} tabIndex={-1} class={`laid due${was_laid_here.value && outcome ? " settles" : ""}`} aria-label={title}>
      <div class={`cap ${outcome ? brickClass(commitment.kind, outcome) : "waiting-clay"}`} aria-hidden="true" />
      <div class="face">
        <div>
          <h3 dir="auto">{title}</h3>
          {commitment.rhythm.type === "times_a_week" && !outcome && <p class="small soft">{w.this_week(commitment.rhythm.times)}</p>}
        </div>
        {outcome && (
          <p>
            <strong>{outcomeText(outcome, title, true)}</strong>
            {now?.hard && ` · ${w.hard}`}
          </p>
        )}
        {now?.note && <FoldedWords text={now.note} lines={3} look="soft" />}
        {outcome === "missed_told" && <p class="notice">{w.after_miss}</p>}
        {outcome === "kept" && commitment.kind === "honesty" && isConditional(title) && <p class="notice">{w.told_sentence}</p>}
        {(outcome === null || open.value === "outcomes") && (
          <OutcomeButtons
            commitment={commitment}
            title={title}
            present={outcome}
            onChoose={lay}
            onNothing={is_free ? takeBack : undefined}
          />
        )}
        {outcome && open.value !== "words" && (
          <div class="row">
            <button type="button" class="button plain" aria-label={w.add_words_for(title)} onClick={() => (open.value = "words")}>
              {w.add_words}
            </button>
            <button
              type="button"
              class="button plain"
              aria-label={w.change_for(title)}
              aria-expanded={open.value === "outcomes"}
              onClick={() => (open.value = open.value === "outcomes" ? "nothing" : "outcomes")}
            >
              {common.change}
            </button>
          </div>
        )}
        {act && open.value === "words" && (
          <ActForm
            act={act}
            onDone={() => {
              open.value = "nothing";
              returnFocus();
            }}
          />
        )}
      </div>
    </article>
  );
}
