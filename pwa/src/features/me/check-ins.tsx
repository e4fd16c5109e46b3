import { useSignal } from "@preact/signals";
import { dayText } from "../../ui/days";
import { Page } from "../../ui/page";
import { Confirm } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

/** One's own check-ins, and what is shared of them: chosen, itemised, taken back at once. */
export function CheckIns() {
  const store = useStore();
  const { me: w, common } = words.value;
  const check_ins = store.check_ins.value;
  return (
    <Page title={w.check_ins} lead={store.my_sharing.value ? undefined : w.check_ins_lead} back={{ to: "me", label: common.places.me }}>
      <Sharing />
      {check_ins.length === 0 ? (
        <p class="soft">{w.check_ins_none}</p>
      ) : (
        <ul class="plain links">
          {check_ins.map(({ id, on, safe, seen, valued }) => (
            <li key={id} class="value-row">
              <span>{dayText(on, "full")}</span>
              <span class="small soft">{w.check_in_row(safe, seen, valued)}</span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Sharing() {
  const store = useStore();
  const { me: w } = words.value;
  const asking = useSignal<"trend" | "values" | null>(null);
  const mode = store.my_sharing.value;
  const has_today = store.check_ins.value.some(({ on }) => on === store.today.value);
  if (store.couple.value === null) return null;
  return (
    <section class="card" aria-labelledby="sharing">
      <h2 id="sharing">{w.sharing}</h2>
      <p>{mode === null ? w.sharing_none : mode === "trend" ? w.sharing_trend : w.sharing_values}</p>
      <div class="row">
        {mode !== "trend" && (
          <button type="button" class="button" onClick={() => (asking.value = "trend")}>
            {w.share_trend}
          </button>
        )}
        {mode !== "values" && (
          <button type="button" class="button" onClick={() => (asking.value = "values")}>
            {w.share_values}
          </button>
        )}
        {mode !== null && (
          <button
            type="button"
            class="button main"
            onClick={() => {
              void store.actions.withdraw_check_ins();
              showToast(w.withdrawn);
            }}
          >
            {w.withdraw}
          </button>
        )}
      </div>
      {asking.value && (
        <Confirm
          title={w.share_title}
          text={asking.value === "trend" ? w.share_trend_text : w.share_values_text}
          yes={asking.value === "trend" ? w.share_trend : w.share_values}
          onNo={() => (asking.value = null)}
          onYes={() => {
            if (asking.value) void store.actions.share_check_ins(asking.value);
            asking.value = null;
            showToast(w.shared_now);
          }}
        >
          {asking.value === "values" && has_today && <p>{w.share_values_today}</p>}
        </Confirm>
      )}
    </section>
  );
}
