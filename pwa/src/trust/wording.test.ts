import { describe, expect, it } from "vitest";
import table from "../../../tests/vectors/trust_wording.json";
import {
  type Call,
  dayInWords,
  type Language,
  openness,
  opennessSentences,
  type Strand,
  sentences,
  type Trend,
  weekOf,
  whatHelped,
  whatHelpedSentences,
} from "./index";
import { dayNumber, isoDay } from "./observations";

const AS_OF = "2026-09-20";
const languages: Language[] = ["en", "es", "de"];

describe("sentences are the server's", () => {
  it.each(table.levels.map((row) => [row.name, row] as const))("%s", (_, { trend: fields, strand, reader, is_alone, says }) => {
    const { level, low, high } = fields;
    const trend: Trend = {
      points: fields.has_points ? [{ on: AS_OF, level, low, high, level_then: level }] : [],
      direction: { call: fields.call as Call, p_rising: 0.3, p_falling: 0.3, window_days: fields.window_days },
      days_present: fields.days_present,
      drops: fields.drops_days_ago.map((ago: number) => ({ on: isoDay(dayNumber(AS_OF) - ago), probability: 0.9 })),
      is_drawable: fields.is_drawable,
    };
    for (const language of languages) {
      expect(sentences(trend, strand as Strand, language, { reader: reader as "owner" | "shared", is_alone })).toEqual(says[language]);
    }
    if (reader === "owner" && !is_alone) expect(sentences(trend, strand as Strand, "en")).toEqual(says.en);
  });

  it.each(table.openness.map((row) => [row.name, row] as const))("openness: %s", (_, { weeks, as_of, says }) => {
    for (const language of languages) expect(opennessSentences(weeks, as_of, language)).toEqual(says[language]);
  });

  it.each(table.what_helped.map((row) => [row.name, row] as const))("what helped: %s", (_, { acts, says }) => {
    const found = Array.from({ length: acts }, (_, n) => ({ id: String(n), on: AS_OF, kind: "presence", outcome: null, answer: "helped" }));
    for (const language of languages) expect(whatHelpedSentences({ acts: found, weeks: [] }, language)).toEqual(says[language]);
  });

  it("name days without a year", () => {
    expect(languages.map((language) => dayInWords("2026-09-03", language))).toEqual(["3 September", "3 de septiembre", "3. September"]);
  });
});

describe("strands", () => {
  const act = (id: string, on: string, kind: string, outcome: string | null = null, answer: string | null = null) => {
    return { id, on, kind, outcome, answer };
  };

  it("begin weeks on Monday, also before 1970", () => {
    expect(["2026-03-01", "2026-03-02", "1969-12-31", "1969-12-28"].map(weekOf)).toEqual([
      "2026-02-23",
      "2026-03-02",
      "1969-12-29",
      "1969-12-22",
    ]);
  });

  it("count openness by week", () => {
    const acts = [
      act("a", "2026-03-02", "reliability", "missed_told"),
      act("b", "2026-03-02", "honesty", "missed_told"),
      act("c", "2026-03-02", "honesty"),
      act("d", "2026-03-02", "accountability", "kept"),
      act("e", "2026-03-02", "honesty", "partly"),
      act("f", "2026-03-02", "honesty", "not_applicable"),
      act("g", "2026-03-02", "empathy"),
      act("h", "2026-03-01", "accountability"),
    ];
    expect(openness(acts)).toEqual([
      { week_on: "2026-02-23", honest_misses: 0, honesty: 1 },
      { week_on: "2026-03-02", honest_misses: 2, honesty: 3 },
    ]);
  });

  it("list what helped, newest first, and count it by kind", () => {
    const acts = [
      act("a", "2026-03-01", "presence", null, "helped"),
      act("b", "2026-03-02", "presence", "kept", "thanks"),
      act("c", "2026-03-02", "empathy", null, "helped"),
      act("d", "2026-03-02", "presence", null, "helped"),
      act("e", "2026-03-02", "empathy", null, "seen"),
      act("f", "2026-03-02", "empathy"),
    ];
    const found = whatHelped(acts);
    expect(found.acts.map(({ id }) => id)).toEqual(["d", "c", "b", "a"]);
    expect(found.weeks).toEqual([
      { week_on: "2026-02-23", kinds: [["presence", 1]] },
      {
        week_on: "2026-03-02",
        kinds: [
          ["empathy", 1],
          ["presence", 2],
        ],
      },
    ]);
    expect(acts.map(({ id }) => id).join("")).toBe("abcdef");
  });
});
