import { useSignal } from "@preact/signals";
import type { Couple } from "../../domain/types";
import { dayText } from "../../ui/days";
import { Confirm } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { whole } from "../../ui/whole";
import { words } from "../../words";

/** Couples that ended, and a deletion that can still be taken back. */
export function PastCouples() {
  const store = useStore();
  const { us: w } = words.value;
  const ended = (store.me.value?.couples ?? []).filter(({ state }) => state === "ended");
  if (ended.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="past">
      <h2 id="past">{w.ended_title}</h2>
      {ended.map((couple) => (
        <PastCouple key={couple.id} couple={couple} />
      ))}
    </section>
  );
}

function PastCouple({ couple }: { couple: Couple }) {
  const store = useStore();
  const { us: w } = words.value;
  const is_asking = useSignal(false);
  // Left without a connection: on this day.
  const ended_on = couple.ended_on ?? store.today.value;
  return (
    <div class="card">
      <p class="whole" style={whole(couple.partner.display_name)}>
        {w.past_couple(couple.partner.display_name, dayText(couple.paired_on, "dated"), dayText(ended_on, "dated"))}
      </p>
      {couple.deletion && (
        <>
          <p class="small">{w.deletion_due(dayText(couple.deletion.due_on, "dated"))}</p>
          <div class="row">
            <button
              type="button"
              class="button"
              onClick={() => {
                void store.actions.take_back_deletion(couple.id);
                showToast(w.deletion_kept);
              }}
            >
              {w.deletion_take_back}
            </button>
            <button type="button" class="button" onClick={() => (is_asking.value = true)}>
              {w.deletion_waive}
            </button>
          </div>
        </>
      )}
      {is_asking.value && (
        <Confirm
          title={w.deletion_waive_title}
          text={w.deletion_waive_text}
          yes={w.deletion_waive}
          onNo={() => (is_asking.value = false)}
          onYes={() => {
            is_asking.value = false;
            void store.actions.waive_deletion_wait(couple.id);
            showToast(w.deletion_done);
          }}
        />
      )}
    </div>
  );
}
