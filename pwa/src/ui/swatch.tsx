import type { Kind, Outcome } from "../domain/types";
import { brickClass } from "./brick";

/** A small brick beside a word, for a legend or a choice. */
export function Swatch({
  kind = null,
  outcome = null,
  removed = false,
}: {
  kind?: Kind | null;
  outcome?: Outcome | null;
  removed?: boolean;
}) {
  return <span class={`swatch ${brickClass(kind, outcome, removed)}`} aria-hidden="true" />;
}
