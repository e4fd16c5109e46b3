import { useState } from "preact/hooks";
import type { Problem } from "../../domain/types";
import { BusyButton } from "../../ui/busy";
import { Password } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { useNoConnection } from "../../ui/use-connection";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { useNewPassword } from "../welcome/new-password";

export function ChangePassword() {
  const { actions } = useStore();
  const { me: w, welcome, common } = words.value;
  const { is_busy, problem, run } = useResult();
  const offline = useNoConnection();
  const [present, setPresent] = useState("");
  const next = useNewPassword(w.password_new);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!next.willDo()) return;
    const done = await run(() => actions.change_password(present, next.password));
    if (!done.ok) return;
    setPresent("");
    next.clear();
    showToast(w.password_changed);
  };
  return (
    <Page title={w.password_change} lead={w.password_lead} back={{ to: "me", label: common.places.me }}>
      <form class="stack wide" onSubmit={submit}>
        <Password label={w.password_present} value={present} onValue={setPresent} autocomplete="current-password" />
        {next.field}
        <ProblemNotice problem={offline ?? asPassword(problem.value)} />
        <BusyButton label={w.password_change} busy_label={welcome.creating} is_busy={is_busy.value} is_off={offline !== null} />
      </form>
    </Page>
  );
}

/** The same refusal in the words of someone who is signed in already. */
export function asPassword(problem: Problem | null): Problem | null {
  return problem?.code === "sign_in_failed" ? { ...problem, code: "wrong_password" } : problem;
}
