import { connect } from "node:net";
import type { Operation, SyncAnswer, SyncRequest } from "../../src/api/wire";
import type { Dice } from "./dice";

const PAGES = [
  () => new Response("<html>Please accept our terms</html>", { status: 200, headers: { "Content-Type": "text/html" } }),
  () => new Response("<html>Bad gateway</html>", { status: 502, headers: { "Content-Type": "text/html" } }),
  () => new Response("{}", { status: 200, headers: { "Content-Type": "application/json" } }),
  () => new Response("", { status: 504 }),
];

/**
 * The way from one device to the server: up or down, losing some answers after the server has done the work, and now
 * and then answered by somebody in between. It remembers what went out and what came back.
 */
export class Line {
  is_up = true;
  /** In a hundred. */
  loses = 0;
  intercepts = 0;
  token: string | undefined;
  /** By op id, the exact text of its first try, and whether any later one differed. */
  readonly sent = new Map<string, string>();
  readonly differed = new Set<string>();
  /** By op id, the rev at which this device was told it is saved. */
  readonly told = new Map<string, number>();
  readonly counts = { requests: 0, answers: 0, lost: 0, cut: 0, intercepted: 0, bytes: 0 };
  private readonly open = new Set<AbortController>();

  constructor(
    private readonly base: string,
    private readonly dice: Dice,
  ) {}

  /** Takes effect at once: what was on its way is cut off. */
  set(is_up: boolean): void {
    this.is_up = is_up;
    if (!is_up) for (const request of this.open) request.abort();
  }

  /** Until the line is up and somebody listens at its other end, as a phone is told that it is online. */
  async isBack(): Promise<void> {
    while (!this.is_up || !(await listens(this.base))) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (!this.is_up) throw new TypeError("no network");
    if (this.dice.roll(100) < this.intercepts) {
      this.counts.intercepted += 1;
      return this.dice.one(PAGES)();
    }
    const asked = typeof init.body === "string" ? (JSON.parse(init.body) as Partial<SyncRequest>) : {};
    for (const text of asked.operations ?? []) this.note(text);
    const cut = new AbortController();
    this.open.add(cut);
    this.counts.requests += 1;
    try {
      const { signal } = init;
      const response = await fetch(input, { ...init, signal: signal ? AbortSignal.any([signal, cut.signal]) : cut.signal });
      const body = await response.text();
      this.counts.answers += 1;
      this.counts.bytes += body.length;
      if (this.dice.roll(100) < this.loses) {
        this.counts.lost += 1;
        throw new TypeError("the answer was lost");
      }
      if (response.ok && body) this.heard(JSON.parse(body) as Partial<SyncAnswer> & { token?: string });
      return new Response(body || null, { status: response.status, headers: response.headers });
    } catch (error) {
      if (cut.signal.aborted) this.counts.cut += 1;
      throw error;
    } finally {
      this.open.delete(cut);
    }
  };

  private note(text: string): void {
    const { op_id } = JSON.parse(text) as Operation;
    const before = this.sent.get(op_id);
    if (before === undefined) this.sent.set(op_id, text);
    else if (before !== text) this.differed.add(op_id);
  }

  private heard({ token, outcomes }: Partial<SyncAnswer> & { token?: string }): void {
    if (token !== undefined) this.token = token;
    for (const outcome of outcomes ?? []) if (outcome.status === "applied") this.told.set(outcome.op_id, outcome.rev);
  }
}

function listens(base: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(base).port), "127.0.0.1");
    const end = (is_open: boolean) => (): void => {
      socket.destroy();
      resolve(is_open);
    };
    socket.on("connect", end(true)).on("error", end(false));
  });
}
