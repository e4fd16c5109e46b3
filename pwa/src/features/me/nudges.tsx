import type { NudgeSettings } from "../../domain/types";
import { Check, Field } from "../../ui/forms";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { showToast } from "../../ui/toast";
import { Weekdays } from "../../ui/weekdays";
import { words } from "../../words";
import { Halved, Sent, useNudged } from "./sent";

const EVENING = ["18:30", "19:00", "19:30", "20:00", "20:30"];
const HALF_HOURS = Array.from({ length: 48 }, (_, half) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
const USUAL_EVENING = "20:00";
const USUAL_CHECK_IN = "19:30";
const SUNDAY = 6;

/** Every nudge can be switched off; what is chosen here is all the server knows of it. */
export function Nudges() {
  const store = useStore();
  const { me: w, common } = words.value;
  const sent = useNudged();
  const settings = store.me.value?.person.settings;
  if (!settings) return null;
  const set = (change: Partial<NudgeSettings>) => {
    void store.actions.set_settings({ settings: change });
    showToast(common.saved);
  };
  const is_check_in_on = settings.check_in_at !== null;
  // As server/notifications/rules.py chooses: to log stands first, and is not asked for once it is done.
  const is_either = settings.log_at !== null && is_check_in_on && settings.check_in_days.length > 0 && settings.most_a_day === 1;
  const partner = store.couple.value?.partner;
  return (
    <Page title={w.nudges} lead={w.nudges_lead} back={{ to: "me", label: common.places.me }}>
      <Halved nudged={sent.nudged.value} />
      <div class="stack">
        <Check label={w.nudge_log} is_on={settings.log_at !== null} onChange={(is_on) => set({ log_at: is_on ? USUAL_EVENING : null })} />
        {settings.log_at !== null && (
          <Time id="log-at" label={w.nudge_log_time} value={settings.log_at} suggestions={EVENING} onValue={(log_at) => set({ log_at })} />
        )}
      </div>
      <div class="stack">
        <Check label={w.nudge_check_in} is_on={is_check_in_on} onChange={(is_on) => set({ check_in_at: is_on ? USUAL_CHECK_IN : null })} />
        {settings.check_in_at !== null && (
          <Time
            id="check-in-at"
            label={w.nudge_log_time}
            value={settings.check_in_at}
            suggestions={EVENING}
            onValue={(check_in_at) => set({ check_in_at })}
          />
        )}
        <Weekdays label={w.nudge_check_in_days} days={settings.check_in_days} onDays={(check_in_days) => set({ check_in_days })} />
      </div>
      {partner && (
        <Check
          label={w.nudge_digest(partner.display_name)}
          hint={w.nudge_digest_hint}
          is_on={settings.to_read}
          onChange={(to_read) => set({ to_read })}
        />
      )}
      <Check
        label={w.nudge_look_back}
        is_on={settings.look_back !== null}
        onChange={(is_on) =>
          set(is_on ? { look_back: SUNDAY, look_back_at: settings.look_back_at ?? "18:30" } : { look_back: null, look_back_at: null })
        }
      />
      <fieldset class="stack tight">
        <legend class="label">{w.quiet}</legend>
        <div class="row">
          <Time
            id="quiet-from"
            label={w.quiet_from}
            value={settings.quiet_from}
            suggestions={HALF_HOURS}
            onValue={(quiet_from) => set({ quiet_from })}
          />
          <Time
            id="quiet-until"
            label={w.quiet_until}
            value={settings.quiet_until}
            suggestions={HALF_HOURS}
            onValue={(quiet_until) => set({ quiet_until })}
          />
        </div>
      </fieldset>
      <div class="field">
        <label for="most">{w.nudge_most}</label>
        <select
          id="most"
          class="input"
          value={settings.most_a_day}
          onChange={(event) => set({ most_a_day: Number(event.currentTarget.value) })}
        >
          {[1, 2, 3].map((n) => (
            <option key={n} value={n}>
              {w.nudge_most_n(n)}
            </option>
          ))}
        </select>
        {is_either && <p class="small soft">{w.nudge_order}</p>}
      </div>
      <fieldset class="stack tight">
        <legend class="label">{w.pause_nudges}</legend>
        <Field
          label={w.pause_nudges_until}
          hint={w.pause_nudges_hint}
          type="date"
          value={settings.paused_until ?? ""}
          onValue={(day) => set({ paused_until: day || null })}
          input={{ min: store.today.value }}
        />
        {settings.paused_until !== null && (
          <button type="button" class="button" onClick={() => set({ paused_until: null })}>
            {w.pause_nudges_clear}
          </button>
        )}
      </fieldset>
      <Sent {...sent} />
    </Page>
  );
}

interface TimeProps {
  id: string;
  label: string;
  value: string;
  suggestions: string[];
  onValue: (time: string) => void;
}

function Time({ id, label, value, suggestions, onValue }: TimeProps) {
  const times = [...new Set([...suggestions, value])].sort();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {times.map((time) => (
          <option key={time} value={time}>
            {time}
          </option>
        ))}
      </select>
    </div>
  );
}
