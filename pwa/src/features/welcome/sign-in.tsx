import { useState } from "preact/hooks";
import { BusyButton } from "../../ui/busy";
import { Field, Password } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { goInstead } from "../../ui/router";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { handleTyped, typed_handle } from "./handle";

export function SignIn() {
  const store = useStore();
  const { welcome: w, common } = words.value;
  const { is_busy, problem, run } = useResult();
  const [password, setPassword] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    const signed_in = await run(() => store.actions.sign_in(handleTyped(), password));
    if (!signed_in.ok) return;
    typed_handle.value = "";
    goInstead("today");
  };
  const reason = store.lock_reason.value;
  return (
    <Page title={w.sign_in} back={{ to: "welcome", label: common.back }}>
      {reason && <p class="notice">{w.locked_reasons[reason]}</p>}
      <form class="stack wide" onSubmit={submit}>
        <Field
          label={w.handle}
          value={typed_handle.value}
          onValue={(text) => (typed_handle.value = text)}
          input={{ required: true, autocomplete: "username", autocapitalize: "none", spellcheck: false }}
        />
        <Password label={w.password} value={password} onValue={setPassword} autocomplete="current-password" />
        <ProblemNotice problem={problem.value} />
        <BusyButton label={w.sign_in} busy_label={w.signing_in} is_busy={is_busy.value} />
      </form>
      <div class="stack tight">
        <a class="button plain" href="#/recover">
          {w.forgot}
        </a>
        <a class="button plain" href="#/sign-up">
          {w.new_here}
        </a>
      </div>
    </Page>
  );
}
