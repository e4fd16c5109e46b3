import { afterEach, describe, expect, it } from "vitest";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { isolatedQuote, isolating } from "./isolate";

type Sentence = { path: string; text: string };

/** Every sentence of a catalogue; those made of parts are made with plain ones. */
function sentences(part: unknown, path = ""): Sentence[] {
  if (typeof part === "string") return [{ path, text: part }];
  if (typeof part === "function") {
    const samples = [1, 2, 5].map((n) => String((part as (...given: unknown[]) => unknown)(n, n, n)));
    return samples.map((text) => ({ path, text }));
  }
  return Object.entries(part as object).flatMap(([name, inside]) => sentences(inside, `${path}/${name}`));
}

const LANGUAGES = { en, es, de };

describe.each(Object.entries(LANGUAGES))("the words in %s", (_, catalogue) => {
  const all = sentences(catalogue);

  it("say everything, and nothing is empty", () => {
    expect(all.map(({ path }) => path)).toEqual(sentences(en).map(({ path }) => path));
    expect(all.filter(({ text }) => text.trim() === "")).toEqual([]);
  });

  it("keep the rules of the house", () => {
    const forbidden = /[!¡]|overdue|überfällig|vencid|you must|du musst(?! das Gefühl nicht)|debes|injured|involved|betrayed|%/i;
    expect(all.filter(({ text }) => forbidden.test(text))).toEqual([]);
  });
});

describe("the other languages", () => {
  it("are not English left standing", () => {
    const english = new Set(sentences(en).map(({ text }) => text));
    const kept = (catalogue: unknown) => sentences(catalogue).filter(({ text }) => text.length > 12 && english.has(text));
    const same_everywhere = /\/languages\/|^\/common\/app$/;
    expect(kept(es).filter(({ path }) => !same_everywhere.test(path))).toEqual([]);
    expect(kept(de).filter(({ path }) => !same_everywhere.test(path))).toEqual([]);
  });
});

describe("what is put into a sentence", () => {
  const sentences = isolating(en);
  afterEach(() => {
    document.documentElement.dir = "ltr";
  });

  it("is left as it is where all of it reads from left to right", () => {
    expect(sentences.us.together_since("Sam", "22 November")).toBe(en.us.together_since("Sam", "22 November"));
    expect(sentences.today.scale_value(6)).toBe("6 of 10");
  });

  it("keeps its own direction where that is another", () => {
    expect(sentences.us.together_since("\u05d3\u05e0\u05d4", "22 November")).toBe(
      en.us.together_since("\u2068\u05d3\u05e0\u05d4\u2069", "22 November"),
    );
  });

  it("stays whole in a language from right to left", () => {
    document.documentElement.dir = "rtl";
    expect(sentences.us.until("22 November")).toBe(en.us.until("\u206822 November\u2069"));
    expect(sentences.wall.lead).toBe(en.wall.lead);
  });

  it("takes its quotation marks along, so that they stand on its own sides", () => {
    document.documentElement.dir = "rtl";
    expect(isolatedQuote(sentences.me.refused_quoted("Home at six."))).toBe("\u2068“Home at six.”\u2069");
  });
});
