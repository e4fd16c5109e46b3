import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { AFTER_S, USUAL_AFTER_S } from "../../device/lock";
import type { Result } from "../../domain/types";
import { BusyButton } from "../../ui/busy";
import { Choices, Password } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { MarkSwitch } from "./badge";

/** What keeps Hearth to oneself on this device. */
export function Lock() {
  const { lock: w, common } = words.value;
  const has_pin = useStore().device_lock.value?.has_pin === true;
  return (
    <Page title={w.title} lead={w.lead} back={{ to: "me", label: common.places.me }}>
      <AfterAway />
      <section class="stack tight">
        <h2>{w.exit_title}</h2>
        <p>{`${w.exit} ${has_pin ? w.exit_asks_pin : w.exit_asks_password}`}</p>
      </section>
      <section class="stack tight">
        <h2>{w.cover_title}</h2>
        <p>{w.cover}</p>
      </section>
      <MarkSwitch />
    </Page>
  );
}

function AfterAway() {
  const { device_lock, actions } = useStore();
  const { lock: w } = words.value;
  const lock = device_lock.value;
  const chosen = useSignal<number | null>(null);
  const after_s = chosen.value ?? lock?.after_s ?? USUAL_AFTER_S;
  const is_longer = lock !== null && after_s > lock.after_s;
  const choose = (seconds: number) => {
    chosen.value = seconds;
    if (!lock || seconds > lock.after_s) return;
    void actions.set_lock_after(seconds);
    showToast(w.longer_set);
  };
  return (
    <section class="stack" aria-labelledby="away">
      <h2 id="away">{w.away_title}</h2>
      <p>{lock ? w.on : w.off}</p>
      {lock && !lock.has_pin && <p class="notice">{w.gone}</p>}
      <p class="small soft">{w.protects}</p>
      <p class="small soft">{w.unsaved}</p>
      <Choices
        legend={lock ? w.after : w.after_once_on}
        value={String(after_s)}
        onValue={(seconds) => choose(Number(seconds))}
        options={AFTER_S.map((seconds) => ({ value: String(seconds), label: w.after_s[seconds] ?? "" }))}
      />
      {lock === null ? (
        <PinForm is_on={false} after_s={after_s} />
      ) : is_longer ? (
        <LongerForm after_s={after_s} />
      ) : (
        <>
          <p class="small soft">{w.after_at_once}</p>
          <details open={!lock.has_pin}>
            <summary>{w.change}</summary>
            <PinForm is_on after_s={after_s} />
          </details>
          <details>
            <summary>{w.turn_off}</summary>
            <OffForm />
          </details>
        </>
      )}
    </section>
  );
}

/** A longer time is a looser lock: whoever holds the open phone must not be able to choose it. */
function LongerForm({ after_s }: { after_s: number }) {
  const { actions } = useStore();
  const { lock: w } = words.value;
  return (
    <PasswordForm label={w.longer_do} done={w.longer_set} work={(password) => actions.set_lock_after(after_s, password)}>
      <p class="notice">{w.longer}</p>
    </PasswordForm>
  );
}

/** Setting a PIN asks for the password, as switching the lock off does: neither can be done by a passer-by. */
function PinForm({ is_on, after_s }: { is_on: boolean; after_s: number }) {
  const { actions } = useStore();
  const { lock: w } = words.value;
  const pin = useSignal("");
  const work = async (password: string) => {
    const result = await actions.set_pin(password, pin.value, after_s);
    if (result.ok) pin.value = "";
    return result;
  };
  return (
    <PasswordForm label={is_on ? w.change : w.turn_on} done={is_on ? w.changed : w.turned_on} work={work}>
      <Password
        is_pin
        label={w.new_pin}
        hint={w.new_pin_hint}
        value={pin.value}
        onValue={(typed) => (pin.value = typed)}
        autocomplete="new-password"
      />
    </PasswordForm>
  );
}

function OffForm() {
  const { actions } = useStore();
  const { lock: w } = words.value;
  return <PasswordForm label={w.turn_off} done={w.turned_off} work={actions.turn_off_lock} is_quiet />;
}

interface PasswordFormProps {
  label: string;
  /** What is said once it is done. */
  done: string;
  work: (password: string) => Promise<Result>;
  is_quiet?: boolean;
  children?: ComponentChildren;
}

/** What only its owner may change about the lock. */
function PasswordForm({ label, done, work, is_quiet = false, children }: PasswordFormProps) {
  const { lock: w, welcome } = words.value;
  const { is_busy, problem, run } = useResult();
  const password = useSignal("");
  return (
    <form
      class="stack"
      onSubmit={async (event) => {
        event.preventDefault();
        const { ok } = await run(() => work(password.value));
        if (!ok) return;
        password.value = "";
        showToast(done);
      }}
    >
      {children}
      <Password
        label={welcome.password_or_code}
        value={password.value}
        onValue={(typed) => (password.value = typed)}
        autocomplete="current-password"
      />
      <ProblemNotice problem={problem.value} />
      <BusyButton label={label} busy_label={w.working} is_busy={is_busy.value} is_quiet={is_quiet} />
    </form>
  );
}
