import { pauseOf } from "../../domain/due";
import { lastDay } from "../../domain/recurrence";
import type { Commitment } from "../../domain/types";
import { dayText } from "../../ui/days";
import { Icon } from "../../ui/icons";
import { useStore } from "../../ui/store";
import { Swatch } from "../../ui/swatch";
import { whole } from "../../ui/whole";
import { words } from "../../words";
import { rhythmText } from "./rhythm";

/** Mine and theirs, each under its own heading; ended ones fold away. `is_quiet`: something else comes first on the page. */
export function CommitmentList({ is_quiet }: { is_quiet: boolean }) {
  const store = useStore();
  const { us: w } = words.value;
  const me = store.me.value?.person.id;
  const today = store.today.value;
  const partner = store.couple.value?.partner;
  const is_active = (one: Commitment) => one.title !== null && lastDay(one) >= today;
  const all = store.commitments.value;
  const mine = all.filter((one) => one.author_id === me && is_active(one));
  const theirs = all.filter((one) => one.author_id === partner?.id && is_active(one));
  const ended = all.filter((one) => one.title !== null && !is_active(one));
  // The label only decides what a screen offers first.
  const is_theirs_first = store.couple.value?.role_label === "injured";
  const own = (
    <div class="stack">
      <h2 id="commitments">{w.mine}</h2>
      {mine.length === 0 ? <p class="soft">{w.none_mine}</p> : <List items={mine} />}
      <a class={is_quiet || is_theirs_first ? "button" : "button main"} href="#/us/make">
        {w.make}
      </a>
    </div>
  );
  const other = partner && (
    <div class="stack">
      <h2 style={whole(w.theirs(partner.display_name))}>{w.theirs(partner.display_name)}</h2>
      {theirs.length === 0 ? <p class="soft">{w.none_theirs}</p> : <List items={theirs} />}
    </div>
  );
  return (
    <section class="stack wide" aria-labelledby="commitments">
      {is_theirs_first ? [other, own] : [own, other]}
      {ended.length > 0 && (
        <details>
          <summary>{w.ended}</summary>
          <List items={ended} />
        </details>
      )}
    </section>
  );
}

function List({ items }: { items: Commitment[] }) {
  const { pauses, me, today } = useStore();
  const { us: w, common } = words.value;
  const facts = (one: Commitment) => [
    common.kinds[one.kind],
    `${rhythmText(one)}, ${w.until(dayText(lastDay(one), "short"))}`,
    one.ended_on !== null && w.ended,
    one.author_id === me.value?.person.id && pauseOf(one, pauses.value, today.value) && w.paused_open,
    one.is_private && common.private,
  ];
  return (
    <ul class="plain links">
      {items.map((one) => (
        <li key={one.id}>
          <a href={`#/us/commitment/${one.id}`}>
            <span>
              <bdi>{one.title}</bdi>
              <span class="small soft facts">
                <Swatch kind={one.kind} />
                <span>{facts(one).filter(Boolean).join(" · ")}</span>
              </span>
            </span>
            <Icon name="on" />
          </a>
        </li>
      ))}
    </ul>
  );
}
