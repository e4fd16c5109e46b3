import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";

/** Read once when the other has left. */
export function Ended() {
  const store = useStore();
  const { us: w, today, safety } = words.value;
  const couple = store.ended_unread.value;
  return (
    <Page title={w.ended_title} lead={w.ended_lead}>
      <p>{w.ended_care}</p>
      <div class="row">
        <a class="button" href="#/hard">
          {today.hard_moment}
        </a>
        <a class="button" href="#/help">
          {safety.title}
        </a>
      </div>
      <button type="button" class="button main wide" onClick={() => couple && void store.actions.mark_ending_read(couple.id)}>
        {w.ended_ok}
      </button>
    </Page>
  );
}
