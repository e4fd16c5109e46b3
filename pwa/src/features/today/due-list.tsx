import type { LocalDay } from "../../store/types";
import { Empty } from "../../ui/mortar";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { dueOn, isPaused } from "./due";
import { DueBrick } from "./due-brick";
import { beginningOf, smallThing } from "./first-week";

/** My commitments of one day, each a brick to lay. */
export function DueList({ on }: { on: LocalDay }) {
  const store = useStore();
  const { today: w } = words.value;
  const me = store.me.value?.person.id ?? "";
  const due = dueOn(on, me, store.commitments.value, store.pauses.value, store.recent_acts.value);
  if (due.length === 0) {
    if (isPaused(on, me, store.pauses.value)) return <p class="notice">{w.paused}</p>;
    if (store.commitments.value.some(({ author_id }) => author_id === me)) return <p class="soft">{w.nothing_due}</p>;
    // One thing at a time: where the day offers its small thing, nothing stands beside it.
    const is_offered = on === store.today.value && smallThing(beginningOf(store)) !== null;
    const has_added = store.recent_acts.value.some((act) => act.author_id === me && act.on === on && !act.removed);
    return (
      <Empty text={has_added ? w.first_added : w.first_steps}>
        {!is_offered && (
          <a class="button" href="#/us/make">
            {w.first_commitment}
          </a>
        )}
      </Empty>
    );
  }
  return (
    <section class="stack" aria-labelledby="due">
      <h2 id="due" class="unseen">
        {w.commitments}
      </h2>
      <ul class="plain stack">
        {due.map(({ commitment, act }) => (
          <li key={commitment.id}>
            <DueBrick on={on} commitment={commitment} act={act} />
          </li>
        ))}
      </ul>
    </section>
  );
}
