import { describe, expect, it } from "vitest";
import type { Me } from "../api/wire";
import { type Body, keyOf, type Row } from "../replica/model";
import { resent } from "../replica/resend";
import { rules } from ".";

const me = { person: { id: "me", zone: "UTC" }, couples: [] } as unknown as Me;

function row(kind: string, body: Body, change: Partial<Row> = {}): Row {
  return {
    space_id: "space",
    kind,
    id: kind,
    is_sealed: kind === "sealed",
    rev: 9,
    deleted: false,
    body: { author_id: "me", ...body },
    ...change,
  };
}
const gone = (kind: string): Row => row(kind, {}, { deleted: true });

function again(kept: Row[], theirs: Row[] = []): [string, Body][] {
  const { endings, rest } = resent(rules, kept, new Map(theirs.map((one) => [keyOf(one), one])), me);
  expect([...endings, ...rest].every((draft) => draft.is_resent && draft.space_id === "space")).toBe(true);
  return [
    ...endings.map(({ name, body }): [string, Body] => [`ending ${name}`, body]),
    ...rest.map(({ name, body }): [string, Body] => [name, body]),
  ];
}

const promise = {
  title: "Call",
  kind: "honesty",
  rhythm: { type: "daily" },
  starts_on: "2026-11-02",
  review_on: "2026-11-30",
  ended_on: null,
};
const act = { on: "2026-11-22", kind: "honesty", commitment_id: null, outcome: null, hard: false, note: "x", told: false };
const logged = { ...act, added_later: false, removed: false, corrections: [], free_until_on: "2026-11-23" };

