import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Phone } from "./device";
import { FakeServer } from "./fake-server";
import { Phones } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const DAYS = ["2026-11-20", "2026-11-21", "2026-11-22"];
let server: FakeServer;
let phones: Phones;

const at = (day: string): void => void vi.setSystemTime(new Date(`${day}T12:00:00Z`));
const asked = ({ store }: Phone) => [store.my_sharing.value, store.suspended_sharing.value];
const seenBy = ({ store }: Phone) => [...store.partner_points.value, ...store.partner_check_ins.value];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-19T12:00:00Z"), toFake: ["Date"] });
  server = new FakeServer();
  phones = new Phones(server);
});
afterEach(() => phones.close());

/** Alex checks in on the first day, shares on the second, and checks in on that day and the third. */
async function sharing(mode: "trend" | "values") {
  const { alex, sam } = await phones.couple();
  for (const [place, day] of DAYS.entries()) {
    at(day);
    await alex.reopen();
    if (place === 1) await alex.store.actions.share_check_ins(mode);
    await alex.store.actions.check_in(day, { safe: place + 4 });
    await alex.sync();
  }
  await sam.sync();
  expect(seenBy(sam)).not.toEqual([]);
  return { alex, sam, before: seenBy(sam) };
}

async function restored(restore: () => void, ...all: Phone[]): Promise<void> {
  at("2026-11-23");
  restore();
  for (const phone of [...all, ...all]) await phone.sync();
}

describe("sharing after the server was restored", () => {
  it.each(["trend", "values"] as const)("of %s is held until its owner shares as before", async (mode) => {
    const { alex, sam, before } = await sharing(mode);
    await restored(server.snapshot(), alex, sam);
    expect([asked(alex), seenBy(sam)]).toEqual([[null, mode], []]);
    await alex.store.actions.check_in("2026-11-23", { safe: 9 });
    await alex.sync();
    await sam.sync();
    expect(seenBy(sam)).toEqual([]);

    await alex.store.actions.share_check_ins(mode);
    expect(asked(alex)).toEqual([mode, null]);
    await alex.sync();
    await sam.sync();
    expect(asked(alex)).toEqual([mode, null]);
    expect(seenBy(sam)).toEqual(expect.arrayContaining(before));
    const days = sam.store.partner_check_ins.value.map(({ on }) => on);
    expect(days).toEqual(mode === "values" ? ["2026-11-21", "2026-11-22", "2026-11-23"] : []);
    expect(alex.store.outbox.value.refused).toEqual([]);
  });

  it("is asked of a new device too, and ended by one word for all of them", async () => {
    const { alex, sam } = await sharing("values");
    await restored(server.snapshot(), sam);
    const other = await phones.signedIn("alex");
    expect(asked(other)).toEqual([null, "values"]);
    await other.store.actions.withdraw_check_ins();
    expect(asked(other)).toEqual([null, null]);
    await other.sync();
    await alex.sync();
    await sam.sync();
    expect([asked(alex), seenBy(sam)]).toEqual([[null, null], []]);
  });

  it("asks nothing of who withdrew since the backup, and shows nothing before they come", async () => {
    const { alex, sam } = await sharing("values");
    const restore = server.snapshot();
    at("2026-11-23");
    await alex.store.actions.withdraw_check_ins();
    await alex.sync();
    restore();
    await sam.sync();
    expect(seenBy(sam)).toEqual([]);
    server.page = 1;
    const questions: unknown[] = [];
    const phone = alex.store.suspended_sharing.subscribe((mode) => questions.push(mode));
    await alex.sync();
    await alex.sync();
    phone();
    await sam.sync();
    expect([asked(alex), seenBy(sam), questions]).toEqual([[null, null], [], [null]]);
  });

  it("asks nothing of a device that is new, however slowly its rows come", async () => {
    await sharing("trend");
    server.page = 1;
    const other = await phones.fresh();
    const questions: unknown[] = [];
    const stop = other.store.suspended_sharing.subscribe((mode) => questions.push(mode));
    await other.store.actions.sign_in("alex", "a password");
    await other.sync();
    stop();
    expect(asked(other)).toEqual(["trend", null]);
    expect(questions).toEqual([null]);
  });

  it("does not come back by what an old phone still had to send, or still remembers", async () => {
    const { alex, sam } = await sharing("values");
    const old = await phones.signedIn("alex");
    await old.store.actions.share_check_ins("trend");
    old.network = "lost";
    await old.sync();
    at("2026-11-23");
    await alex.sync();
    expect(alex.store.my_sharing.value).toBe("trend");
    await alex.store.actions.withdraw_check_ins();
    await alex.sync();
    const restore = server.snapshot();
    at("2026-11-24");
    restore();
    old.network = "up";
    await old.sync();
    await sam.sync();
    expect([seenBy(sam), old.store.outbox.value.refused]).toEqual([[], []]);
    expect(old.store.my_sharing.value).toBeNull();
  });

  it("does not come back by an operation whose answer was lost", async () => {
    const { alex, sam } = await phones.couple();
    const restore = server.snapshot();
    at(DAYS[0] as string);
    await alex.reopen();
    await alex.store.actions.check_in(DAYS[0] as string, { safe: 5 });
    await alex.store.actions.share_check_ins("trend");
    alex.network = "lost";
    await alex.sync();
    await sam.sync();
    expect(seenBy(sam)).toHaveLength(1);
    alex.network = "up";
    await restored(restore, alex, sam);
    expect([asked(alex), seenBy(sam), alex.store.outbox.value.refused]).toEqual([[null, "trend"], [], []]);
  });
});
