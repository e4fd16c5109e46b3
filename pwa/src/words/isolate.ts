const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
const ISOLATES = /[\u2068\u2069]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * A name, a date or other words, to stand inside a sentence without tearing it: read in their own direction, whatever
 * that of the words around them. Unchanged where both are left to right, which is nearly always.
 */
export function isolated(text: string): string {
  if (text === "" || (document.documentElement.dir !== "rtl" && !RIGHT_TO_LEFT.test(text))) return text;
  return `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`;
}

/** Words in quotation marks, which stand on the words' own sides: the marks are isolated with them. */
export function isolatedQuote(quote: string): string {
  return isolated(quote.replaceAll(ISOLATES, ""));
}

/** A catalogue whose sentences isolate every text that is put into them. */
export function isolating<T>(part: T): T {
  if (typeof part === "function") {
    const sentence = part as (...given: unknown[]) => unknown;
    return ((...given: unknown[]) => sentence(...given.map((one) => (typeof one === "string" ? isolated(one) : one)))) as T;
  }
  if (Array.isArray(part)) return part.map(isolating) as T;
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([name, inside]) => [name, isolating(inside)])) as T;
}
