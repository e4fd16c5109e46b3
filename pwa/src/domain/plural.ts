/** The form a number takes in a language. `other` stands in for a form that is not given. */
export function count(language: string, n: number, forms: { one?: string; other: string }): string {
  return new Intl.PluralRules(language).select(n) === "one" ? (forms.one ?? forms.other) : forms.other;
}

/** The answers that were given, by name; a skipped one leaves no trace. */
export const shown = (answers: [string, number | null][]): string =>
  answers.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`])).join(", ");
