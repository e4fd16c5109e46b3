import { useEffect, useState } from "preact/hooks";
import type { Acknowledgement, Act, LocalDay } from "../../store/types";
import { actTitle } from "../../ui/brick";
import { dayText } from "../../ui/days";
import { Empty } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { ActCard } from "../wall/act-card";

/** What the partner wrote since it was last opened. Reading it is what opens it. */
export function FromPartner() {
  const store = useStore();
  const { today: w, common } = words.value;
  const [opened] = useState(() => store.unopened.peek());
  useEffect(() => void store.actions.open_all(), [store]);
  const name = store.couple.value?.partner.display_name ?? "";
  const acts = opened.acts.map((act) => store.acts.value.find(({ id }) => id === act.id) ?? act);
  return (
    <Page title={w.from_title(name)} back={{ to: "today", label: common.places.today }}>
      {acts.length + opened.acknowledgements.length === 0 && (
        <Empty text={w.from_empty}>
          <a class="button" href="#/wall">
            {w.from_wall}
          </a>
        </Empty>
      )}
      {acts.length > 0 && (
        <>
          {byDay(acts).map(([on, laid]) => (
            <section class="stack tight" key={on}>
              <h2>{dayText(on)}</h2>
              <ul class="plain stack">
                {laid.map((act) => (
                  <li key={act.id}>
                    <ActCard act={act} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <p class="soft">{w.silence}</p>
        </>
      )}
      {opened.acknowledgements.length > 0 && (
        <ul class="plain stack">
          {opened.acknowledgements.map((answer) => (
            <AnswerCard key={answer.id} answer={answer} name={name} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function byDay(acts: Act[]): [LocalDay, Act[]][] {
  const days = new Map<LocalDay, Act[]>();
  for (const act of acts) days.set(act.on, [...(days.get(act.on) ?? []), act]);
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1));
}

function AnswerCard({ answer, name }: { answer: Acknowledgement; name: string }) {
  const store = useStore();
  const { today: w, common } = words.value;
  const act = store.acts.value.find(({ id }) => id === answer.act_id);
  return (
    <li class="card">
      {act && <p class="small soft">{w.answer_to(actTitle(act, store.commitments.value, words.value))}</p>}
      <p>
        <strong>{w.answer_theirs(name, common.answers[answer.answer])}</strong>
        {answer.words && <span class="words">{`\n${answer.words}`}</span>}
      </p>
    </li>
  );
}