describe("what is sent again after a restore", () => {
  it("is nothing where the server has the same, whatever it decides for itself", () => {
    const rows = [
      row("commitment", promise),
      row("act", logged),
      row("sealed", { safe: 3 }),
      row("acknowledgement", { act_id: "a", answer: "hard", words: "" }),
    ];
    const theirs = rows.map((one) => ({ ...one, body: Object.fromEntries(Object.entries(one.body).reverse()) }));
    const [, theirAct] = theirs;
    if (theirAct) Object.assign(theirAct.body, { free_until_on: "2026-11-25", added_later: true });
    expect(again(rows, theirs)).toEqual([]);
    // Another device may know what it was in between.
    const early = theirs.map((one) => ({ ...one, rev: 2 }));
    expect(again(rows, early).map(([kind]) => kind)).toEqual(["edit_commitment", "log_act", "acknowledge", "put_sealed"]);
  });

  it("is said in the place that it had: as of its own rev, or as of the one it had before an earlier restore", () => {
    const kept = [row("sealed", { safe: 3 }), row("act", logged, { rev: 1_000_012, original_rev: 7 })];
    const { rest } = resent(rules, kept, new Map(), me);
    expect(rest.map(({ base_rev, original_rev }) => [base_rev, original_rev])).toEqual([
      [1_000_012, 7],
      [9, 9],
    ]);
    const theirs = (original_rev: number): Row[] => [row("act", { ...logged, note: "other" }, { rev: 1_000_020, original_rev })];
    expect(again([row("act", logged)], theirs(10)), "another device knew a later version").toEqual([]);
    expect(again([row("act", logged)], theirs(8)).map(([kind]) => kind)).toEqual(["log_act"]);
  });

  it("is what only this device has", () => {
    const rows = [
      row("commitment", { ...promise, ended_on: "2026-11-10" }),
      row("pause", { scope: "mine", commitment_id: null, from_on: "2026-11-04", until_on: null }),
      row("act", logged),
      row("acknowledgement", { act_id: "a", answer: "hard", words: "" }),
      row("sealed", { safe: 3 }, { kind: "check_in" }),
    ];
    const { ended_on: _, ...made } = promise;
    expect(again(rows)).toEqual([
      ["make_commitment", { id: "commitment", ...made }],
      ["end_commitment", { id: "commitment", ended_on: "2026-11-10" }],
      ["log_act", { id: "act", zone: "UTC", ...act }],
      ["pause", { id: "pause", scope: "mine", commitment_id: null, from_on: "2026-11-04", until_on: null }],
      ["acknowledge", { id: "acknowledgement", act_id: "a", answer: "hard", words: "" }],
      ["put_sealed", { id: "sealed" }],
    ]);
  });

  it("is never that something is shared, nor what: another device may have withdrawn it since", () => {
    const rows = [
      row("check_in_share", { mode: "trend" }),
      row("shared_point", { week_on: "2026-11-16", level: 0.5 }),
      row("shared_check_in", { on: "2026-11-22", safe: 3 }),
    ];
    expect(again(rows)).toEqual([]);
    expect(again(rows, [row("check_in_share", { mode: "values" }), row("shared_check_in", { on: "2026-11-22", safe: 1 })])).toEqual([]);
  });

  it("begins with what the rest stands on", () => {
    const kinds = ["acknowledgement", "pause", "act", "commitment"];
    const bodies: Record<string, Body> = {
      act: { ...logged, commitment_id: "commitment" },
      commitment: promise,
    };
    const rows = kinds.map((kind) => row(kind, bodies[kind] ?? { from_on: "2026-11-04" }));
    expect(again(rows).map(([kind]) => kind)).toEqual(["make_commitment", "log_act", "pause", "acknowledge"]);
  });

  it("is nothing that somebody wrote anew there since, unless it was deleted here", () => {
    const newer = (kind: string, body: Body): Row => row(kind, body, { rev: 12 });
    const answer = { act_id: "a", answer: "hard", words: "" };
    expect(again([row("act", logged)], [newer("act", { ...logged, note: "newer" })])).toEqual([]);
    expect(again([gone("acknowledgement")], [newer("acknowledgement", answer)])).toEqual([]);
    expect(again([row("acknowledgement", answer)], [{ ...gone("acknowledgement"), rev: 12 }])).toEqual([]);
    expect(again([gone("sealed")], [newer("sealed", { safe: 3 })])).toEqual([["ending delete_sealed", { id: "sealed" }]]);
  });

  it("is said as of the day it was recorded on, so that no day has become too old", () => {
    const kept = [row("act", logged), row("commitment", promise)];
    expect(resent(rules, kept, new Map(), me).rest.map(({ recorded_at }) => recorded_at)).toEqual([
      "2026-11-02T12:00:00Z",
      "2026-11-22T12:00:00Z",
    ]);
  });

  it("is every ending that the server forgot, before anything else", () => {
    const kinds = ["sealed", "acknowledgement", "check_in_share"];
    const kept = [
      row("sealed", { safe: 3 }, { id: "other" }),
      ...kinds.map(gone),
      row("act", { ...logged, removed: true }),
      row("commitment", { ...promise, title: null }),
    ];
    const theirs = [...kinds.map((kind) => row(kind, {})), row("act", logged), row("commitment", promise)];
    expect(again(kept, theirs).map(([kind]) => kind)).toEqual([
      "ending delete_commitment",
      "ending delete_act",
      "ending take_back_acknowledgement",
      "ending withdraw_check_ins",
      "ending delete_sealed",
      "put_sealed",
    ]);
  });

  it("is also every ending of what the server does not have, or a device that has not heard of it would bring it back", () => {
    const kinds = ["sealed", "acknowledgement", "commitment", "pause", "act", "check_in_share", "shared_point", "shared_check_in"];
    const kept = kinds.map(gone);
    const removed = row("act", { ...logged, removed: true }, { id: "other" });
    expect(again([...kept, removed])).toEqual([
      ["ending delete_commitment", { id: "commitment" }],
      ["ending take_back_act", { id: "act" }],
      ["ending delete_act", { id: "other" }],
      ["ending take_back_acknowledgement", { id: "acknowledgement" }],
      ["ending delete_sealed", { id: "sealed" }],
    ]);
    expect(again(kept, kept), "nothing that the server knows to be gone").toEqual([]);
    expect(again([removed], [removed])).toEqual([]);
  });

  it("is what changed since, by its own operation", () => {
    const pause = { scope: "both", commitment_id: null, from_on: "2026-11-04", until_on: null };
    const correction = { outcome: null, hard: true, note: "y" };
    const kept = [
      row("commitment", { ...promise, title: "Call at noon", review_on: "2026-12-28", ended_on: "2026-12-01" }),
      row("pause", { ...pause, until_on: "2026-11-06" }),
      row("act", { ...logged, corrections: [correction] }),
    ];
    const theirs = [row("commitment", promise), row("pause", pause), row("act", logged)];
    expect(again(kept, theirs)).toEqual([
      ["ending end_commitment", { id: "commitment", ended_on: "2026-12-01" }],
      ["ending end_pause", { id: "pause", until_on: "2026-11-06" }],
      ["edit_commitment", { id: "commitment", title: "Call at noon", kind: "honesty" }],
      ["renew_commitment", { id: "commitment", review_on: "2026-12-28" }],
      ["log_act", { id: "act", zone: "UTC", ...act, ...correction }],
    ]);
  });
});

describe("a couple that had ended", () => {
  it("is left again when the server thinks it goes on, and only then", () => {
    const couple = (state: string, deletion: unknown = null) =>
      ({ couples: [{ id: "c", space_id: "space", state, deletion }] }) as unknown as Me;
    expect(rules.endAgain(couple("ended", { due_on: "2026-12-22" }), couple("active"))).toMatchObject([
      { name: "leave_couple", body: { delete_mine: true } },
    ]);
    expect(rules.endAgain(couple("ended"), couple("active"))).toMatchObject([{ body: { delete_mine: false } }]);
    expect([
      rules.endAgain(couple("ended"), couple("ended")),
      rules.endAgain(couple("active"), couple("active")),
      rules.endAgain(couple("ended"), me),
    ]).toEqual([[], [], []]);
  });
});
