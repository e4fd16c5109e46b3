/** Whether somebody is writing, told to the other tabs by a lock that all who write hold together. */

const NAME = "hearth-writing";
let end: (() => void) | null = null;

/** From the first thing typed, moved or ticked on a screen until the way to the next. */
export function watchWriting(): void {
  addEventListener("input", begin, true);
  addEventListener("hashchange", () => {
    end?.();
    end = null;
  });
}

export const isWriting = (): boolean => end !== null;

function begin(): void {
  if (end) return;
  const written = new Promise<void>((resolve) => {
    end = resolve;
  });
  void navigator.locks?.request(NAME, { mode: "shared" }, () => written);
}

/** Runs `work` unless somebody writes here or in another tab. */
export async function whenNobodyWrites(work: () => Promise<void>): Promise<void> {
  if (isWriting()) return;
  if (!navigator.locks) return work();
  await navigator.locks.request(NAME, { mode: "exclusive", ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}
