import type { Act, Kind } from "../../store/types";
import { type StrandAct, type WhatHelped, whatHelped, whatHelpedSentences } from "../../trust";
import { actTitle, brickClass, brief, latest } from "../../ui/brick";
import { dayText } from "../../ui/days";
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
          <ul class="plain stack tight">
            {byKind(found).map(([kind, times]) => (
              <li key={kind}>
                <Swatch kind={kind} /> {common.kinds[kind]}: {w.helped_times(times)}
              </li>
            ))}
          </ul>
          <HelpedActs ids={found.acts.slice(0, SHOWN).map(({ id }) => id)} />
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

function HelpedActs({ ids }: { ids: string[] }) {
  const store = useStore();
  const acts = ids.map((id) => store.acts.value.find((act) => act.id === id)).filter((act): act is Act => act !== undefined);
  return (
    <ul class="plain links">
      {acts.map((act) => (
        <li key={act.id}>
          <a href={`#/wall/${act.on}`}>
            <span>
              <span class={`swatch ${brickClass(act.kind, latest(act).outcome)}`} aria-hidden="true" />
              {brief(actTitle(act, store.commitments.value, words.value))}
              <span class="small soft words">{`\n${dayText(act.on)}`}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
