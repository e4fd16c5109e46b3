import { signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

const KEY = "hearth-look";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** The chosen look. It belongs to the device, says nothing of its person, and may be clear. */
export const theme = signal<Theme>(readTheme());

function readTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function paint(): void {
  const chosen = theme.value === "system" ? (dark.matches ? "dark" : "light") : theme.value;
  document.documentElement.dataset.theme = chosen;
}

export function chooseTheme(next: Theme): void {
  localStorage.setItem(KEY, next);
  theme.value = next;
  paint();
}

export function startTheme(): void {
  dark.addEventListener("change", paint);
  // Paper is light, whatever the screen is.
  addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
  });
  addEventListener("afterprint", paint);
  paint();
}
