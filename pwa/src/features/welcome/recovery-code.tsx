import { useState } from "preact/hooks";
import { Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { goInstead } from "../../ui/router";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

/** The code, once, and then its last group typed back. */
export function RecoveryCode({ code }: { code: string }) {
  const store = useStore();
  const { welcome: w } = words.value;
  const [is_written, setWritten] = useState(false);
  const [typed, setTyped] = useState("");
  const [is_wrong, setWrong] = useState(false);
  if (!is_written) {
    return (
      <Page key="code" title={w.code_title} lead={w.code_lead}>
        <output class="code" aria-label={w.code_title}>
          <bdi>{code}</bdi>
        </output>
        <button type="button" class="button" onClick={() => void navigator.clipboard?.writeText(code).then(() => showToast(w.code_copied))}>
          {w.code_copy}
        </button>
        <p class="notice">{w.losing}</p>
        <button type="button" class="button main wide" onClick={() => setWritten(true)}>
          {w.code_next}
        </button>
      </Page>
    );
  }
  return (
    <Page key="check" title={w.code_title}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const is_right = store.actions.confirm_recovery_code(typed);
          setWrong(!is_right);
          if (is_right) goInstead("today");
        }}
      >
        <Field
          label={w.code_check}
          hint={w.code_check_hint}
          error={is_wrong ? w.code_wrong : undefined}
          value={typed}
          onValue={setTyped}
          input={{ required: true, autocomplete: "off", autocapitalize: "characters", spellcheck: false }}
        />
        <button type="submit" class="button main wide">
          {w.code_confirm}
        </button>
        <button type="button" class="button plain" onClick={() => setWritten(false)}>
          {w.code_show_again}
        </button>
      </form>
    </Page>
  );
}
