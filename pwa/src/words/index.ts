import { signal } from "@preact/signals";
import { en } from "./en";

export type Words = typeof en;
export type Language = "en" | "es" | "de";

export const words = signal<Words>(en);
export const language = signal<Language>("en");

const catalogues: Record<Language, () => Promise<Words>> = {
  en: async () => en,
  es: async () => (await import("./es")).es,
  de: async () => (await import("./de")).de,
};

/** Change the language of every screen. Resolves once its words are here; offline and not yet fetched, the present one stays. */
export async function speak(next: Language): Promise<void> {
  try {
    words.value = await catalogues[next]();
    language.value = next;
  } catch {
    return;
  }
  document.documentElement.lang = next;
  // What the home screen offers at a long press is in the manifest, one a language (tools/manifest.ts).
  const name = next === "en" ? "manifest" : `manifest.${next}`;
  document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.setAttribute("href", `/${name}.webmanifest`);
}

/** The first of the device's languages that Hearth speaks. */
export function deviceLanguage(wanted: readonly string[] = navigator.languages): Language {
  for (const tag of wanted) {
    const short = tag.slice(0, 2).toLowerCase();
    if (short in catalogues) return short as Language;
  }
  return "en";
}
