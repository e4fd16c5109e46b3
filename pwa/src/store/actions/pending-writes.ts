let last: Promise<boolean> = Promise.resolve(true);

/** Something is being kept; `work` says whether it was. */
export function keeping(work: Promise<boolean>): void {
  last = work.catch(() => false);
}

/** Whether everything said so far is kept on this device: nothing is called saved before. */
export const allKept = (): Promise<boolean> => last;
