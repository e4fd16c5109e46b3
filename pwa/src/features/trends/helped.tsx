import { useSignal } from "@preact/signals";
import type { Act, Kind } from "../../domain/types";
import { type StrandAct, type WhatHelped, whatHelped, whatHelpedSentences } from "../../trust";
import { actTitle, brief, latest } from "../../ui/brick";
import { dayText } from "../../ui/days";
import { Icon } from "../../ui/icons";
import { outcomeText } from "../../ui/outcome";
import { useStore } from "../../ui/store";
import { Swatch } from "../../ui/swatch";
import { language, words } from "../../words";

const SHOWN = 8;

/** The acts that were answered "This helped" or "Thank you", and of which kind they were. */
export function HelpedSection({ acts }: { acts: readonly StrandAct[] }) {
  const { trends: w, common } = words.value;
  const found = whatHelped(acts);
  return (
    <section class="stack" aria-labelledby="helped">
      <h2 id="helped">{w.helped}</h2>
      {whatHelpedSentences(found, language.value).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {found.acts.length > 0 && (
        <>
          <ul class="plain stack tight legend helped">
            {byKind(found).map(([kind, times]) => (
              <li key={kind}>
                <Swatch kind={kind} />
                <span>
                  {common.kinds[kind]}: {w.helped_times(times)}
                </span>
              </li>
            ))}
          </ul>
          <HelpedActs found={found.acts} />
        </>
      )}
    </section>
  );
}

function byKind({ weeks }: WhatHelped): [Kind, number][] {
  const times = new Map<Kind, number>();
  for (const [kind, n] of weeks.flatMap(({ kinds }) => kinds)) times.set(kind as Kind, (times.get(kind as Kind) ?? 0) + n);
  return [...times].sort(([, a], [, b]) => b - a);
}

function HelpedActs({ found }: { found: readonly StrandAct[] }) {
  const store = useStore();
  const { trends: w } = words.value;
  const is_whole = useSignal(false);
  const acts = new Map(store.acts.value.map((act) => [act.id, act]));
  return (
    <div class="stack tight">
      {found.length > SHOWN && !is_whole.value && <h3>{w.helped_latest}</h3>}
      <ul class="plain links helped">
        {found.slice(0, is_whole.value ? found.length : SHOWN).map(({ id, kind }) => {
          const act = acts.get(id);
          return act && <li key={id}>{<HelpedAct act={act} kind={kind as Kind} />}</li>;
        })}
      </ul>
      {found.length > SHOWN && (
        <button type="button" class="button no-print" onClick={() => (is_whole.value = !is_whole.value)}>
          {is_whole.value ? w.helped_latest : w.helped_all}
        </button>
      )}
    </div>
  );
}

/** An act by its words, how it went, and its kind: its brick alone says neither to everybody. */
function HelpedAct({ act, kind }: { act: Act; kind: Kind }) {
  const store = useStore();
  const { common } = words.value;
  const { outcome } = latest(act);
  const title = brief(actTitle(act, store.commitments.value, words.value));
  const is_mine = act.author_id === store.me.value?.person.id;
  const facts = [outcome && outcomeText(outcome, title, is_mine), common.kinds[kind], dayText(act.on, "short")].filter(Boolean);
  return (
    <a href={`#/wall/${act.on}`}>
      <span>
        <bdi>{title}</bdi>
        <span class="small soft facts">
          <Swatch kind={kind} outcome={outcome} />
          <span>
            {facts.map((fact, at) => (
              <span key={fact} class="fact">
                <bdi>{fact}</bdi>
                {at < facts.length - 1 && <span class="between">{"\u00a0· "}</span>}
              </span>
            ))}
          </span>
        </span>
      </span>
      <Icon name="on" />
    </a>
  );
}
