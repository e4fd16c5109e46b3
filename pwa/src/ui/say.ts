import { signal } from "@preact/signals";
import { allWritten } from "../store/actions/pending-writes";
import { pathNow } from "./router";

export interface Said {
  text: string;
  /** The address it was said at: it does not follow to the next screen. */
  at: string;
  undo?: (() => void) | undefined;
}

const STAYS_MS = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** What was just said in the quiet line at the foot of the page, also to a screen reader. */
export const said = signal<Said | null>(null);

/** Says it once everything asked for until now is kept, and not at all where it could not be. */
export async function say(text: string, undo?: () => void): Promise<void> {
  if (!(await allWritten())) return;
  clearTimeout(timer);
  said.value = { text, undo, at: pathNow() };
  timer = setTimeout(() => {
    said.value = null;
  }, STAYS_MS);
}

export function hush(): void {
  clearTimeout(timer);
  said.value = null;
}
