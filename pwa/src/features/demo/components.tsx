import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Kind, Outcome } from "../../domain/types";
import { BusyButton } from "../../ui/busy";
import { Check, Choices, Field, Password } from "../../ui/forms";
import { Icon, type IconName, Mark } from "../../ui/icons";
import { Empty, Mortar } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { Confirm, LinkList, ProblemNotice } from "../../ui/parts";
import { Slider } from "../../ui/slider";
import { Swatch } from "../../ui/swatch";
import { showToast } from "../../ui/toast";
import { Weekdays } from "../../ui/weekdays";
import { words } from "../../words";

const KINDS: Kind[] = ["reliability", "honesty", "accountability", "empathy", "presence", "reconnection"];
const OUTCOMES: Outcome[] = ["partly", "missed_told", "not_applicable"];
const ICONS: IconName[] = ["today", "wall", "trends", "us", "me", "on", "back", "leave"];
const nothing = () => undefined;

/** Every component in each of its states, for builders; not part of the built app, so its names are those in the code. */
export function Components() {
  return (
    <Page title={words.value.common.app} lead="pwa/src/ui" back={{ to: "today" }}>
      <Type />
      <Buttons />
      <Words />
      <Choosing />
      <Bricks />
      <Telling />
    </Page>
  );
}

function Part({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="stack" aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

function Type() {
  const { common, today } = words.value;
  return (
    <Part name="type">
      <h3>{common.kinds.honesty}</h3>
      <p>{today.after_miss}</p>
      <p class="soft">{today.after_miss}</p>
      <p class="small">{today.after_miss}</p>
      <p class="careful">{today.after_miss}</p>
      <code class="code">ABCDE-FGHJK-MNPQR-STVWX-YZ0123</code>
      <p class="row">
        <span class="mark">
          <Mark />
        </span>
        {ICONS.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </p>
    </Part>
  );
}

function Buttons() {
  const { common, welcome } = words.value;
  return (
    <Part name="buttons">
      <div class="row">
        {["button main", "button", "button plain"].map((kind) => (
          <button type="button" class={kind} key={kind}>
            {common.save}
          </button>
        ))}
        {["button main", "button"].map((kind) => (
          <button type="button" class={kind} key={kind} disabled>
            {common.save}
          </button>
        ))}
        <button type="button" class="button" aria-pressed="true">
          {common.change}
        </button>
        <button type="button" class="button" aria-expanded="true">
          {common.change}
        </button>
      </div>
      <BusyButton label={welcome.unlock} busy_label={welcome.unlocking} is_busy={false} />
      <BusyButton label={welcome.unlock} busy_label={welcome.unlocking} is_busy />
    </Part>
  );
}

function Words() {
  const { today, welcome, lock } = words.value;
  const [text, setText] = useState("");
  return (
    <Part name="words">
      <Field label={today.words} hint={today.words_hint} value={text} onValue={setText} rows={3} />
      <Field label={welcome.handle} value={text} onValue={setText} />
      <Field label={welcome.handle} error={welcome.handle_hint} value={text} onValue={setText} />
      <Field label={lock.after} type="date" value="2026-11-22" onValue={nothing} />
      <Password label={welcome.password} hint={welcome.password_hint} value={text} onValue={setText} autocomplete="new-password" />
      <Password label={lock.pin} error={welcome.code_wrong} is_pin value={text} onValue={setText} autocomplete="current-password" />
    </Part>
  );
}

function Choosing() {
  const { common, today } = words.value;
  const [kind, setKind] = useState<Kind>("presence");
  const [is_on, setOn] = useState(true);
  const [days, setDays] = useState([0, 2]);
  const [value, setValue] = useState<number | null>(null);
  return (
    <Part name="choosing">
      <Choices
        legend={today.act_kind}
        is_big
        value={kind}
        onValue={setKind}
        options={KINDS.map((one) => ({ value: one, label: common.kinds[one], hint: common.kind_hints[one], face: <Swatch kind={one} /> }))}
      />
      <Choices
        legend={today.act_kind}
        is_beside
        value={null}
        onValue={nothing}
        options={KINDS.slice(0, 2).map((one) => ({ value: one, label: common.kinds[one] }))}
      />
      <Check label={today.hard} hint={today.words_hint} is_on={is_on} onChange={setOn} />
      <Check label={today.hard} is_on={!is_on} onChange={(next) => setOn(!next)} />
      <Weekdays label={common.change} days={days} onDays={setDays} />
      <Slider label={today.safe} low={today.scale_low.safe} high={today.scale_high.safe} value={value} onValue={setValue} />
      <Slider label={today.seen} low={today.scale_low.seen} high={today.scale_high.seen} value={7} onValue={nothing} />
    </Part>
  );
}

function Bricks() {
  return (
    <Part name="bricks">
      <p class="row">
        {KINDS.map((kind) => (
          <Swatch key={kind} kind={kind} />
        ))}
        {OUTCOMES.map((outcome) => (
          <Swatch key={outcome} kind="reliability" outcome={outcome} />
        ))}
        <Swatch removed />
      </p>
      <div class="course-strip" />
    </Part>
  );
}

function Telling() {
  const { common, wall, today, us } = words.value;
  const [is_asking, setAsking] = useState(false);
  return (
    <Part name="telling">
      <p class="notice">{today.after_miss}</p>
      <ProblemNotice problem={{ code: "offline" }} />
      <ProblemNotice problem={{ code: "too_many_tries", retry_after_s: 30 }} />
      <div class="card">
        <h3>{us.make}</h3>
        <p>{us.make_lead}</p>
      </div>
      <LinkList
        items={[
          { to: "dev/components", label: us.make, hint: us.make_lead },
          { to: "dev", label: us.make },
        ]}
      />
      <Empty text={wall.empty}>
        <button type="button" class="button" onClick={() => showToast(common.saved, nothing)}>
          {common.undo}
        </button>
      </Empty>
      <Mortar />
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {common.remove}
      </button>
      {is_asking && (
        <Confirm title={us.make} text={us.make_lead} yes={common.remove} onYes={() => setAsking(false)} onNo={() => setAsking(false)} />
      )}
    </Part>
  );
}
