import { addDays, mondayOf, weekdayOf } from "../../domain/days";
import { isDue } from "../../domain/recurrence";
import type { Acknowledgement, Act, Answer, CheckIn, Commitment, Kind, LocalDay, Outcome, Pause, SharedPoint } from "../../domain/types";
import type { ExampleWords } from "../../words/example";

export const ME = "example-me";
export const PARTNER = "example-partner";
export const SHARED = "example-shared";
export const PRIVATE = "example-private";
const DAYS = 120;
const SEED = 20_260_722;

export interface History {
  commitments: Commitment[];
  pauses: Pause[];
  acts: Act[];
  acknowledgements: Acknowledgement[];
  /** Ids of what the partner wrote and nobody has read yet. */
  unopened: ReadonlySet<string>;
  check_ins: CheckIn[];
  partner_points: SharedPoint[];
}

/** Uniform numbers in [0, 1): mulberry32, so that the example is the same for everybody. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const UNPROMPTED: Exclude<Kind, "reliability">[] = ["honesty", "accountability", "empathy", "presence", "reconnection"];
const ANSWERS: Answer[] = ["seen", "helped", "helped", "thanks", "thanks", "hard", "differs"];

/** 120 days of a couple who began unsteadily, had a hard stretch in the middle, and found a rhythm. */
export function exampleHistory(today: LocalDay, words: ExampleWords): History {
  const next = numbers(SEED);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const first = addDays(today, -DAYS);
  const shared = { space_id: SHARED, is_private: false, is_waiting: false };
  const commitment = (
    id: string,
    author_id: string,
    title: string,
    kind: Kind,
    rhythm: Commitment["rhythm"],
    starts_on = first,
  ): Commitment => ({
    ...shared,
    id,
    author_id,
    title,
    kind,
    rhythm,
    starts_on,
    review_on: addDays(today, 18),
    ended_on: null,
  });
  const commitments = [
    commitment("c1", ME, words.my_promises[0], "reliability", { type: "daily" }),
    commitment("c2", ME, words.my_promises[1], "honesty", { type: "daily" }, addDays(first, 21)),
    commitment("c3", PARTNER, words.their_promises[0], "empathy", { type: "weekdays", days: [0, 1, 2, 3, 4] }),
    commitment("c4", PARTNER, words.their_promises[1], "presence", { type: "times_a_week", times: 3 }),
    {
      ...commitment("c5", ME, words.private_promise, "presence", { type: "every_n_days", n: 2 }, addDays(today, -20)),
      space_id: PRIVATE,
      is_private: true,
    },
  ];
  const pauses: Pause[] = [
    { ...shared, id: "p1", author_id: ME, scope: "both", commitment_id: null, from_on: addDays(today, -52), until_on: addDays(today, -46) },
  ];

  const acts: Act[] = [];
  const acknowledgements: Acknowledgement[] = [];
  const act = (on: LocalDay, author_id: string, change: Partial<Act>): Act => ({
    ...shared,
    id: `a${acts.length}`,
    author_id,
    on,
    kind: null,
    commitment_id: null,
    outcome: null,
    hard: false,
    note: "",
    told: false,
    added_later: next() < 0.04,
    removed: false,
    corrections: [],
    free_until_on: author_id === ME ? addDays(on, 1) : null,
    ...change,
  });
  const outcome = (day: number): Outcome => {
    const level = day < 30 ? 0.55 + day / 150 : day < 55 ? 0.62 : Math.min(0.9, 0.6 + (day - 55) / 180);
    const drawn = next();
    if (drawn < level) return "kept";
    if (drawn < level + (1 - level) * 0.35) return "partly";
    return next() < 0.93 ? "missed_told" : "not_applicable";
  };
  for (let day = 0; day <= DAYS; day++) {
    const on = addDays(first, day);
    const is_away = next() < 0.1;
    for (const promise of commitments) {
      const is_frequent = promise.rhythm.type !== "times_a_week" || [1, 4, 6].includes(weekdayOf(on));
      if (day === DAYS || is_away || !is_frequent || !isDue(promise, pauses, on) || next() < 0.14) continue;
      const how = outcome(day);
      acts.push(
        act(on, promise.author_id, {
          space_id: promise.space_id,
          is_private: promise.is_private,
          kind: promise.kind,
          commitment_id: promise.id,
          outcome: how,
          hard: how === "kept" && next() < 0.08,
          note: how === "missed_told" && next() < 0.6 ? pick(words.misses) : "",
        }),
      );
    }
    for (const author of [ME, PARTNER]) {
      if (day === DAYS || is_away || next() > 0.3) continue;
      const kind = pick(UNPROMPTED);
      acts.push(act(on, author, { kind, note: pick(words.notes[kind]), hard: kind === "honesty" && next() < 0.4 }));
    }
  }
  const removed = acts.find((one) => one.author_id === PARTNER && one.on > addDays(first, 60));
  if (removed) Object.assign(removed, { removed: true, kind: null, outcome: null, note: "", hard: false, added_later: false });

  const newest = addDays(today, -3);
  const isNew = (one: Act): boolean => one.author_id === PARTNER && one.on > newest && !one.removed;
  for (const one of acts) {
    if (one.is_private || one.removed || one.on > newest || next() > 0.45) continue;
    const author_id = one.author_id === ME ? PARTNER : ME;
    const answer = one.outcome === "kept" || one.outcome === null ? pick(ANSWERS.slice(0, 6)) : pick(ANSWERS);
    const words_of_answer = next() < 0.2 ? pick(words.answers) : "";
    acknowledgements.push({ ...shared, id: `k${one.id}`, author_id, act_id: one.id, answer, words: words_of_answer });
  }
  const unopened = new Set(acts.filter(isNew).map(({ id }) => id));
  const fresh = acts.find((one) => one.author_id === ME && one.on === addDays(today, -2) && !one.is_private);
  if (fresh) {
    const id = `k${fresh.id}`;
    acknowledgements.push({ ...shared, id, author_id: PARTNER, act_id: fresh.id, answer: "helped", words: words.answers[1] ?? "" });
    unopened.add(id);
  }

  const check_ins: CheckIn[] = [];
  for (let day = 4; day < DAYS; day++) {
    const on = addDays(first, day);
    if (![2, 6].includes(weekdayOf(on)) || next() < 0.2) continue;
    const middle = 3.2 + day / 30 - (day > 40 && day < 58 ? 1.6 : 0);
    const rate = () => Math.max(0, Math.min(10, Math.round(middle + (next() - 0.5) * 3)));
    check_ins.push({
      id: `i${day}`,
      on,
      safe: rate(),
      seen: next() < 0.6 ? rate() : null,
      valued: next() < 0.5 ? rate() : null,
      is_waiting: false,
    });
  }

  const partner_points: SharedPoint[] = [];
  for (let week = mondayOf(addDays(today, -84)), at = 0; week < today; week = addDays(week, 7), at++) {
    const level = Math.round((0.42 + at * 0.015 + Math.sin(at / 2) * 0.04) * 20) / 20;
    partner_points.push({
      author_id: PARTNER,
      week_on: week,
      level,
      low: Math.max(0, level - 0.15),
      high: Math.min(1, level + 0.15),
      call: at < 3 ? "too_early" : "steady",
    });
  }

  return { commitments, pauses, acts, acknowledgements, unopened, check_ins, partner_points };
}
