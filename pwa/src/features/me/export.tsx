import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { BusyButton } from "../../ui/busy";
import { Password } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { useNoConnection } from "../../ui/use-connection";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { asPassword } from "./password";

/** One file with everything of one's own; the password is asked once more. */
export function Export() {
  const store = useStore();
  const { me: w, common } = words.value;
  const { is_busy, problem, run } = useResult();
  const offline = useNoConnection();
  const [password, setPassword] = useState("");
  const file = useSignal<string | null>(null);
  useEffect(() => () => void (file.value && URL.revokeObjectURL(file.value)), []);
  const make = async (event: Event) => {
    event.preventDefault();
    const proved = await run(() => store.actions.step_up(password));
    if (!proved.ok) return;
    const made = await run(() => store.actions.export_mine());
    if (made.ok) file.value = URL.createObjectURL(made.value);
  };
  return (
    <Page title={w.export} lead={w.export_lead} back={{ to: "me", label: common.places.me }}>
      <p class="notice">{w.export_where}</p>
      {file.value ? (
        <div class="stack" role="status">
          <p>{w.export_ready}</p>
          <a class="button main wide" href={file.value} download={`hearth-${store.today.value}.json`}>
            {w.export_save}
          </a>
        </div>
      ) : (
        <form class="stack" onSubmit={make}>
          <Password label={w.password_again} value={password} onValue={setPassword} autocomplete="current-password" />
          <ProblemNotice problem={offline ?? asPassword(problem.value)} />
          <BusyButton label={w.export_do} busy_label={w.export_working} is_busy={is_busy.value} is_off={offline !== null} />
        </form>
      )}
    </Page>
  );
}
