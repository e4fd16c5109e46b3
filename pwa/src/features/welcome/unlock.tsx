import { useState } from "preact/hooks";
import type { Problem } from "../../store/types";
import { BusyButton } from "../../ui/busy";
import { Password } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";

/** Reopens what is on this device, with or without a connection. */
export function Unlock() {
  const store = useStore();
  const { welcome: w } = words.value;
  const { is_busy, problem, run } = useResult();
  const [typed, setTyped] = useState("");
  const reason = store.lock_reason.value;
  return (
    <Page title={w.locked} lead={reason ? w.locked_reasons[reason] : undefined}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run(() => store.actions.unlock(typed));
        }}
      >
        <Password label={w.password_or_code} hint={w.locked_lead} value={typed} onValue={setTyped} autocomplete="current-password" />
        <ProblemNotice problem={asUnlock(problem.value)} />
        <BusyButton label={w.unlock} busy_label={w.unlocking} is_busy={is_busy.value} />
      </form>
      <a class="button plain" href="#/sign-in">
        {w.other_person}
      </a>
    </Page>
  );
}

function asUnlock(problem: Problem | null): Problem | null {
  return problem?.code === "sign_in_failed" ? { ...problem, code: "wrong_password" } : problem;
}
