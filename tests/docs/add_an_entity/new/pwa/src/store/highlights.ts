import { sharedId } from "../crypto/ids";
import type { LocalDay } from "../domain/types";
import { draft } from "../entities/declare";
import type { Store } from "./types";

/** Gives the active couple this person's highlight of a day, or changes it while it waits. */
export function giveHighlight({ actions, couple, me }: Store, on: LocalDay, words: string, is_favourite: boolean): Promise<void> {
  return actions.commit(async () => {
    const space_id = couple.value?.space_id;
    const person = me.value?.person;
    if (space_id === undefined || !person) return [];
    const id = await sharedId(space_id, "highlight", person.id, on);
    return [draft(space_id, "give_highlight", { id, on, words, is_favourite })];
  });
}

/** Takes a waiting highlight back. */
export function takeBackHighlight({ actions }: Store, for_space_id: string, id: string): Promise<void> {
  return actions.commit(() => [draft(for_space_id, "take_back_highlight", { id })]);
}
