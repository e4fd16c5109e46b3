import { useState } from "preact/hooks";
import type { Problem } from "../../domain/types";
import { BusyButton } from "../../ui/busy";
import { Password } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { RemoveFromDevice } from "./remove";

/** Reopens what is on this device, with or without a connection. */
export function Unlock() {
  const store = useStore();
  const { welcome: w, lock } = words.value;
  const { is_busy, problem, run } = useResult();
  const [typed, setTyped] = useState("");
  const [by_password, setByPassword] = useState(false);
  const reason = store.lock_reason.value;
  // A session that ran out needs what only the password gives.
  const has_pin = store.device_lock.value?.has_pin === true && (reason === "away" || reason === "quick_exit");
  const by_pin = has_pin && !by_password;
  const submit = async (event: Event) => {
    event.preventDefault();
    const { ok } = await run(() => (by_pin ? store.actions.unlock_with_pin(typed) : store.actions.unlock(typed)));
    if (!ok && by_pin) setTyped("");
  };
  return (
    <Page title={w.locked} lead={reason ? w.locked_reasons[reason] : undefined}>
      <form class="stack" onSubmit={submit}>
        <Password
          key={String(by_pin)}
          is_pin={by_pin}
          label={by_pin ? lock.pin : w.password_or_code}
          hint={w.locked_lead}
          value={typed}
          onValue={setTyped}
          autocomplete="current-password"
        />
        <ProblemNotice problem={asUnlock(problem.value)} />
        <BusyButton label={w.unlock} busy_label={w.unlocking} is_busy={is_busy.value} />
      </form>
      {has_pin && (
        <button
          type="button"
          class="button"
          onClick={() => {
            setByPassword(by_pin);
            setTyped("");
            problem.value = null;
          }}
        >
          {by_pin ? lock.by_password : lock.by_pin}
        </button>
      )}
      {reason === "signed_out_elsewhere" && <RemoveFromDevice />}
      <a class="button plain" href="#/sign-in">
        {w.other_person}
      </a>
    </Page>
  );
}

function asUnlock(problem: Problem | null): Problem | null {
  return problem?.code === "sign_in_failed" ? { ...problem, code: "unlock_failed" } : problem;
}
