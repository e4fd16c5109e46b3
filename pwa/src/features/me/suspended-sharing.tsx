import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

/** Asked once after the server was restored: until then the other sees what they see where nothing was ever shared. */
export function SuspendedSharing() {
  const store = useStore();
  const { me: w, trends } = words.value;
  const mode = store.suspended_sharing.value;
  if (mode === null) return null;
  return (
    <Page title={w.suspended_title} lead={w.suspended_lead}>
      <p>{mode === "trend" ? w.suspended_trend : w.suspended_values}</p>
      <p class="small soft">{w.suspended_meanwhile(trends.nothing)}</p>
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            void store.actions.share_check_ins(mode);
            showToast(w.shared_now);
          }}
        >
          {w.suspended_share}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            void store.actions.withdraw_check_ins();
            showToast(w.suspended_declined);
          }}
        >
          {w.suspended_decline}
        </button>
      </div>
    </Page>
  );
}
