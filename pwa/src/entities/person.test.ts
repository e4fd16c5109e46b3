import { describe, expect, it } from "vitest";
import type { Me } from "../api/wire";
import { resendSettings } from "./person";

const settings = { display_name: "Alex", zone: "UTC", language: "en", settings: { most_a_day: 3 } };
const me = { person: { handle: "alex", ...settings }, private_space_id: "private", couples: [] } as unknown as Me;

describe("a person's settings", () => {
  it("are sent again where the private space is read afresh, under the rev up to which this device knew it", () => {
    const known = new Map([
      ["private", 12],
      ["space", 40],
    ]);
    expect(resendSettings(me, known)).toEqual([
      { space_id: "private", name: "set_settings", body: settings, original_rev: 12, is_resent: true },
    ]);
  });

  it("are not where nothing of them was lost", () => {
    expect(resendSettings(me, new Map([["space", 40]]))).toEqual([]);
  });
});
