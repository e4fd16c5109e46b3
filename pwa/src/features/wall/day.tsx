import type { Act } from "../../domain/types";
import { dayText } from "../../ui/days";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { whole } from "../../ui/whole";
import { words } from "../../words";
import { ActCard } from "./act-card";

/** One day opened: its acts and, only here, the answers. */
export function Day({ on }: { on: string }) {
  const store = useStore();
  const { wall: w, today: t } = words.value;
  const me = store.me.value?.person.id;
  const acts = store.acts.value.filter((act) => act.on === on);
  const name = store.couple.value?.partner.display_name ?? "";
  const theirs = acts.filter(({ author_id }) => author_id !== me);
  const may_answer = store.couple.value !== null && theirs.some(({ removed }) => !removed);
  const back = { to: "wall", label: w.to_wall };
  const title = isDay(on) ? dayText(on, "full") : w.title;
  if (acts.length === 0) return <Page title={title} lead={w.day_empty} back={back} />;
  return (
    <Page title={title} back={back}>
      <Acts title={w.by_me} acts={acts.filter(({ author_id }) => author_id === me)} />
      <Acts title={w.by_partner(name)} acts={theirs} lead={may_answer ? `${t.acknowledging} ${t.silence}` : ""} />
    </Page>
  );
}

function isDay(text: string): boolean {
  return !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

function Acts({ title, acts, lead = "" }: { title: string; acts: Act[]; lead?: string }) {
  if (acts.length === 0) return null;
  return (
    <section class="stack">
      <h2 style={whole(title)}>{title}</h2>
      {lead && <p class="soft">{lead}</p>}
      <ul class="plain stack">
        {acts.map((act) => (
          <li key={act.id}>
            <ActCard act={act} />
          </li>
        ))}
      </ul>
    </section>
  );
}
