import type { ReadonlySignal } from "@preact/signals";
import type { Phase } from "../../device/session";
import type { LocalDay } from "../../domain/types";
import type { FeelingDay, PromiseDay, Trend } from "../../trust";
import type { TrendAnswer, TrendRequest } from "../../trust/worker";

/** `since` is the first day that is wanted; null for the whole history. */
export type Question = { as_of: LocalDay; since: LocalDay | null } & (
  | { strand: "promises"; days: PromiseDay[] }
  | { strand: "feeling_safe"; days: FeelingDay[] }
);

interface Waiting {
  resolve(found: TrendAnswer): void;
  reject(error: Error): void;
}

let worker: Worker | null = null;
let asked = 0;
const waiting = new Map<number, Waiting>();

/** Off the main thread where workers are to be had, else here. @throws Error where it cannot be worked out, or the app was locked. */
export async function estimate({ since, ...question }: Question, phase: ReadonlySignal<Phase>): Promise<Trend> {
  const request: TrendRequest = { ...question, id: ++asked, ...(since === null ? {} : { since }) };
  const found = typeof Worker === "undefined" ? (await import("../../trust/worker")).answer(request) : await ask(request, phase);
  if ("error" in found) throw new Error(found.error);
  return found.trend;
}

function ask(request: TrendRequest, phase: ReadonlySignal<Phase>): Promise<TrendAnswer> {
  watch(phase);
  worker ??= started();
  const busy = worker;
  return new Promise((resolve, reject) => {
    waiting.set(request.id, { resolve, reject });
    busy.postMessage(request);
  });
}

/** It goes on from one question to the next with the checkpoints it holds, and ends when it fails. */
function started(): Worker {
  const begun = new Worker(new URL("../../trust/worker.ts", import.meta.url), { type: "module" });
  begun.addEventListener("message", ({ data }: MessageEvent<TrendAnswer>) => {
    waiting.get(data.id)?.resolve(data);
    waiting.delete(data.id);
  });
  begun.addEventListener("error", () => {
    if (worker === begun) end();
  });
  return begun;
}

const watched = new WeakSet<ReadonlySignal<Phase>>();

/** Whosever it was asked for: when their app is locked, nothing of theirs stays in it. */
function watch(phase: ReadonlySignal<Phase>): void {
  if (watched.has(phase)) return;
  watched.add(phase);
  phase.subscribe((now) => {
    if (now !== "ready") end();
  });
}

function end(): void {
  worker?.terminate();
  worker = null;
  // Nobody waits for ever: what is being kept stands in line behind them.
  for (const { reject } of waiting.values()) reject(new Error("the trend's worker stopped"));
  waiting.clear();
}
