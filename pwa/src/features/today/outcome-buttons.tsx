import { useSignal } from "@preact/signals";
import type { Commitment, Outcome } from "../../domain/types";
import { brickClass } from "../../ui/brick";
import { isConditional, outcomeText } from "../../ui/outcome";
import { words } from "../../words";

const ALL: Outcome[] = ["kept", "partly", "missed_told", "not_applicable"];

interface OutcomeButtonsProps {
  commitment: Commitment;
  title: string;
  /** What stands now, when it is being changed. */
  present: Outcome | null;
  onChoose: (outcome: Outcome) => void;
  /** Takes the entry back; there only while that leaves nothing. */
  onNothing?: (() => void) | undefined;
}

/** The day's answers, one tap each: kept and missed look alike, each with the brick it would lay. */
export function OutcomeButtons({ commitment, title, present, onChoose, onNothing }: OutcomeButtonsProps) {
  const { today: w } = words.value;
  const is_open = useSignal(false);
  const first: Outcome[] = isConditional(title) ? ["kept", "not_applicable", "missed_told"] : ["kept", "missed_told"];
  const rest = ALL.filter((one) => !first.includes(one));
  // As it will read once it is said.
  const button = (outcome: Outcome) => (
    <button
      type="button"
      class="button lay"
      key={outcome}
      aria-label={w.for(outcomeText(outcome, title, true), title)}
      aria-pressed={present === outcome ? true : undefined}
      onClick={() => onChoose(outcome)}
    >
      {outcomeText(outcome, title, true)}
      <span class={brickClass(commitment.kind, outcome)} aria-hidden="true" />
    </button>
  );
  return (
    <fieldset class="outcomes" aria-label={title}>
      {first.map(button)}
      {!is_open.value && (
        <button type="button" class="button more" aria-label={w.for(w.otherwise, title)} onClick={() => (is_open.value = true)}>
          {w.otherwise}
        </button>
      )}
      {is_open.value && rest.map(button)}
      {onNothing && (
        <button type="button" class="button" aria-label={w.for(w.no_entry, title)} onClick={onNothing}>
          {w.no_entry}
        </button>
      )}
    </fieldset>
  );
}
