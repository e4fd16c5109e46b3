/** Shown when a push brings no words of its own, or none that can be read. It says as little in every language. */
const NEW = { en: "You have something new.", es: "Tienes algo nuevo.", de: "Es gibt etwas Neues." };

export function neutral(languages: readonly string[]): string {
  for (const language of languages) {
    const words = NEW[language.slice(0, 2) as keyof typeof NEW];
    if (words) return words;
  }
  return NEW.en;
}
