import { useMemo } from "preact/hooks";
import type { Act } from "../../store/types";
import { actTitle, brickClass, latest } from "../../ui/brick";
import { dayText } from "../../ui/days";
import { useStore } from "../../ui/store";
import { Swatch } from "../../ui/swatch";
import { words } from "../../words";
import { helped } from "./weeks";

const SHOWN = 8;

/** The acts that were answered "This helped" or "Thank you", and of which kind they were. */
export function HelpedSection({ acts }: { acts: readonly Act[] }) {
  const store = useStore();
  const w = words.value;
  const { acknowledgements, commitments } = store;
  const found = useMemo(
    () => helped(acts, acknowledgements.value, commitments.value),
    [acts, acknowledgements.value, commitments.value],
  );
  return (
    <section class="stack" aria-labelledby="helped">
      <h2 id="helped">{w.trends.helped}</h2>
      <p class="small soft">{w.trends.helped_lead}</p>
      {found.acts.length === 0 ? (
        <p class="soft">{w.trends.helped_none}</p>
      ) : (
        <>
          <ul class="plain stack tight">
            {found.kinds.map(({ kind, times }) => (
              <li key={kind} class="row">
                <Swatch kind={kind} /> {w.common.kinds[kind]}: {w.trends.helped_times(times)}
              </li>
            ))}
          </ul>
          <ul class="plain links">
            {found.acts.slice(0, SHOWN).map((act) => (
              <li key={act.id}>
                <a href={`#/wall/${act.on}`}>
                  <span>
                    <span class={`swatch ${brickClass(act.kind, latest(act).outcome)}`} aria-hidden="true" /> {actTitle(act, commitments.value, w)}
                    <span class="small soft words">{`\n${dayText(act.on)}`}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
