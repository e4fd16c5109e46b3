import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Check } from "../../ui/forms";
import { Mortar } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { ProblemNotice } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { useResult } from "../../ui/use-result";
import { words } from "../../words";

type State = "unsupported" | "needs_install" | "denied" | "off" | "on";

/** Explains before the device asks, and tries once when told to. */
export function Push() {
  const { actions, me } = useStore();
  const { me: w, common, us } = words.value;
  const state = useSignal<State | null>(null);
  const tried = useSignal<keyof typeof w.push_results | null>(null);
  const { is_busy, problem, run } = useResult();
  const says_more = useSignal<boolean | null>(null);
  const look = async () => {
    state.value = await actions.push_state();
    const read = state.value === "on" ? await actions.nudged() : null;
    const here = me.value?.device.id;
    says_more.value = read?.ok ? (read.value.devices.find(({ device_id }) => device_id === here)?.says_more ?? false) : null;
  };
  useEffect(() => void look(), [actions]);
  const turn = async (work: "turn_on_push" | "turn_off_push") => {
    tried.value = null;
    await run(() => actions[work]());
    await look();
  };
  return (
    <Page title={w.push} lead={state.value !== "unsupported" && w.push_lead} back={{ to: "me", label: common.places.me }}>
      {state.value !== null && state.value !== "unsupported" && (
        <div class="stack tight">
          <p class="small soft">{says_more.value ? w.push_says_more : w.push_says}</p>
          <p class="card">
            <strong>{common.app}</strong>
            <br />
            {says_more.value ? w.push_more_example : us.before_notice}
          </p>
        </div>
      )}
      {state.value === null && <Mortar />}
      {state.value === "unsupported" && <p class="notice">{w.push_unsupported}</p>}
      {state.value === "denied" && <p class="notice">{w.push_denied}</p>}
      {state.value === "needs_install" && (
        <>
          <p class="notice">{w.push_needs_install}</p>
          <a class="button main wide" href="#/me/install">
            {w.install}
          </a>
        </>
      )}
      {state.value === "off" && (
        <>
          <p>{w.push_off}</p>
          <p class="small soft">{w.push_asks}</p>
          <button type="button" class="button main wide" disabled={is_busy.value} onClick={() => void turn("turn_on_push")}>
            {w.push_turn_on}
          </button>
        </>
      )}
      {state.value === "on" && (
        <>
          <p>{w.push_on}</p>
          {says_more.value !== null && (
            <Check
              label={w.push_more}
              hint={w.push_more_hint}
              is_on={says_more.value}
              onChange={async (is_on) => {
                await run(() => actions.say_more(is_on));
                await look();
              }}
            />
          )}
          <button
            type="button"
            class="button main wide"
            disabled={is_busy.value}
            onClick={async () => {
              const result = await run(() => actions.test_push());
              tried.value = result.ok ? result.value : null;
            }}
          >
            {w.push_test}
          </button>
          <button type="button" class="button wide" disabled={is_busy.value} onClick={() => void turn("turn_off_push")}>
            {w.push_turn_off}
          </button>
        </>
      )}
      <p role="status">{tried.value && w.push_results[tried.value]}</p>
      <ProblemNotice problem={problem.value} />
    </Page>
  );
}
