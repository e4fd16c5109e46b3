import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answer, type TrendRequest } from "../src/trust/worker";
import { FakeServer } from "./fake-server";
import { PASSWORD, Phones } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

let phones: Phones;
let asked: TrendRequest[] = [];
let does: "answers" | "fails" | "says nothing" = "answers";

class Beside extends EventTarget {
  postMessage(request: TrendRequest): void {
    asked.push(request);
    const said = does === "fails" ? new Event("error") : new MessageEvent("message", { data: answer(request) });
    if (does !== "says nothing") queueMicrotask(() => this.dispatchEvent(said));
  }
  terminate(): void {}
}

beforeEach(() => {
  asked = [];
  does = "answers";
  vi.useFakeTimers({ now: new Date("2026-11-22T12:00:00Z"), toFake: ["Date"] });
  vi.stubGlobal("Worker", Beside);
  phones = new Phones(new FakeServer());
});
afterEach(() => {
  phones.close();
  vi.unstubAllGlobals();
});

it("is worked out beside the page, a week a question, and drawn no further back than it is told", async () => {
  const { alex, sam } = await phones.couple();
  for (const [on, safe] of [
    ["2026-11-05", 3],
    ["2026-11-21", 7],
  ] as const)
    await alex.store.actions.check_in(on, { safe });
  expect(asked).toEqual([]);
  await alex.store.actions.share_check_ins("trend");
  expect(asked.map(({ as_of, since }) => [as_of, since])).toEqual([
    ["2026-11-08", "2026-11-08"],
    ["2026-11-15", "2026-11-15"],
    ["2026-11-22", "2026-11-22"],
  ]);
  await alex.sync();
  await sam.sync();
  expect(sam.store.partner_points.value.map(({ week_on }) => week_on)).toEqual(["2026-11-02", "2026-11-09", "2026-11-16"]);
});

it("is no reason to wait for, or to lose, what was said: a worker that fails", async () => {
  const { alex } = await phones.couple();
  await alex.store.actions.share_check_ins("trend");
  does = "fails";
  await alex.store.actions.check_in("2026-11-22", { safe: 8 });
  expect(alex.store.check_ins.value).toMatchObject([{ on: "2026-11-22", safe: 8 }]);
  expect(alex.store.outbox.value.waiting.map(({ title }) => title)).not.toContain("publish_trend");
  does = "answers";
  await alex.store.actions.check_in("2026-11-22", { safe: 7 });
  expect(alex.store.outbox.value.waiting.map(({ title }) => title)).toContain("publish_trend");
});

it("is given up when the app is locked, and what is said afterwards is kept", async () => {
  const { alex } = await phones.couple();
  await alex.store.actions.share_check_ins("trend");
  await alex.sync();
  does = "says nothing";
  const said = alex.store.actions.check_in("2026-11-22", { safe: 8 });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  alex.network = "down";
  await alex.store.actions.quick_exit();
  await said;
  does = "answers";
  await alex.store.actions.unlock(PASSWORD);
  expect(alex.store.check_ins.value).toMatchObject([{ on: "2026-11-22", safe: 8 }]);
  await alex.store.actions.check_in("2026-11-21", { safe: 6 });
  expect(alex.store.check_ins.value).toHaveLength(2);
});
