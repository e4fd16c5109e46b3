import { signal, useSignal } from "@preact/signals";
import { addDays, weekdayOf } from "../../domain/days";
import type { LocalDay } from "../../domain/types";
import { dayText, nearDayText } from "../../ui/days";
import { Icon } from "../../ui/icons";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { whole } from "../../ui/whole";
import { words } from "../../words";
import { CheckInCard } from "./check-in";
import { DueList } from "./due-list";
import { beginningOf, firstWeekEnds, smallThing } from "./first-week";
import { FirstWeekCard } from "./first-week-card";

const DAYS_BACK = 7;
/** Wednesday and Sunday, while no days were chosen for the check-in. */
const USUAL_CHECK_IN_DAYS = [2, 6];
const skipped_on = signal<LocalDay | null>(null);

/** One minute a day. `is_check_in`: opened to check in, whatever day was chosen for it. */
export function Today({ is_check_in }: { is_check_in: boolean }) {
  const { today: w, common } = words.value;
  const store = useStore();
  const days_back = useSignal(0);
  const today = store.today.value;
  const on = addDays(today, -days_back.value);
  return (
    <Page
      title={days_back.value < 2 ? nearDayText(on, today) : (common.weekdays[weekdayOf(on)] ?? "")}
      beside={
        <a class="button" href="#/hard">
          {w.hard_moment}
        </a>
      }
    >
      <nav class="day-switch" aria-label={w.title}>
        <button
          type="button"
          class="button"
          aria-label={w.earlier_day}
          title={w.earlier_day}
          disabled={days_back.value >= DAYS_BACK}
          onClick={() => days_back.value++}
        >
          <Icon name="back" />
        </button>
        <p aria-live="polite">{dayText(on)}</p>
        <button
          type="button"
          class="button"
          aria-label={w.later_day}
          title={w.later_day}
          disabled={days_back.value === 0}
          onClick={() => days_back.value--}
        >
          <Icon name="on" />
        </button>
      </nav>
      <DueList key={on} on={on} />
      {days_back.value === 0 ? (
        <ThisDay is_check_in={is_check_in} />
      ) : (
        <div class="stack tight">
          <a class="button" href={`#/today/add/${on}`}>
            {w.add_act}
          </a>
          {days_back.value === DAYS_BACK && <p class="small soft">{w.seven_days}</p>}
        </div>
      )}
    </Page>
  );
}

/** What belongs to today alone: the check-in, a card where it is suggested, and what the partner wrote. */
function ThisDay({ is_check_in }: { is_check_in: boolean }) {
  const store = useStore();
  const { today: w } = words.value;
  const is_open = useSignal(is_check_in);
  const today = store.today.value;
  const done = store.check_ins.value.find(({ on }) => on === today);
  const chosen = store.me.value?.person.settings.check_in_days ?? [];
  const beginning = beginningOf(store);
  const thing = smallThing(beginning);
  const is_first_week = today < firstWeekEnds(beginning);
  const usual = is_first_week ? [] : USUAL_CHECK_IN_DAYS;
  const is_suggested = thing === "check_in" || (chosen.length > 0 ? chosen : usual).includes(weekdayOf(today));
  const is_shown = is_open.value || (is_suggested && done === undefined && skipped_on.value !== today);
  const close = () => {
    is_open.value = false;
    skipped_on.value = today;
  };
  const skip = () => {
    close();
    if (thing === "check_in") void store.actions.put_aside(thing);
  };
  const small = thing !== null && thing !== "check_in" && !is_shown && <FirstWeekCard thing={thing} />;
  // Before anything was written: that is the way in, and the question beside it stays quiet.
  const is_first = thing === "safety" && !is_shown && beginning.began_on === null;
  return (
    <div class="stack">
      {!is_first && small}
      {is_first && <p class="small soft">{w.first_act}</p>}
      <div class="side-by-side">
        <a class={is_first ? "button main" : "button"} href="#/today/add">
          {w.add_act}
        </a>
        {!is_shown && (
          <button type="button" class="button" onClick={() => (is_open.value = true)}>
            {done ? w.check_in_change : w.check_in_open}
          </button>
        )}
      </div>
      {is_first && small}
      {is_shown && <CheckInCard on={today} present={done} onDone={close} onSkip={skip} />}
      <FromPartnerCard />
    </div>
  );
}

function FromPartnerCard() {
  const store = useStore();
  const { today: w } = words.value;
  const couple = store.couple.value;
  const { acts, acknowledgements } = store.unopened.value;
  if (couple === null || acts.length + acknowledgements.length === 0) return null;
  return (
    <a class="card closed-card" href="#/today/from">
      <div>
        <h2 style={whole(couple.partner.display_name)}>{w.from_partner(couple.partner.display_name)}</h2>
        <p class="small soft">{w.from_partner_closed}</p>
      </div>
      <Icon name="on" />
    </a>
  );
}
