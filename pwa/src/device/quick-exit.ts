/** Where a quick exit goes: a month's calendar without a name, stored on the device, so that no network hears of it. */
export const NEUTRAL_PAGE = "/calendar.html";
const LEFT = "left";

/** Covers the page and puts the neutral one in its place. */
export function leave(): void {
  document.documentElement.dataset.covered = LEFT;
  sessionStorage.setItem(LEFT, "yes");
  location.replace(NEUTRAL_PAGE);
}

/** Opens the page anew, so that nothing of a person is left in its memory. */
export function startAfresh(): void {
  if (navigator.serviceWorker?.controller) location.reload();
}

/**
 * Whether this page was reached by Back or Forward after a quick exit: then it gives way to the neutral one again.
 * Only the address, the icon, or today's date on the calendar lead into the app.
 */
export function isSteppedBack(): boolean {
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && sessionStorage.getItem(LEFT)) leave();
  });
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (arrival?.type === "back_forward" && sessionStorage.getItem(LEFT)) return true;
  sessionStorage.removeItem(LEFT);
  return false;
}
