import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { pendingInvitation } from "../us/pending";
import { takeDeletion } from "./farewell";
import { typed_handle } from "./handle";
import { WelcomePicture } from "./picture";
import "./welcome.css";

/** What this is, what it is not, and what stays one's own. */
export function Welcome() {
  const { welcome: w } = words.value;
  const store = useStore();
  const reason = store.lock_reason.value;
  const cleared = store.cleared.value;
  const [was_deleted] = useState(takeDeletion);
  const at = useSignal(0);
  useEffect(() => {
    typed_handle.value = "";
  }, []);
  const screen = w.screens[at.value] ?? w.screens[0];
  const is_last = at.value === w.screens.length - 1;
  return (
    <Page title={w.title}>
      {was_deleted && <p class="notice">{w.deleted}</p>}
      {reason && <p class="notice">{w.locked_reasons[reason]}</p>}
      {cleared && <p class="notice">{w.cleared[cleared]}</p>}
      {pendingInvitation() !== null && <p class="notice">{w.invited}</p>}
      <section class="card tale" aria-live="polite">
        <WelcomePicture at={at.value} />
        <h2>{screen?.title}</h2>
        <p>{screen?.text}</p>
        <div class="row apart">
          <span class="small soft">{w.step(at.value + 1, w.screens.length)}</span>
          <button type="button" class="button" onClick={() => (at.value = is_last ? 0 : at.value + 1)}>
            {is_last ? w.again : words.value.common.next}
          </button>
        </div>
      </section>
      <div class="stack">
        <a class="button main wide" href="#/sign-up">
          {w.begin}
        </a>
        {pendingInvitation() === null && <p class="small soft">{w.begin_alone}</p>}
        <a class="button wide" href="#/sign-in">
          {w.have_account}
        </a>
        <a class="button plain" href="#/demo">
          {w.look_around}
        </a>
      </div>
    </Page>
  );
}
