import { words } from "../words";
import { useStore } from "./store";

const HOUR_MS = 3_600_000;

/** What somebody should know wherever they are: words that could not be stored, words that wait too long, records of a newer app, a wrong clock. */
export function Warnings() {
  const { outbox, has_newer_records, actions } = useStore();
  const { common } = words.value;
  const { unsaved, is_warning_due, clock_offset_ms } = outbox.value;
  return (
    <div class="warnings">
      {/* Present while it is empty: a screen reader tells what comes into it. */}
      <div role="alert">
        {unsaved.length > 0 && (
          <p class="notice problem">
            {common.unsaved} <a href="#/me/waiting">{common.unsaved_show}</a>
          </p>
        )}
      </div>
      {is_warning_due && (
        <div class="notice row apart" role="status">
          <p>{common.unsent_for_a_day}</p>
          <button type="button" class="button" onClick={() => void actions.mark_warning_read()}>
            {common.unsent_read}
          </button>
        </div>
      )}
      {has_newer_records.value && <p class="notice small">{common.newer_records}</p>}
      {Math.abs(clock_offset_ms) > HOUR_MS && <p class="notice small">{common.clock_off}</p>}
    </div>
  );
}
