/** Long enough for a new screen to take the focus to its heading first. */
const SETTLES_MS = 100;

/** Leaves the keys where they were: when what had the focus is gone, what stood around it takes it. Returns what ends this. */
export function keepFocus(root: HTMLElement): () => void {
  let path: HTMLElement[] = [];
  const remember = ({ target }: FocusEvent) => {
    path = [];
    for (let one = target as HTMLElement | null; one && root.contains(one); one = one.parentElement) path.push(one);
  };
  const isLost = () => path[0]?.isConnected === false && document.activeElement === document.body;
  const takeUp = () => {
    const around = isLost() ? path.find((one) => one.isConnected) : undefined;
    if (around && !around.hasAttribute("tabindex")) around.tabIndex = -1;
    around?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(() => {
    if (isLost()) setTimeout(takeUp, SETTLES_MS);
  });
  root.addEventListener("focusin", remember);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener("focusin", remember);
    observer.disconnect();
  };
}
