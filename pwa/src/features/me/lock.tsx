import { type Signal, useSignal } from "@preact/signals";
import { AFTER_S, USUAL_AFTER_S } from "../../offline/lock";
import { BusyButton } from "../../ui/busy";
import { Choices, Password } from "../../ui/forms";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { say } from "../../ui/say";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";
import { MarkSwitch } from "./mark";

/** What keeps Hearth to oneself on this device. */
export function Lock() {
  const { lock: w, common } = words.value;
  return (
    <Page title={w.title} lead={w.lead} back={{ to: "me", label: common.places.me }}>
      <AfterAway />
      <section class="stack tight">
        <h2>{w.exit_title}</h2>
        <p>{w.exit}</p>
      </section>
      <section class="stack tight">
        <h2>{w.cover_title}</h2>
        <p>{w.cover}</p>
        <MarkSwitch />
      </section>
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
    if (lock && seconds <= lock.after_s) void actions.set_lock_after(seconds);
  };
  return (
    <section class="stack" aria-labelledby="away">
      <h2 id="away">{w.away_title}</h2>
      <p>{lock ? w.on : w.off}</p>
      {lock && !lock.has_pin && <p class="notice">{w.gone}</p>}
      <p class="small soft">{w.protects}</p>
      <p class="small soft">{w.unsaved}</p>
      <Choices
        legend={w.after}
        value={String(after_s)}
        onValue={(seconds) => choose(Number(seconds))}
        options={AFTER_S.map((seconds) => ({ value: String(seconds), label: w.after_s[seconds] ?? "" }))}
      />
      {is_longer ? <LongerForm after_s={after_s} /> : <PinForm is_on={lock !== null} after_s={after_s} />}
    </section>
  );
}

/** A longer time is a looser lock: whoever holds the open phone must not be able to choose it. */
function LongerForm({ after_s }: { after_s: number }) {
  const { actions } = useStore();
  const { lock: w } = words.value;
  const { is_busy, problem, run } = useResult();
  const password = useSignal("");
  return (
    <form
      class="stack"
      onSubmit={async (event) => {
        event.preventDefault();
        const { ok } = await run(() => actions.set_lock_after(after_s, password.value));
        if (ok) say(w.longer_set);
      }}
    >
      <p class="notice">{w.longer}</p>
      <OwnPassword typed={password} />
      <ProblemNotice problem={problem.value} />
      <BusyButton label={w.longer_do} busy_label={w.working} is_busy={is_busy.value} />
    </form>
  );
}

/** Setting a PIN, or switching the lock off: both ask for the password, so that neither can be done by a passer-by. */
function PinForm({ is_on, after_s }: { is_on: boolean; after_s: number }) {
  const { actions } = useStore();
  const { lock: w } = words.value;
  const { is_busy, problem, run } = useResult();
  const pin = useSignal("");
  const password = useSignal("");
  const finish = async (work: ReturnType<typeof actions.set_pin>, done: string) => {
    const { ok } = await run(() => work);
    if (!ok) return;
    pin.value = password.value = "";
    say(done);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void finish(actions.set_pin(password.value, pin.value, after_s), is_on ? w.changed : w.turned_on);
      }}
    >
      <Password
        is_pin
        label={w.new_pin}
        hint={w.new_pin_hint}
        value={pin.value}
        onValue={(typed) => (pin.value = typed)}
        autocomplete="new-password"
      />
      <OwnPassword typed={password} />
      <ProblemNotice problem={problem.value} />
      <BusyButton label={is_on ? w.change : w.turn_on} busy_label={w.working} is_busy={is_busy.value} />
      {is_on && (
        <button
          type="button"
          class="button wide"
          disabled={is_busy.value}
          onClick={() => void finish(actions.turn_off_lock(password.value), w.turned_off)}
        >
          {w.turn_off}
        </button>
      )}
    </form>
  );
}

function OwnPassword({ typed }: { typed: Signal<string> }) {
  return (
    <Password
      label={words.value.welcome.password_or_code}
      value={typed.value}
      onValue={(text) => (typed.value = text)}
      autocomplete="current-password"
    />
  );
}
