import { signal } from "@preact/signals";
import { allWritten } from "../store/actions/pending-writes";
import { pathNow } from "./router";

export interface Toast {
  text: string;
  /** The address it was shown at: it does not follow to the next screen. */
  at: string;
  undo?: (() => void) | undefined;
}

const STAYS_MS = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The toast: the quiet line at the foot of the page, also read out by a screen reader. */
export const toast = signal<Toast | null>(null);

/** Shows it once everything asked for until now is stored, and not at all where it could not be. */
export async function showToast(text: string, undo?: () => void): Promise<void> {
  if (!(await allWritten())) return;
  clearTimeout(timer);
  toast.value = { text, undo, at: pathNow() };
  timer = setTimeout(() => {
    toast.value = null;
  }, STAYS_MS);
}

export function hideToast(): void {
  clearTimeout(timer);
  toast.value = null;
}
