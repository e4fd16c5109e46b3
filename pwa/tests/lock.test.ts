import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noteUse } from "../src/device/away";
import { AFTER_S, isAway, isEasy, isPin, MOST_ATTEMPTS, waitLeft, withAttempt } from "../src/device/lock";
import { FakeServer } from "./fake-server";
import { PASSWORD, Phones } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const NOON = new Date("2026-11-22T12:00:00Z");
const PIN = "280417";
let server: FakeServer;
let phones: Phones;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON, toFake: ["Date"] });
  localStorage.clear();
  server = new FakeServer();
  phones = new Phones(server);
});
afterEach(() => phones.close());

const later = (seconds: number): void => void vi.setSystemTime(Date.now() + seconds * 1000);

async function lockable(after_s = 300) {
  const { phone } = await phones.signedUp("alex");
  phone.network = "down";
  await phone.store.actions.check_in("2026-11-22", { safe: 9 });
  expect(await phone.store.actions.set_pin(PASSWORD, PIN, after_s)).toMatchObject({ ok: true });
  return phone;
}

describe("the rules of the lock", () => {
  it("is away from the chosen second on, and when the clock was set back", () => {
    expect([299_999, 300_000].map((ms) => isAway(NOON.getTime(), NOON.getTime() + ms, 300))).toEqual([false, true]);
    expect([-60_000, -60_001].map((ms) => isAway(NOON.getTime(), NOON.getTime() + ms, 300))).toEqual([false, true]);
    expect(isAway(NOON.getTime(), NOON.getTime(), 0)).toBe(true);
  });

  it("waits longer after each wrong try, however the clock is set", () => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, attempts) => waitLeft({ attempts, attempted_at: 0 }, 0));
    expect(waits).toEqual([0, 0, 0, 5, 15, 30, 60, 120, 300, 600]);
    expect([4_001, 5_000, 9_000, -9_000].map((now) => waitLeft({ attempts: 3, attempted_at: 0 }, now))).toEqual([1, 0, 0, 5]);
  });

  it("counts to ten, then has no PIN", () => {
    const wrap = { kdf_version: 1, salt: "", wrap: "" };
    const lock = { after_s: 60, pin: { ...wrap, attempts: MOST_ATTEMPTS - 1, attempted_at: 0 } };
    expect(withAttempt(lock, 7)).toEqual({ after_s: 60, pin: { ...wrap, attempts: MOST_ATTEMPTS, attempted_at: 7 } });
    expect(withAttempt(withAttempt(lock, 7), 8)).toEqual({ after_s: 60, pin: null });
  });

  it("takes six digits or more, and none that everybody tries first", () => {
    expect(["28041", "280417", "28 417", "1234567890123"].map(isPin)).toEqual([false, true, false, false]);
    expect(["000000", "123456", "987654", "280417", "112233"].map(isEasy)).toEqual([true, true, true, false, false]);
  });
});

