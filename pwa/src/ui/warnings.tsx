import { words } from "../words";
import { useStore } from "./store";

const HOUR_MS = 3_600_000;

/** What somebody should know wherever they are: words that could not be kept, words that wait too long, a wrong clock. */
export function Warnings() {
  const { outbox, actions } = useStore();
  const { common } = words.value;
  const { unkept, is_warning_due, clock_offset_ms } = outbox.value;
  return (
    <div class="warnings">
      {/* Present while it is empty: a screen reader tells what comes into it. */}
      <div role="alert">
        {unkept.length > 0 && (
          <p class="notice problem">
            {common.unkept} <a href="#/me/waiting">{common.unkept_show}</a>
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
      {Math.abs(clock_offset_ms) > HOUR_MS && <p class="notice small">{common.clock_off}</p>}
    </div>
  );
}
