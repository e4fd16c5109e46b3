import { dueOn, pauseOfAll, restingOn } from "../../domain/due";
import type { LocalDay } from "../../domain/types";
import { Empty } from "../../ui/mortar";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { pauseText } from "../us/pause-text";
import { DueBrick } from "./due-brick";
import { beginningOf, smallThing } from "./first-week";

/** My commitments of one day, each a brick to lay, and where else to look for what belongs to it. */
export function DueList({ on }: { on: LocalDay }) {
  const store = useStore();
  const { today: w, us } = words.value;
  const me = store.me.value?.person.id ?? "";
  const commitments = store.commitments.value;
  const pauses = store.pauses.value;
  const due = dueOn(on, me, commitments, pauses, store.recent_acts.value);
  const resting = restingOn(on, me, commitments, pauses);
  const pause = pauseOfAll(on, me, pauses);
  // Beside something that could not be saved it would not be true of all.
  const has_added =
    store.outbox.value.refused.length === 0 &&
    store.recent_acts.value.some((act) => act.author_id === me && act.on === on && act.commitment_id === null && !act.removed);
  if (!pause && !commitments.some(({ author_id }) => author_id === me)) return <Beginning on={on} has_added={has_added} />;
  return (
    <section class="stack" aria-labelledby="due">
      <h2 id="due" class="unseen">
        {w.commitments}
      </h2>
      {due.length > 0 && (
        <ul class="plain stack">
          {due.map(({ commitment, act }) => (
            <li key={commitment.id}>
              <DueBrick on={on} commitment={commitment} act={act} />
            </li>
          ))}
        </ul>
      )}
      {pause && (
        <p class="notice">
          {`${pauseText(pause, store.today.value, store.couple.value !== null)} ${w.paused} `}
          {pauseOfAll(store.today.value, me, pauses) && <a href="#/us/pause">{us.pause_end}</a>}
        </p>
      )}
      {due.length + resting.length === 0 && !pause && <p class="soft">{w.nothing_due}</p>}
      {resting.map(({ id, title }) => (
        <a class="button plain start" key={id} href={`#/us/commitment/${id}`}>
          {w.paused_one(title ?? us.words_removed)}
        </a>
      ))}
      {has_added && (
        <a class="button plain start" href={`#/wall/${on}`}>
          {w.first_added}
        </a>
      )}
    </section>
  );
}

/** Before the first commitment. One thing at a time: where the day offers its small thing, nothing stands beside it. */
function Beginning({ on, has_added }: { on: LocalDay; has_added: boolean }) {
  const store = useStore();
  const { today: w } = words.value;
  const is_offered = on === store.today.value && smallThing(beginningOf(store)) !== null;
  // Nor does it come as what is next, after a check-in or where a promise was put aside.
  const has_checked_in = store.check_ins.value.some((one) => one.on === on);
  const is_enough = has_checked_in || store.put_aside.value.promise === on;
  return (
    <Empty text={has_added ? w.first_added : has_checked_in ? w.first_checked : w.first_steps}>
      {!is_offered && !is_enough && (
        <a class="button" href="#/us/make">
          {w.first_commitment}
        </a>
      )}
    </Empty>
  );
}
