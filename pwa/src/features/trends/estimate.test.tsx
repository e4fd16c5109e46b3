import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Phase } from "../../device/session";
import { addDays } from "../../domain/days";
import { answer, type TrendRequest } from "../../trust/worker";
import { example, press, show, until } from "../../ui/testing";
import { Trends } from "./trends";

let asked: TrendRequest[] = [];
let ended = 0;
let failing = 0;

class Beside extends EventTarget {
  postMessage(request: TrendRequest): void {
    asked.push(request);
    const said = failing-- > 0 ? new Event("error") : new MessageEvent("message", { data: answer(request) });
    queueMicrotask(() => this.dispatchEvent(said));
  }
  terminate(): void {
    ended += 1;
  }
}

beforeEach(() => {
  asked = [];
  ended = 0;
  failing = 0;
  vi.stubGlobal("Worker", Beside);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the trend's worker", () => {
  it("is asked for what is shown, and ends when the app is locked", async () => {
    const { store } = await example();
    const phase = signal<Phase>("ready");
    const today = store.today.value;
    show({ ...store, phase }, <Trends parts={["promises", "mine"]} />);
    await until(() => document.querySelector("figure") !== null);
    await press("button", "4 weeks");
    await press("button", "All");
    await until(() => asked.length === 3);
    expect(asked.map(({ since }) => since)).toEqual([addDays(today, -84), addDays(today, -28), undefined]);
    expect(ended).toBe(0);
    phase.value = "locked";
    expect(ended).toBe(1);
  });

  it("is begun anew after it stopped, so that the next question is answered", async () => {
    failing = 1;
    const { store } = await example();
    show(store, <Trends parts={["promises"]} />);
    await until(() => ended === 1);
    expect(document.querySelector("figure")).toBe(null);
    show(store, <Trends parts={["promises"]} />);
    await until(() => document.querySelector("figure") !== null);
  });
});
