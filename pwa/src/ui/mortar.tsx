import { words } from "../words";

const BED = ["", "", "", "half", "", "", "half", "", "", ""];

/** The waiting state: a bed of mortar for bricks to come. With `fired`, the first brick of an empty wall lies in it. */
export function Mortar({ fired = false, quiet = false }: { fired?: boolean; quiet?: boolean }) {
  return (
    <div class="empty" role={quiet ? undefined : "status"}>
      <div class="mortar-bed" aria-hidden="true">
        {BED.map((shape, index) => (
          <i key={index} class={`${shape}${fired && index === 8 ? " fired" : ""}`} />
        ))}
      </div>
      {!quiet && <span class="unseen">{words.value.common.loading}</span>}
    </div>
  );
}

/** Nothing here yet, said kindly. */
export function Empty({ text, children }: { text: string; children?: preact.ComponentChildren }) {
  return (
    <div class="empty">
      <Mortar fired quiet />
      <p>{text}</p>
      {children}
    </div>
  );
}
