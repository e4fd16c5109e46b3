import { useState } from "preact/hooks";
import { BusyButton } from "../../ui/busy";
import { Password } from "../../ui/forms";
import { Page } from "../../ui/page";
import { LinkList, ProblemNotice } from "../../ui/parts";
import { goInstead } from "../../ui/router";
import { useStore } from "../../ui/store";
import { useNoConnection } from "../../ui/use-connection";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { rememberDeletion } from "../welcome/farewell";
import { asPassword } from "./password";

export function DeleteAccount() {
  const { actions, couple } = useStore();
  const { me: w, common, us, welcome } = words.value;
  const { is_busy, problem, run } = useResult();
  const offline = useNoConnection();
  const [password, setPassword] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    const done = await run(() => actions.delete_account(password));
    if (!done.ok) return;
    rememberDeletion();
    goInstead("welcome");
  };
  return (
    <Page title={w.delete} lead={w.delete_lead} back={{ to: "me", label: common.places.me }}>
      {couple.value && <p class="notice problem">{w.delete_think}</p>}
      <LinkList
        items={[
          { to: "me/export", label: w.export },
          ...(couple.value ? [{ to: "us/leave", label: us.leave, hint: w.delete_leave_instead }] : []),
        ]}
      />
      <form class="stack" onSubmit={submit}>
        <Password label={w.password_again} value={password} onValue={setPassword} autocomplete="current-password" />
        <ProblemNotice problem={offline ?? asPassword(problem.value)} />
        <BusyButton label={w.delete_do} busy_label={welcome.signing_in} is_busy={is_busy.value} is_off={offline !== null} is_quiet />
      </form>
    </Page>
  );
}
