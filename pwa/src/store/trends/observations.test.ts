import { describe, expect, it } from "vitest";
import type { Acknowledgement, Act, Answer, Commitment, Outcome, Pause, Rhythm } from "../../domain/types";
import { promiseDays } from "./observations";

const ME = "me";
const row = { space_id: "space", is_private: false, is_waiting: false };

function promise(rhythm: Rhythm, change: Partial<Commitment> = {}): Commitment {
  const days = { starts_on: "2026-11-02", review_on: "2026-11-30", ended_on: null };
  return { ...row, id: "promise", author_id: ME, title: "Call", kind: "honesty", rhythm, ...days, ...change };
}

function act(on: string, outcome: Outcome, change: Partial<Act> = {}): Act {
  const plain = { hard: false, note: "", told: false, added_later: false, removed: false, corrections: [], free_until_on: null };
  return { ...row, ...plain, id: on, author_id: ME, on, kind: "honesty", commitment_id: "promise", outcome, ...change };
}

const answer = (act_id: string, said: Answer): Acknowledgement => ({ ...row, id: "a", author_id: "you", act_id, answer: said, words: "" });

function days(commitments: Commitment[], acts: Act[], more: { acknowledgements?: Acknowledgement[]; pauses?: Pause[] } = {}) {
  const found = promiseDays(ME, { commitments, acts, acknowledgements: [], pauses: [], ...more }, "2026-11-05");
  return found.map(({ on, due, kept, partly, missed_told }) => [on.slice(-2), due, kept, partly, missed_told]);
}

const DAILY: Rhythm = { type: "daily" };

describe("promises by day", () => {
  it("counts what was logged beside what was due, to today", () => {
    const logged = [act("2026-11-02", "kept"), act("2026-11-03", "partly"), act("2026-11-04", "missed_told")];
    expect(days([promise(DAILY)], logged)).toEqual([
      ["02", 1, 1, 0, 0],
      ["03", 1, 0, 1, 0],
      ["04", 1, 0, 0, 1],
      ["05", 1, 0, 0, 0],
    ]);
  });

  it("leaves out what didn't apply, what both remember differently, and what was removed", () => {
    const logged = [act("2026-11-02", "not_applicable"), act("2026-11-03", "kept"), act("2026-11-04", "kept", { removed: true })];
    const more = { acknowledgements: [answer("2026-11-03", "differs")] };
    expect(days([promise(DAILY)], logged, more)).toEqual([
      ["04", 1, 0, 0, 0],
      ["05", 1, 0, 0, 0],
    ]);
  });

  it("goes by the latest correction, and by other answers not at all", () => {
    const corrections = (["kept", "missed_told"] as const).map((outcome) => ({ outcome, hard: false, note: "" }));
    const logged = [act("2026-11-02", "kept", { corrections })];
    expect(days([promise(DAILY)], logged, { acknowledgements: [answer("2026-11-02", "hard")] })[0]).toEqual(["02", 1, 0, 0, 1]);
  });

  it("asks for no day of a pause, logged or not, and takes no one else's pause or act", () => {
    const pause: Pause = {
      ...row,
      id: "p",
      author_id: ME,
      scope: "mine",
      commitment_id: null,
      from_on: "2026-11-02",
      until_on: "2026-11-04",
    };
    const logged = [act("2026-11-03", "missed_told"), act("2026-11-05", "kept", { author_id: "you" })];
    expect(days([promise(DAILY)], logged, { pauses: [pause] })).toEqual([["05", 1, 0, 0, 0]]);
    expect(days([promise(DAILY)], [], { pauses: [{ ...pause, space_id: "other" }] })).toHaveLength(4);
  });

  it("counts n times a week only on days on which it was logged, and only the person's own", () => {
    const weekly = promise({ type: "times_a_week", times: 3 });
    expect(days([weekly, promise(DAILY, { id: "theirs", author_id: "you" })], [act("2026-11-03", "kept")])).toEqual([["03", 1, 1, 0, 0]]);
  });

  it("adds up several promises of one day", () => {
    const two = promise({ type: "once" }, { id: "other", starts_on: "2026-11-05" });
    const logged = [act("2026-11-05", "kept"), act("2026-11-05", "partly", { commitment_id: "other", id: "b" })];
    expect(days([promise(DAILY, { starts_on: "2026-11-05" }), two], logged)).toEqual([["05", 2, 1, 1, 0]]);
  });
});
