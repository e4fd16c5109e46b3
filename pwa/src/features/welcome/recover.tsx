import { useState } from "preact/hooks";
import type { Problem } from "../../domain/types";
import { BusyButton } from "../../ui/busy";
import { Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { handleTyped, typed_handle } from "./handle";
import { useNewPassword } from "./new-password";
import { RecoveryCode } from "./recovery-code";

/** Back with the recovery code: a new password, a new code, and every other device signed out. */
export function Recover() {
  const store = useStore();
  const { welcome: w, common } = words.value;
  const { is_busy, problem, run } = useResult();
  const [typed, setTyped] = useState("");
  const chosen = useNewPassword(w.new_password);
  const [code, setCode] = useState<string | null>(null);
  if (code !== null) return <RecoveryCode code={code} />;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!chosen.willDo()) return;
    const done = await run(() => store.actions.recover(handleTyped(), typed, chosen.password));
    if (!done.ok) return;
    typed_handle.value = "";
    setCode(done.value.recovery_code);
  };
  return (
    <Page title={w.recover} lead={w.recover_lead} back={{ to: "sign-in", label: common.back }}>
      <form class="stack wide" onSubmit={submit}>
        <Field
          label={w.handle}
          value={typed_handle.value}
          onValue={(text) => (typed_handle.value = text)}
          input={{ required: true, autocomplete: "username", autocapitalize: "none", spellcheck: false }}
        />
        <Field
          label={w.recovery_code}
          hint={w.recovery_code_hint}
          value={typed}
          onValue={setTyped}
          input={{ required: true, autocomplete: "off", autocapitalize: "characters", spellcheck: false }}
        />
        {chosen.field}
        <ProblemNotice problem={asRecovery(problem.value)} />
        <BusyButton label={w.recover_do} busy_label={w.creating} is_busy={is_busy.value} />
      </form>
    </Page>
  );
}

/** The server's one refusal, in the words of this page: it was a code, not a password. */
function asRecovery(problem: Problem | null): Problem | null {
  return problem?.code === "sign_in_failed" ? { ...problem, code: "recovery_failed" } : problem;
}
