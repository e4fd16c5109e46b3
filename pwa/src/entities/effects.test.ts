import { describe, expect, it } from "vitest";
import type { Me } from "../api/wire";
import { type Body, keyOf, type Pending, type Row } from "../replica/model";
import { project } from "../replica/project";
import { rules } from ".";

const me = {
  person: { id: "me", zone: "Europe/Madrid", display_name: "Alex", settings: { log_at: "20:30", most_a_day: 1 } },
  private_space_id: "private",
  couples: [{ id: "c", space_id: "space", state: "active", deletion: { due_on: "2026-12-22", state: "waiting" } }],
} as unknown as Me;

let seq = 0;
function pending(name: string, body: Body, change: Partial<Pending> = {}, at = "2026-11-22T22:30:00Z"): Pending {
  const operation = { op_id: `${++seq}`, space_id: "space", name, recorded_at: at, base_rev: null, body };
  return { seq, state: "waiting", rev: null, text: JSON.stringify(operation), operation, ...change };
}

function row(kind: string, body: Body, change: Partial<Row> = {}): Row {
  return { space_id: "space", kind, id: kind, is_sealed: false, rev: 9, deleted: false, body: { author_id: "me", ...body }, ...change };
}

function shown(rows: Row[], ...operations: Pending[]) {
  const world = project(rules, new Map(rows.map((one) => [keyOf(one), one])), me, operations);
  return {
    ...world,
    list: [...world.rows.values()].map(({ is_sealed, id, body, is_waiting }) => ({
      is_sealed,
      id,
      is_waiting: is_waiting === true,
      ...body,
    })),
  };
}

const said = { on: "2026-11-22", kind: "honesty", commitment_id: null, outcome: null, hard: false, note: "x", told: false };