describe("a locked device", () => {
  it.each(AFTER_S)("is locked when it is opened again %d seconds later, and opened by the PIN without a network", async (after_s) => {
    const phone = await lockable(after_s);
    noteUse();
    if (after_s > 0) {
      later(after_s - 1);
      await phone.reopen();
      expect(phone.store.phase.value).toBe("ready");
      later(after_s);
    }
    await phone.reopen();
    expect([phone.store.phase.value, phone.store.lock_reason.value]).toEqual(["locked", "away"]);
    expect([phone.store.check_ins.value, phone.store.me.value]).toEqual([[], null]);
    expect(await phone.store.actions.unlock_with_pin("280418")).toEqual({ ok: false, problem: { code: "wrong_pin" } });
    expect(await phone.store.actions.unlock_with_pin(PIN)).toEqual({ ok: true, value: undefined });
    expect(phone.store.check_ins.value).toMatchObject([{ safe: 9, is_waiting: true }]);
    expect(phone.store.outbox.value.waiting).toMatchObject([{ title: "put_sealed" }]);
  });

  it("opens what was written before and after, and writes under the same keys", async () => {
    const phone = await lockable();
    vi.spyOn(location, "replace").mockImplementation(() => undefined);
    await phone.store.actions.quick_exit();
    await phone.reopen();
    await phone.store.actions.unlock_with_pin(PIN);
    phone.network = "up";
    await phone.store.actions.check_in("2026-11-22", { safe: 4 });
    await phone.sync();
    expect(phone.store.check_ins.value).toMatchObject([{ safe: 4, is_waiting: false }]);
    expect(phone.store.outbox.value).toMatchObject({ waiting: [], refused: [] });
  });

  it("asks for the password after ten wrong ones, over restarts, and does not lock for good", async () => {
    const phone = await lockable();
    later(300);
    await phone.reopen();
    const codes: string[] = [];
    for (let attempts = 1; attempts <= MOST_ATTEMPTS; attempts++) {
      const told = await phone.store.actions.unlock_with_pin("280418");
      codes.push(told.ok ? "open" : told.problem.code);
      if (attempts >= 3 && attempts < MOST_ATTEMPTS) {
        expect(await phone.store.actions.unlock_with_pin(PIN)).toMatchObject({ problem: { code: "too_many_tries" } });
      }
      later(600);
      await phone.reopen();
    }
    expect(codes).toEqual([...Array(9).fill("wrong_pin"), "pin_gone"]);
    expect(phone.store.device_lock.value).toEqual({ after_s: 300, has_pin: false });
    expect(await phone.store.actions.unlock_with_pin(PIN)).toMatchObject({ problem: { code: "pin_gone" } });
    expect(await phone.store.actions.unlock(PASSWORD)).toMatchObject({ ok: true });
    expect(phone.store.check_ins.value).toMatchObject([{ safe: 9 }]);
  });

  it("lets one try through when several windows try at once, and the others wait", async () => {
    const phone = await lockable();
    later(300);
    await phone.reopen();
    for (let attempts = 0; attempts < 3; attempts++) await phone.store.actions.unlock_with_pin("280418");
    later(5);
    const attempts = [1, 2, 3, 4].map(() => phone.store.actions.unlock_with_pin("280418"));
    const codes = (await Promise.all(attempts)).map((told) => (told.ok ? "open" : told.problem.code));
    expect(codes.sort()).toEqual(["too_many_tries", "too_many_tries", "too_many_tries", "wrong_pin"]);
  });

  it("counts from nothing after a right one", async () => {
    const phone = await lockable();
    for (let round = 0; round < 3; round++) {
      later(300);
      await phone.reopen();
      for (let attempts = 0; attempts < 2; attempts++) await phone.store.actions.unlock_with_pin("280418");
      expect(await phone.store.actions.unlock_with_pin(PIN)).toMatchObject({ ok: true });
    }
  });

  it("is set, changed and switched off only by whoever knows the password or the code", async () => {
    const { phone, code } = await phones.signedUp("alex");
    const { actions, device_lock } = phone.store;
    expect(await actions.set_pin("not the password", PIN, 60)).toMatchObject({ problem: { code: "wrong_password" } });
    expect(await actions.set_pin(PASSWORD, "12345", 60)).toMatchObject({ problem: { code: "pin_short" } });
    expect(await actions.set_pin(PASSWORD, "111111", 60)).toMatchObject({ problem: { code: "pin_easy" } });
    expect(device_lock.value).toBeNull();
    expect(await actions.set_pin(code, PIN, 60)).toMatchObject({ ok: true });
    expect(await actions.set_lock_after(0)).toMatchObject({ ok: true });
    expect(await actions.set_lock_after(900)).toMatchObject({ problem: { code: "wrong_password" } });
    expect(await actions.set_lock_after(900, "not the password")).toMatchObject({ problem: { code: "wrong_password" } });
    expect(device_lock.value).toEqual({ after_s: 0, has_pin: true });
    expect(await actions.set_lock_after(900, PASSWORD)).toMatchObject({ ok: true });
    expect(device_lock.value).toEqual({ after_s: 900, has_pin: true });
    expect(await actions.turn_off_lock("not the password")).toMatchObject({ problem: { code: "wrong_password" } });
    expect(await actions.turn_off_lock(PASSWORD)).toMatchObject({ ok: true });
    later(86_400);
    await phone.reopen();
    expect([phone.store.phase.value, phone.store.device_lock.value]).toEqual(["ready", null]);
  });

  it("takes the PIN only where the device locked itself: a session that ran out needs the password", async () => {
    const phone = await lockable();
    phone.network = "up";
    server.refusal = "session_expired";
    await phone.sync();
    expect(phone.store.lock_reason.value).toBe("session_expired");
    expect(await phone.store.actions.unlock_with_pin(PIN)).toMatchObject({ problem: { code: "session_expired" } });
    vi.spyOn(location, "replace").mockImplementation(() => undefined);
    await phone.store.actions.quick_exit();
    await phone.reopen();
    expect(await phone.store.actions.unlock_with_pin(PIN)).toMatchObject({ problem: { code: "session_expired" } });
  });
});
