/** The page is covered while it is not looked at, so that a list of open apps shows paper and no words. */
export function startCover(): void {
  const { dataset } = document.documentElement;
  const cover = (): void => {
    dataset.covered ??= "away";
  };
  const uncover = (): void => {
    if (dataset.covered === "away") delete dataset.covered;
  };
  const look = (): void => (document.visibilityState === "hidden" ? cover() : uncover());
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", cover);
  addEventListener("pageshow", look);
  // On a phone's home screen the focus goes first, and the system takes its picture soon after. Elsewhere a window
  // without the focus is often still being read.
  if (!matchMedia("(display-mode: standalone) and (pointer: coarse)").matches) return;
  addEventListener("blur", cover);
  for (const back of ["focus", "pointerdown", "keydown"]) addEventListener(back, uncover, { capture: true });
}
