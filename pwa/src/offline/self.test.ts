import { describe, expect, it } from "vitest";
import type { WireMe } from "../api/wire";
import { type SelfKnown, selfAgain } from "./self";

const me = (display_name: string, most_a_day = 1, my_role_label: string | null = null, state = "active") =>
  ({
    person: { display_name, zone: "UTC", language: "en", settings: { most_a_day } },
    private_space_id: "private",
    couples: [{ space_id: "space", state, my_role_label }],
  }) as unknown as WireMe;

const nothing = new Set<string>();
const both = new Set(["private", "space"]);
const said = [me("A"), me("Alex", 2), me("Alex", 3, "both")];
const known = said.reduce<SelfKnown>((before, one) => selfAgain(before, one, nothing).known, {});

describe("what one said of oneself", () => {
  it("is said again where the restored server has what it was before", () => {
    const again = selfAgain(known, me("A", 2), both);
    expect(again.drafts).toEqual([
      { space_id: "private", kind: "set_settings", body: { display_name: "Alex" }, resent: true },
      { space_id: "private", kind: "set_settings", body: { settings: { most_a_day: 3 } }, resent: true },
      { space_id: "space", kind: "set_role_label", body: { label: "both" }, resent: true },
    ]);
    expect(again.known, "what it was before counts for nothing").toEqual(known);
  });

  it("is not where nothing was lost, where it is the same, or where another device has said something since", () => {
    expect(selfAgain(known, me("A", 2), nothing).drafts).toEqual([]);
    expect(selfAgain(known, me("Alex", 3, "both"), both).drafts).toEqual([]);
    expect(selfAgain(known, me("Lex", 3, "injured"), both).drafts).toEqual([]);
    expect(selfAgain({}, me("A"), both).drafts, "by a device that knows nothing yet").toEqual([]);
    expect(selfAgain(known, me("Alex", 3, null, "ended"), both).drafts).toEqual([]);
  });

  it("is known by the last twenty values", () => {
    let values = known;
    for (let name = 0; name < 30; name++) values = selfAgain(values, me(`${name}`), nothing).known;
    expect(values["private|display_name"]).toHaveLength(20);
    expect(values["private|display_name"]?.at(-1)).toBe("29");
  });
});
