import type { ComponentChildren } from "preact";
import { words } from "../words";

const BED = ["", "", "", "half", "", "", "half", "", "", ""];
const FIRST = 8;

function Bed({ fired }: { fired: boolean }) {
  return (
    <div class="mortar-bed" aria-hidden="true">
      {BED.map((shape, index) => (
        <i key={index} class={`${shape}${fired && index === FIRST ? " fired" : ""}`} />
      ))}
    </div>
  );
}

/** The waiting state: a bed of mortar for bricks to come. */
export function Mortar() {
  return (
    <div class="empty" role="status">
      <Bed fired={false} />
      <span class="unseen">{words.value.common.loading}</span>
    </div>
  );
}

/** Nothing here yet, said kindly; the first brick lies in its bed. */
export function Empty({ text, children }: { text: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Bed fired />
      <p>{text}</p>
      {children}
    </div>
  );
}
