import { useState } from "preact/hooks";
import type { Kind, Outcome } from "../../store/types";
import { Check, Choices, Field, Password } from "../../ui/forms";
import { Empty, Mortar } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { LinkList, ProblemNotice } from "../../ui/parts";
import { Slider } from "../../ui/slider";
import { Swatch } from "../../ui/swatch";
import { words } from "../../words";

const KINDS: Kind[] = ["reliability", "honesty", "accountability", "empathy", "presence", "reconnection"];
const OUTCOMES: Outcome[] = ["partly", "missed_told", "not_applicable"];

/** Every component in its states, for builders; not part of the built app. */
export function Components() {
  const { common, today, wall, welcome, us } = words.value;
  const [text, setText] = useState("");
  const [kind, setKind] = useState<Kind>("presence");
  const [is_on, setOn] = useState(false);
  const [value, setValue] = useState<number | null>(null);
  return (
    <Page title={common.app} lead={today.hard_lead}>
      <div class="row">
        <button type="button" class="button main">
          {common.save}
        </button>
        <button type="button" class="button">
          {common.cancel}
        </button>
        <button type="button" class="button plain">
          {common.change}
        </button>
        <button type="button" class="button main" disabled>
          {common.save}
        </button>
        <button type="button" class="button" aria-pressed="true">
          {common.weekdays[0]}
        </button>
      </div>
      <Field label={today.words} hint={today.words_hint} value={text} onValue={setText} rows={3} />
      <Field label={welcome.handle} error={welcome.handle_hint} value={text} onValue={setText} />
      <Password label={welcome.password} value={text} onValue={setText} autocomplete="new-password" />
      <Choices
        legend={today.act_kind}
        value={kind}
        onValue={setKind}
        options={KINDS.map((one) => ({ value: one, label: common.kinds[one], face: <Swatch kind={one} /> }))}
      />
      <Check label={today.hard} hint={today.words_hint} is_on={is_on} onChange={setOn} />
      <Slider label={today.safe} low={today.scale_low.safe} high={today.scale_high.safe} value={value} onValue={setValue} />
      <p class="row">
        {OUTCOMES.map((outcome) => (
          <Swatch key={outcome} kind="reliability" outcome={outcome} />
        ))}
        <Swatch removed />
      </p>
      <p class="notice">{today.after_miss}</p>
      <ProblemNotice problem={{ code: "offline" }} />
      <LinkList items={[{ to: "dev/components", label: us.make, hint: us.make_lead }]} />
      <Empty text={wall.empty} />
      <Mortar />
    </Page>
  );
}
