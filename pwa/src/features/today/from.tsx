import { useEffect, useState } from "preact/hooks";
import type { Acknowledgement, Act, LocalDay } from "../../domain/types";
import { actTitle, brief } from "../../ui/brick";
import { dayText } from "../../ui/days";
import { Empty } from "../../ui/mortar";
import { Page } from "../../ui/page";
import { useStore } from "../../ui/store";
import { words } from "../../words";
import { ActCard } from "../wall/act-card";

/** More open answers than these would be a pile of forms: each act then has its own quiet "Answer". */
const FEW = 3;

/** The newest day of what the partner wrote since it was last opened; earlier ones are on the wall. Reading it is what opens it. */
export function FromPartner() {
  const store = useStore();
  const { today: w, common } = words.value;
  const [opened] = useState(() => store.unopened.peek());
  useEffect(() => void store.actions.open_all(), [store]);
  const label = store.couple.value?.role_label ?? null;
  const name = store.couple.value?.partner.display_name ?? "";
  const newest = opened.acts[0]?.on;
  const acts = opened.acts.filter(({ on }) => on === newest).map((act) => store.acts.value.find(({ id }) => id === act.id) ?? act);
  const answers = newestAnswers(opened.acknowledgements, [...store.acts.value, ...opened.acts]);
  const has_earlier = acts.length < opened.acts.length || answers.length < opened.acknowledgements.length;
  const has_wall = store.acts.value.length > 0;
  return (
    <Page
      title={w.from_title(name)}
      lead={acts.length > 0 && `${w.acknowledging} ${w.silence}`}
      back={{ to: "today", label: common.places.today }}
    >
      {acts.length + answers.length === 0 && (
        <Empty text={has_wall ? `${w.from_empty} ${w.from_earlier}` : w.from_empty}>
          {has_wall && (
            <a class="button" href="#/wall">
              {w.from_wall}
            </a>
          )}
        </Empty>
      )}
      {acts.length > 0 && (
        <section class="stack" aria-labelledby="newest">
          <h2 id="newest">{newest && dayText(newest)}</h2>
          <ul class="plain stack">
            {acts.map((act) => (
              <li key={act.id}>
                <ActCard act={act} has_answers_open={label !== "involved" && acts.length <= FEW} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {answers.length > 0 && (
        <ul class="plain stack">
          {answers.map((answer) => (
            <AnswerCard key={answer.id} answer={answer} name={name} />
          ))}
        </ul>
      )}
      {has_earlier && (
        <p>
          {w.from_earlier} <a href="#/wall">{w.from_wall}</a>
        </p>
      )}
    </Page>
  );
}

/** The answers to the newest day that was answered. */
function newestAnswers(answers: readonly Acknowledgement[], acts: readonly Act[]): Acknowledgement[] {
  const days = new Map(acts.map(({ id, on }) => [id, on]));
  const dayOf = ({ act_id }: Acknowledgement): LocalDay => days.get(act_id) ?? "";
  const newest = answers.map(dayOf).sort().at(-1);
  return answers.filter((answer) => dayOf(answer) === newest);
}

function AnswerCard({ answer, name }: { answer: Acknowledgement; name: string }) {
  const store = useStore();
  const { today: w, common } = words.value;
  const act = store.acts.value.find(({ id }) => id === answer.act_id);
  return (
    <li class="card">
      {act && <p class="small soft">{w.answer_to(brief(actTitle(act, store.commitments.value, words.value)))}</p>}
      <p>
        <strong>{w.answer_theirs(name, common.answers[answer.answer])}</strong>
        {answer.words && <span class="words" dir="auto">{`\n${answer.words}`}</span>}
      </p>
    </li>
  );
}
