import { describe, expect, it } from "vitest";
import { type Checkpoints, feelingSafeTrend, promisesTrend } from "./index";
import { answer, listen, type TrendAnswer } from "./worker";

const promises = [{ on: "2026-03-01", due: 2, kept: 1, partly: 0, missed_told: 1 }];
const feelings = [{ on: "2026-03-01", safe: 7, seen: null, valued: 5 }];

describe("the worker", () => {
  it("answers for both strands, with the sender's id", () => {
    expect(answer({ id: 3, strand: "promises", days: promises, as_of: "2026-03-09" })).toEqual({
      id: 3,
      trend: promisesTrend(promises, "2026-03-09"),
    });
    const drawn = answer({ id: 4, strand: "feeling_safe", days: feelings, as_of: "2026-05-09", since: "2026-05-01" });
    expect(drawn).toMatchObject({ id: 4, trend: { points: feelingSafeTrend(feelings, "2026-05-09").points.slice(-9) } });
  });

  it("goes on from the checkpoints it holds", () => {
    const held: Checkpoints = {};
    const request = { id: 1, strand: "feeling_safe", days: feelings, as_of: "2026-05-09", since: "2026-05-01" } as const;
    const [first, second] = [answer(request, held), answer(request, held)];
    expect(Object.keys(held).length).toBeGreaterThan(1);
    expect(second).toEqual(first);
    const low = { ...request, days: [{ on: "2026-03-01", safe: 0, seen: null, valued: null }] };
    const foreign: Checkpoints = {};
    answer(low, foreign);
    const mixed = Object.fromEntries(Object.keys(held).map((key, index) => [key, Object.values(foreign)[index] as string]));
    expect(answer(request, mixed)).not.toEqual(first);
  });

  it("says which day cannot be", () => {
    const days = [...feelings, ...feelings];
    expect(answer({ id: 2, strand: "feeling_safe", days, as_of: "2026-05-09" })).toEqual({ id: 2, error: "2026-03-01 is given twice" });
  });

  it("does not swallow other errors", () => {
    const days = [null] as unknown as typeof feelings;
    expect(() => answer({ id: 2, strand: "feeling_safe", days, as_of: "2026-05-09" })).toThrow(TypeError);
  });

  it("listens on a scope", () => {
    const sent: TrendAnswer[] = [];
    const scope: Parameters<typeof listen>[0] = { onmessage: null, postMessage: (message) => sent.push(message) };
    listen(scope);
    scope.onmessage?.({ data: { id: 9, strand: "promises", days: [], as_of: "2026-03-01" } });
    expect(sent).toMatchObject([{ id: 9, trend: { points: [] } }]);
  });
});
