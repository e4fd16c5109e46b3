import { describe, expect, it } from "vitest";
import { answerOf, fromTag, tagOf, tell } from "./answer";

const ID = "3834e84d-5f47-4af5-bb04-dec11022e793";

describe("a button on a notice", () => {
  it("is an answer only where it names a nudge", () => {
    expect(answerOf(ID, "later")).toEqual({ id: ID, said: "later" });
    expect(answerOf(undefined, "later")).toBeNull();
    expect(answerOf(ID, "")).toBeNull();
    expect(answerOf(ID, "delete")).toBeNull();
  });

  it("waits in a tag while there is no network", () => {
    expect(fromTag(tagOf({ id: ID, said: "logged" }))).toEqual({ id: ID, said: "logged" });
    expect(fromTag("hearth-outbox")).toBeNull();
  });

  it("is tried again only where that can help", async () => {
    const asked: unknown[] = [];
    const answering = (code: string) => ({
      call: async <T>(...all: unknown[]) => {
        asked.push(all);
        return (code ? { ok: false, problem: { code } } : { ok: true, value: undefined }) as { ok: true; value: T };
      },
    });
    expect(await tell({ id: ID, said: "later" }, answering("offline"))).toBe(true);
    expect(await tell({ id: ID, said: "later" }, answering("not_found"))).toBe(false);
    expect(await tell({ id: ID, said: "later" }, answering(""))).toBe(false);
    expect(asked[0]).toEqual(["POST", `/me/nudges/${ID}/answer`, { said: "later" }]);
  });
});
