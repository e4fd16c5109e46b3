import { useSignal } from "@preact/signals";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { goInstead } from "../../ui/router";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";

/** Asks first when something is unsent: this device would lose it. */
export function SignOut() {
  const { actions, outbox } = useStore();
  const { me: w, common } = words.value;
  const { is_busy, problem, run } = useResult();
  const is_unsent = useSignal(false);
  const leave = async (anyway: boolean) => {
    const done = await run(() => actions.sign_out(anyway));
    if (done.ok) goInstead("welcome");
    else is_unsent.value = done.problem.code === "unsent";
  };
  return (
    <Page title={w.sign_out} lead={w.sign_out_lead} back={{ to: "me", label: common.places.me }}>
      {is_unsent.value ? (
        <>
          <p class="notice problem" role="alert">
            {w.sign_out_unsent}
          </p>
          <button type="button" class="button main wide" disabled={outbox.value.is_syncing} onClick={() => void actions.sync_now()}>
            {w.sign_out_wait}
          </button>
          <button type="button" class="button wide" disabled={is_busy.value} onClick={() => void leave(true)}>
            {w.sign_out_anyway}
          </button>
        </>
      ) : (
        <>
          <ProblemNotice problem={problem.value} />
          <button type="button" class="button main wide" disabled={is_busy.value} onClick={() => void leave(false)}>
            {w.sign_out}
          </button>
          {problem.value?.code === "offline" && (
            <button type="button" class="button wide" disabled={is_busy.value} onClick={() => void leave(true)}>
              {w.sign_out_here}
            </button>
          )}
        </>
      )}
    </Page>
  );
}
