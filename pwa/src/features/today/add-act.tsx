import { useState } from "preact/hooks";
import { addDays } from "../../domain/days";
import type { Kind, LocalDay } from "../../domain/types";
import { brief, ownTitle } from "../../ui/brick";
import { nearDayText } from "../../ui/days";
import { Check, Choices, Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { go, route } from "../../ui/router";
import { useStore } from "../../ui/store";
import { Swatch } from "../../ui/swatch";
import { showToast } from "../../ui/toast";
import { words } from "../../words";

const KINDS: Kind[] = ["reliability", "honesty", "accountability", "empathy", "presence", "reconnection"];
const DAYS_BACK = 7;

/** Something done without being asked. Told contact is noted here too, after it was told. */
export function AddAct() {
  const store = useStore();
  const { today: w, common, act_examples } = words.value;
  const today = store.today.value;
  const days = Array.from({ length: DAYS_BACK + 1 }, (_, back) => addDays(today, -back));
  const asked = route.value.parts[2];
  const [on, setOn] = useState<LocalDay>(asked !== undefined && days.includes(asked) ? asked : today);
  const [kind, setKind] = useState<Kind | null>(null);
  const [note, setNote] = useState("");
  const [hard, setHard] = useState(false);
  const [told, setTold] = useState(false);
  const couple = store.couple.value;
  const [is_private, setPrivate] = useState(false);
  return (
    <Page title={w.add_act} lead={w.add_act_lead} back={{ to: "today", label: common.places.today }}>
      <form
        class="stack wide"
        onSubmit={(event) => {
          event.preventDefault();
          if (kind === null) return;
          const act = { on, kind, note: note.trim(), hard, told };
          void store.actions.add_act({ ...act, is_private: couple === null || is_private });
          go("today");
          showToast(w.added(brief(ownTitle(act, words.value))));
        }}
      >
        <Field
          label={w.act_words}
          hint={w.act_example(act_examples[kind ?? "presence"])}
          value={note}
          onValue={setNote}
          rows={3}
          input={{ maxLength: 2000 }}
        />
        <Choices
          legend={w.act_kind}
          value={kind}
          onValue={setKind}
          options={KINDS.map((value) => ({
            value,
            label: common.kinds[value],
            hint: common.kind_hints[value],
            face: <Swatch kind={value} />,
          }))}
        />
        <div class="field">
          <label for="act-day">{w.act_day}</label>
          <select id="act-day" class="input" value={on} onChange={(event) => setOn(event.currentTarget.value)}>
            {days.map((day) => (
              <option key={day} value={day}>
                {nearDayText(day, today)}
              </option>
            ))}
          </select>
        </div>
        <div class="choices">
          <Check label={w.hard} is_on={hard} onChange={setHard} />
          <Check label={w.told} hint={w.told_hint} is_on={told} onChange={setTold} />
          {couple && (
            <Check label={common.private} hint={w.private_hint(couple.partner.display_name)} is_on={is_private} onChange={setPrivate} />
          )}
        </div>
        {told && <p class="notice">{w.told_sentence}</p>}
        {kind === null && <p class="small soft">{w.act_needs_kind}</p>}
        <button type="submit" class="button main wide" disabled={kind === null}>
          {w.add}
        </button>
      </form>
    </Page>
  );
}
