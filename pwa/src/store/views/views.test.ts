import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Me } from "../../api/wire";
import { pauseOfAll } from "../../domain/due";
import { rules } from "../../entities";
import { keyOf, type Row } from "../../replica/model";
import { project } from "../../replica/project";
import { views } from ".";

const TODAY = "2026-11-23";

function pausesOf(state: "active" | "ended", until_on: string | null) {
  const me = { person: { id: "me" }, couples: [{ space_id: "space", state }] } as unknown as Me;
  const body = { author_id: "me", scope: "mine", commitment_id: null, from_on: "2026-11-20", until_on };
  const row: Row = { space_id: "space", kind: "pause", id: "p", is_sealed: false, rev: 1, deleted: false, body };
  return views(signal(project(rules, new Map([[keyOf(row), row]]), me, [])), signal(TODAY)).pauses.value;
}

describe("a pause in what two shared", () => {
  it.each([null, "2026-12-24"])("rests until it is ended (%s), and no longer than the sharing", (until_on) => {
    expect(pauseOfAll(TODAY, "me", pausesOf("active", until_on))).toBeDefined();
    expect(pauseOfAll(TODAY, "me", pausesOf("ended", until_on))).toBeUndefined();
    expect(pauseOfAll("2026-11-22", "me", pausesOf("ended", until_on))).toBeDefined();
  });

  it("keeps the last day it had", () => {
    expect(pausesOf("ended", "2026-11-20").map(({ until_on }) => until_on)).toEqual(["2026-11-20"]);
  });
});
