import { describe, expect, it } from "vitest";
import type { WireMe } from "../api/wire";
import { selfAgain } from "./self";

const me = (state: string) =>
  ({
    person: { handle: "alex", display_name: "Alex", zone: "UTC", language: "en", settings: { most_a_day: 3 } },
    private_space_id: "private",
    couples: [{ space_id: "space", state, role_label: "both" }],
  }) as unknown as WireMe;

const settings = { display_name: "Alex", zone: "UTC", language: "en", settings: { most_a_day: 3 } };
const lost = new Map([
  ["private", 12],
  ["space", 40],
]);

describe("what one said of oneself", () => {
  it("is said again in every space that is read afresh, as of what this device knew", () => {
    expect(selfAgain(me("active"), lost)).toEqual([
      { space_id: "private", kind: "set_settings", body: settings, as_of: 12, resent: true },
      { space_id: "space", kind: "set_role_label", body: { label: "both" }, as_of: 40, resent: true },
    ]);
  });

  it("is not where nothing was lost, nor where the couple is over", () => {
    expect(selfAgain(me("active"), new Map())).toEqual([]);
    expect(selfAgain(me("active"), new Map([["space", 40]])).map(({ kind }) => kind)).toEqual(["set_role_label"]);
    expect(selfAgain(me("ended"), lost).map(({ kind }) => kind)).toEqual(["set_settings"]);
  });
});
