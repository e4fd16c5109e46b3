import { Page } from "../../ui/page";
import { say } from "../../ui/say";
import { useStore } from "../../ui/store";
import { words } from "../../words";

/** Asked once after the server was restored: until then the other sees what they see where nothing was ever shared. */
export function Held() {
  const store = useStore();
  const { me: w, trends } = words.value;
  const mode = store.held_sharing.value;
  if (mode === null) return null;
  return (
    <Page title={w.held_title} lead={w.held_lead}>
      <p>{mode === "trend" ? w.held_trend : w.held_values}</p>
      <p class="small soft">{w.held_meanwhile(trends.nothing)}</p>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            void store.actions.share_check_ins(mode);
            say(w.shared_now);
          }}
        >
          {w.held_share}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            void store.actions.withdraw_check_ins();
            say(w.held_kept);
          }}
        >
          {w.held_keep}
        </button>
      </div>
    </Page>
  );
}
