import { createInterface } from "node:readline";
import { IDBFactory } from "fake-indexeddb";
import { Device } from "./device";
import { setClock } from "./page";

/** One device, led by lines of JSON: each asks one thing and is answered by one line. */
let device!: Device;

interface Asked {
  ask: string;
  base: string;
  seed: number;
  wrong_by_ms: number;
  is_up: boolean;
  loses: number;
  intercepts: number;
  handle: string;
  code: string;
  times: number;
  operations: number;
}

const answers: Record<string, (asked: Asked) => unknown> = {
  async fresh({ base, seed, wrong_by_ms }) {
    device?.store.close();
    setClock(wrong_by_ms);
    globalThis.indexedDB = new IDBFactory();
    device = new Device(base, seed);
    await device.open();
  },
  line({ is_up, loses, intercepts }) {
    device.line.set(is_up);
    Object.assign(device.line, { loses, intercepts });
  },
  sign_up: ({ handle }) => device.signUp(handle),
  sign_in: ({ handle }) => device.signIn(handle),
  invite: () => device.invite(),
  join: ({ code }) => device.join(code),
  confirm: () => device.confirm(),
  act: ({ times }) => device.act(times),
  sync: () => device.sync(),
  reopen: () => device.reopen(),
  live: ({ operations }) => device.liveOn(operations),
  tell: () => device.tell(),
};

// Whoever led it is gone, even if in the middle of a question.
process.stdin.on("end", () => process.exit(0));

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as Asked;
  try {
    const value = await answers[asked.ask]?.(asked);
    process.stdout.write(`${JSON.stringify({ value: value ?? null })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })}\n`);
  }
}
process.exit(0);
