import { describe, expect, it } from "vitest";
import type { Me } from "../api/wire";
import { type Body, keyOf, type Pending, type Row } from "../replica/model";
import { project } from "../replica/project";
import { resent } from "../replica/resend";
import { listed, rules } from ".";

const me = { person: { id: "me", zone: "UTC" }, private_space_id: "private", couples: [] } as unknown as Me;
const said = { on: "2026-11-22", words: "tea", is_favourite: true };

function row(space_id: string, id: string, change: Partial<Row> = {}): Row {
  const body = { author_id: "me", for_space_id: "space", ...said };
  return { space_id, kind: "highlight", id, is_sealed: false, rev: 9, deleted: false, body, ...change };
}

function pending(name: string, body: Body): Pending {
  const operation = { op_id: name, space_id: "space", name, recorded_at: "2026-11-22T20:00:00Z", base_rev: null, body };
  return { seq: 1, state: "waiting", rev: null, text: "", operation };
}

const keyed = (...rows: Row[]) => new Map(rows.map((one) => [keyOf(one), one]));
const shown = (rows: Row[], ...operations: Pending[]) => [...project(rules, keyed(...rows), me, operations).rows.values()];

describe("a highlight", () => {
  it("waits in its author's own space, and takes the favourite's place", () => {
    const found = shown([row("private", "before")], pending("give_highlight", { id: "new", ...said }));
    expect(found).toMatchObject([
      { id: "before", space_id: "private", body: { is_favourite: false } },
      { id: "new", space_id: "private", is_waiting: true, body: { for_space_id: "space", words: "tea", is_favourite: true } },
    ]);
    expect(shown(found, pending("take_back_highlight", { id: "new" }))).toHaveLength(1);
  });

  it("is listed with its own words", () => {
    expect(listed(pending("give_highlight", { id: "new", ...said }).operation)?.details).toEqual({ on: said.on, written: "tea" });
  });

  it("goes again to the couple's space after a restore, and so does that it was taken back", () => {
    const gone = row("private", "gone", { deleted: true, body: { author_id: "me" } });
    const mine = [row("private", "waits"), row("space", "revealed"), gone];
    const { endings, rest } = resent(rules, mine, keyed(row("private", "gone", { rev: 2 })), me);
    expect(rest.map(({ name, space_id, recorded_at }) => [name, space_id, recorded_at])).toEqual([
      ["give_highlight", "space", "2026-11-22T12:00:00Z"],
      ["give_highlight", "space", "2026-11-22T12:00:00Z"],
    ]);
    expect(endings.map(({ name, space_id }) => [name, space_id])).toEqual([["take_back_highlight", "space"]]);
  });
});
