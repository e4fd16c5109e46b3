import { signal } from "@preact/signals";
import type { Language } from "../domain/types";
import { en, type Words } from "./en";
import { isolating } from "./isolate";

export type { Language, Words };

/** Not a language: English disguised, longer, and from right to left. It shows what escapes the catalogue or cannot be turned round. */
const PSEUDO = "ar-XB";
type Spoken = Language | typeof PSEUDO;

export const words = signal<Words>(en);
export const language = signal<Language>("en");
/** The tag that dates, numbers and lists are written by. */
export const locale = signal("en-GB");

const catalogues: Record<Spoken, () => Promise<Words>> = {
  en: async () => en,
  es: async () => (await import("./es")).es,
  de: async () => (await import("./de")).de,
  [PSEUDO]: async () => (await import("./pseudo")).disguiseAll(),
};
const LOCALES: Record<Spoken, string> = { en: "en-GB", es: "es", de: "de", [PSEUDO]: "ar" };

/** Change the language of every screen. Resolves once its words are here; offline and not yet fetched, the present one stays. */
export async function speak(asked: Spoken): Promise<void> {
  // A disguise stays on, whatever language the account is in.
  const next = deviceLanguage() === PSEUDO ? PSEUDO : asked;
  try {
    words.value = isolating(await catalogues[next]());
  } catch {
    return;
  }
  language.value = next === PSEUDO ? "en" : next;
  locale.value = LOCALES[next];
  document.documentElement.lang = next;
  document.documentElement.dir = next === PSEUDO ? "rtl" : "ltr";
  // What the home screen offers at a long press is in the manifest, one a language (tools/manifest.ts).
  const name = language.value === "en" ? "manifest" : `manifest.${next}`;
  document.querySelector<HTMLLinkElement>('link[rel="manifest"]')?.setAttribute("href", `/${name}.webmanifest`);
}

/** The first of the device's languages that Hearth speaks. */
export function deviceLanguage(wanted: readonly string[] = navigator.languages): Spoken {
  if (wanted[0] === PSEUDO) return PSEUDO;
  for (const tag of wanted) {
    const short = tag.slice(0, 2).toLowerCase();
    if (short in catalogues) return short as Language;
  }
  return "en";
}
