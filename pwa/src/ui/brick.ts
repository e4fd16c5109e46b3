import { latest, mayReplace } from "../domain/act";
import type { Act, Commitment, Kind, Outcome } from "../domain/types";
import type { Store } from "../store/types";
import type { Words } from "../words";

export { latest };

/** The classes that give a brick its colour and its scoring. */
export function brickClass(kind: Kind | null, outcome: Outcome | null, removed = false): string {
  if (removed) return "brick gone";
  if (outcome === "missed_told") return "brick miss";
  if (outcome === "not_applicable") return "brick half";
  return `brick ${kind ?? "reliability"}${outcome === "partly" ? " partly" : ""}`;
}

/** An act named in a few words: its commitment, its own words, or its kind. */
export function actTitle(act: Act, commitments: readonly Commitment[], w: Words): string {
  if (act.removed) return w.wall.removed;
  const promise = act.commitment_id === null ? undefined : commitments.find(({ id }) => id === act.commitment_id);
  if (promise) return promise.title ?? w.us.words_removed;
  return ownTitle({ ...act, note: latest(act).note }, w);
}

/** What was done of one's own accord: in its own words, or else by its kind. */
export function ownTitle({ note, told, kind }: Pick<Act, "note" | "told" | "kind">, w: Words): string {
  return note || (told ? w.wall.told : w.common.kinds[kind ?? "reliability"]);
}

const LONGEST_TITLE = 140;
const LONGEST_NAME = 80;

/** Words of one's own that are no title any more, but a text. */
export const isLong = (title: string): boolean => title.length > LONGEST_TITLE;

/** A title as it is heard within the name of a button: the beginning of a long one. */
export const brief = (title: string): string => (isLong(title) ? `${title.slice(0, LONGEST_NAME).replace(/\s+\S*$/, "")}…` : title);

/** Whether an edit of the person's own act still replaces it (see `mayReplace`). */
export function mayEdit(act: Act, { today, acknowledgements }: Pick<Store, "today" | "acknowledgements">): boolean {
  return mayReplace(
    act,
    today.value,
    acknowledgements.value.some(({ act_id }) => act_id === act.id),
  );
}
