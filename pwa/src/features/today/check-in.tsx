import { useState } from "preact/hooks";
import type { CheckIn, LocalDay } from "../../domain/types";
import { Slider } from "../../ui/slider";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

interface CheckInCardProps {
  on: LocalDay;
  present: CheckIn | undefined;
  onDone: () => void;
  onSkip: () => void;
}

/** One question, two more for those who want them. Every one may be left alone. */
export function CheckInCard({ on, present, onDone, onSkip }: CheckInCardProps) {
  const store = useStore();
  const { today: w } = words.value;
  const [safe, setSafe] = useState(present?.safe ?? null);
  const [seen, setSeen] = useState(present?.seen ?? null);
  const [valued, setValued] = useState(present?.valued ?? null);
  const [has_more, setMore] = useState(present !== undefined && (present.seen !== null || present.valued !== null));
  const name = store.couple.value?.partner.display_name;
  const lead = name === undefined ? w.check_in_alone : store.my_sharing.value ? w.check_in_lead_shared(name) : w.check_in_lead(name);
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void store.actions.check_in(on, { safe, seen, valued });
        showToast(w.check_in_saved);
        onDone();
      }}
    >
      <div>
        <h2>{w.check_in}</h2>
        <p class="small soft">{lead}</p>
      </div>
      <Slider label={w.safe} low={w.scale_low.safe} high={w.scale_high.safe} value={safe} onValue={setSafe} />
      {has_more ? (
        <>
          <Slider label={w.seen} low={w.scale_low.seen} high={w.scale_high.seen} value={seen} onValue={setSeen} />
          <Slider label={w.valued} low={w.scale_low.valued} high={w.scale_high.valued} value={valued} onValue={setValued} />
        </>
      ) : (
        <button type="button" class="button plain start" onClick={() => setMore(true)}>
          {w.check_in_more}
        </button>
      )}
      <p class="small">
        {w.check_in_safety} <a href="#/help">{w.check_in_help}</a>
      </p>
      <div class="row">
        <button type="submit" class="button main" disabled={safe === null && seen === null && valued === null}>
          {w.check_in_save}
        </button>
        <button type="button" class="button" onClick={onSkip}>
          {w.check_in_skip}
        </button>
      </div>
    </form>
  );
}