describe("what is shown before the server has answered", () => {
  it("is what the server has, without tombstones, where nothing waits", () => {
    expect(shown([row("act", said), row("pause", {}, { deleted: true })]).list).toEqual([
      { is_sealed: false, id: "act", is_waiting: false, author_id: "me", ...said },
    ]);
  });

  it("is not what was refused, and is what was answered but has not come back", () => {
    const log = { id: "a", zone: "UTC", ...said };
    expect(shown([], pending("log_act", log, { state: "refused" })).list).toEqual([]);
    expect(shown([], pending("log_act", log, { state: "answered", rev: 3 })).list).toMatchObject([{ id: "a", is_waiting: true }]);
    expect(shown([], pending("of_another_version", log)).list).toEqual([]);
  });

  it("counts an act's days where its author is", () => {
    const log = (on: string) => pending("log_act", { id: on, zone: "Europe/Madrid", ...said, on }, {}, "2026-11-22T23:30:00Z");
    const [late, yesterday, today] = shown([], log("2026-11-21"), log("2026-11-22"), log("2026-11-23")).list;
    expect([late, yesterday, today]).toMatchObject([
      { added_later: true },
      { added_later: false },
      { added_later: false, free_until_on: "2026-11-24" },
    ]);
  });

  it("replaces an act while it is free, and corrects it afterwards or once it was answered", () => {
    const log = (note: string, at?: string) => pending("log_act", { id: "a", zone: "UTC", ...said, note }, {}, at);
    expect(shown([], log("x"), log("y", "2026-11-23T23:00:00Z")).list).toMatchObject([{ note: "y", corrections: [] }]);
    expect(shown([], log("x"), log("y", "2026-11-24T01:00:00Z")).list).toMatchObject([{ note: "x", corrections: [{ note: "y" }] }]);
    const answered = row("acknowledgement", { author_id: "you", act_id: "a", answer: "seen" });
    expect(shown([answered], log("x"), log("y"), log("y")).list[1]).toMatchObject({ note: "x", corrections: [{ note: "y" }] });
    expect(shown([answered], log("x"), log("x")).list[1]).toMatchObject({ note: "x", corrections: [] });
    const freed = pending("take_back_acknowledgement", { id: "acknowledgement" });
    expect(shown([answered], log("x"), log("y"), freed, log("z")).list).toMatchObject([
      { note: "x", corrections: [{ note: "y" }, { note: "z" }] },
    ]);
  });

  it("takes words and outcome out of a removed act, and nothing brings them back", () => {
    const log = pending("log_act", { id: "a", zone: "UTC", ...said });
    const [gone] = shown([], log, pending("delete_act", { id: "a" }), log).list;
    expect(gone).toMatchObject({ on: "2026-11-22", removed: true, note: "", kind: null, outcome: null });
    expect(shown([], pending("delete_act", { id: "unknown" })).list).toEqual([]);
  });

  it("leaves nothing of an act that was taken back, and lets the day be entered anew", () => {
    const log = pending("log_act", { id: "a", zone: "UTC", ...said });
    expect(shown([], log, pending("take_back_act", { id: "a" })).list).toEqual([]);
    expect(shown([], log, pending("take_back_act", { id: "a" }), log).list).toMatchObject([{ removed: false, corrections: [] }]);
  });

  it("makes, edits, renews, ends and empties a commitment", () => {
    const make = pending("make_commitment", {
      id: "p",
      title: "Call",
      kind: "honesty",
      rhythm: { type: "daily" },
      starts_on: "2026-11-02",
    });
    const end = pending("end_commitment", { id: "p", ended_on: "2026-11-10" });
    expect(shown([], make).list).toMatchObject([{ author_id: "me", review_on: "2026-11-30", ended_on: null }]);
    expect(shown([], make, pending("edit_commitment", { id: "p", title: "Write" }), end).list).toMatchObject([
      { title: "Write", kind: "honesty", ended_on: "2026-11-10" },
    ]);
    expect(shown([], make, end, pending("renew_commitment", { id: "p", review_on: "2026-12-28" })).list).toMatchObject([
      { review_on: "2026-12-28", ended_on: null },
    ]);
    expect(shown([], make, pending("delete_commitment", { id: "p" })).list).toMatchObject([{ title: null, ended_on: "2026-11-22" }]);
    expect(shown([], make, end, pending("delete_commitment", { id: "p" })).list).toMatchObject([{ title: null, ended_on: "2026-11-10" }]);
    expect(shown([], pending("edit_commitment", { id: "p", title: "Write" }), pending("delete_commitment", { id: "p" })).list).toEqual([]);
  });

  it("pauses, answers, and takes back", () => {
    const pause = pending("pause", { id: "z", scope: "mine", commitment_id: null, from_on: "2026-11-22", until_on: null });
    expect(shown([], pause, pending("end_pause", { id: "z", until_on: "2026-11-24" })).list).toMatchObject([
      { commitment_id: null, until_on: "2026-11-24" },
    ]);
    const answer = pending("acknowledge", { id: "k", act_id: "a", answer: "thanks", words: "" });
    expect(shown([], answer).list).toMatchObject([{ author_id: "me", answer: "thanks" }]);
    expect(shown([], answer, pending("take_back_acknowledgement", { id: "k" })).list).toEqual([]);
  });

  it("opens what is sealed, and deletes it", () => {
    const put = pending("put_sealed", { id: "s", kind: "check_in", ciphertext: "…" }, { opened: { kind: "check_in", value: { safe: 3 } } });
    expect(shown([], put).list).toEqual([{ is_sealed: true, id: "s", is_waiting: true, safe: 3 }]);
    expect(shown([], put, pending("delete_sealed", { id: "s" })).list).toEqual([]);
  });

  it("takes published things away at once when sharing changes or ends, and only one's own", () => {
    const shared = [
      row("check_in_share", { mode: "trend" }),
      row("shared_point", {}),
      row("shared_point", { author_id: "you" }, { id: "theirs" }),
    ];
    expect(shown(shared, pending("share_check_ins", { id: "check_in_share", mode: "trend" })).list).toHaveLength(3);
    expect(shown(shared, pending("share_check_ins", { id: "check_in_share", mode: "values" })).list.map(({ id }) => id)).toEqual([
      "theirs",
      "check_in_share",
    ]);
    expect(shown(shared, pending("withdraw_check_ins", {})).list.map(({ id }) => id)).toEqual(["theirs"]);
  });

  it("merges settings and endings into the person", () => {
    const operations = [
      pending("set_settings", { display_name: "Lex", settings: { log_at: null } }),
      pending("leave_couple", { delete_mine: false }),
      pending("take_back_deletion", {}),
    ];
    const world = shown([], ...operations);
    expect(world.me.person).toMatchObject({ display_name: "Lex", settings: { log_at: null, most_a_day: 1 } });
    expect(world.me.couples).toMatchObject([{ state: "ended", ended_on: "2026-11-22", deletion: null }]);
    expect(me.couples[0]?.state, "what the server said stays as it was").toBe("active");
  });
});
