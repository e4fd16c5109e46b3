import { useState } from "preact/hooks";
import type { Problem } from "../../domain/types";
import { BusyButton } from "../../ui/busy";
import { Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice, problemText } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { language, words } from "../../words";
import { handleTyped, typed_handle } from "./handle";
import { useNewPassword } from "./new-password";
import { RecoveryCode } from "./recovery-code";

/** A name, a password, and then the recovery code, shown once and asked back in part. */
export function SignUp() {
  const store = useStore();
  const { welcome: w, common } = words.value;
  const { is_busy, problem, run } = useResult();
  const [display_name, setName] = useState("");
  const chosen = useNewPassword(w.password);
  const [code, setCode] = useState<string | null>(null);
  if (code !== null) return <RecoveryCode code={code} />;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!chosen.willDo()) return;
    const person = {
      handle: handleTyped(),
      password: chosen.password,
      display_name: display_name.trim(),
      language: language.value,
    };
    const made = await run(() => store.actions.sign_up(person));
    if (!made.ok) return;
    typed_handle.value = "";
    setCode(made.value.recovery_code);
  };
  // Said at its field, where the focus goes, and not a second time further down.
  const at_handle = problem.value && aboutHandle(problem.value);
  return (
    <Page title={w.sign_up} lead={w.sign_up_lead} back={{ to: "welcome", label: common.back }}>
      <form class="stack wide" onSubmit={submit}>
        <Field
          label={w.display_name}
          hint={w.display_name_hint}
          value={display_name}
          onValue={setName}
          input={{ required: true, maxLength: 40, autocomplete: "given-name" }}
        />
        <Field
          label={w.handle}
          hint={w.handle_hint}
          value={typed_handle.value}
          onValue={(text) => (typed_handle.value = text)}
          error={at_handle ?? undefined}
          input={{ required: true, maxLength: 32, autocomplete: "username", autocapitalize: "none", spellcheck: false }}
        />
        {chosen.field}
        <p class="notice">{w.losing}</p>
        <ProblemNotice problem={at_handle ? null : problem.value} />
        <BusyButton label={w.create} busy_label={w.creating} is_busy={is_busy.value} />
      </form>
      <a class="button plain" href="#/sign-in">
        {w.sign_in_instead}
      </a>
    </Page>
  );
}

function aboutHandle(problem: Problem): string | null {
  if (problem.code === "handle_taken") return problemText(problem);
  return problem.errors?.handle ? words.value.welcome.handle_hint : null;
}
