import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Phone } from "./device";
import { freshForEach, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const here = freshForEach();
let phone: Phone;

beforeEach(async () => {
  ({ phone } = await here.phones.signedUp("alex"));
  phone.network = "down";
  await phone.store.actions.check_in(TODAY, { safe: 4 });
  await phone.sync();
  phone.network = "up";
});

const waiting = (): number => phone.store.outbox.value.waiting.length;
const sent = (): Promise<void> => vi.waitFor(() => expect(waiting()).toBe(0));

describe("what could not be sent", () => {
  it("waits, and goes when the line is back", async () => {
    expect([waiting(), phone.store.outbox.value.is_online]).toEqual([1, false]);
    dispatchEvent(new Event("offline"));
    expect(waiting()).toBe(1);
    dispatchEvent(new Event("online"));
    await sent();
    expect(phone.store.outbox.value.is_online).toBe(true);
  });

  it("goes when the app is looked at again", async () => {
    document.dispatchEvent(new Event("visibilitychange"));
    await sent();
  });

  it("goes when the app is opened", async () => {
    await phone.reopen();
    await sent();
  });

  it("is tried again by itself, later each time", async () => {
    const timers = vi.spyOn(globalThis, "setTimeout");
    const waits: number[] = [];
    phone.network = "down";
    for (const _ of [1, 2, 3]) {
      timers.mockClear();
      await phone.sync();
      waits.push(Math.max(...timers.mock.calls.map(([, wait]) => wait ?? 0).filter((wait) => wait < 30_000)));
    }
    const [again] = timers.mock.calls.find(([, wait]) => wait === waits.at(-1)) ?? [];
    timers.mockRestore();
    for (const [place, wait] of waits.entries()) {
      const full = 2000 * 2 ** (place + 1);
      expect(wait).toBeGreaterThanOrEqual(full / 2);
      expect(wait).toBeLessThanOrEqual(full);
    }
    phone.network = "up";
    (again as () => void)();
    await sent();
  });
});
