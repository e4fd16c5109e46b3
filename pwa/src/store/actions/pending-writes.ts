let last: Promise<boolean> = Promise.resolve(true);

/** Remembers a write that has begun; it resolves to whether it was stored. */
export function trackWrite(write: Promise<boolean>): void {
  last = write.catch(() => false);
}

/** Whether every write so far is stored on this device: no screen says "saved" before. */
export const allWritten = (): Promise<boolean> => last;
