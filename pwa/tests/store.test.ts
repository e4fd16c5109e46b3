import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Keyring } from "../src/device/keyring";
import { FakeServer } from "./fake-server";
import { PASSWORD, Phones } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

let server: FakeServer;
let phones: Phones;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-22T12:00:00Z"), toFake: ["Date"] });
  server = new FakeServer();
  phones = new Phones(server);
});
afterEach(() => phones.close());

describe("one person alone", () => {
  it("is let in only after the code was written down", async () => {
    const { store } = await phones.fresh();
    const result = await store.actions.sign_up({ handle: "Alex", password: PASSWORD, display_name: "Alex", language: "en" });
    const groups = result.ok ? result.value.recovery_code.split("-") : [];
    expect(groups.map((group) => group.length)).toEqual([5, 5, 5, 5, 6]);
    expect([store.phase.value, store.actions.confirm_recovery_code("wrong"), store.phase.value]).toEqual([
      "signed_out",
      false,
      "signed_out",
    ]);
    expect([store.actions.confirm_recovery_code(groups[4]?.toLowerCase() ?? ""), store.phase.value]).toEqual([true, "ready"]);
    expect(store.me.value?.person).toMatchObject({ handle: "alex", settings: { log_at: null, most_a_day: 1 } });
  });

  it("signs up, makes a promise, logs it and checks in, all of it sealed", async () => {
    const { phone: one } = await phones.signedUp("alex");
    const { store } = one;
    const id = await store.actions.make_commitment({
      title: "Call at noon",
      kind: "reliability",
      rhythm: { type: "daily" },
      is_private: false,
    });
    await store.actions.log_outcome(id, "2026-11-22", "missed_told", { note: "forgot the hour" });
    await store.actions.check_in("2026-11-22", { safe: 6 });
    await one.sync();
    expect(store.outbox.value.waiting).toEqual([]);
    expect(store.commitments.value[0]).toMatchObject({
      title: "Call at noon",
      is_private: true,
      is_waiting: false,
      review_on: "2026-12-20",
    });
    expect(store.acts.value[0]).toMatchObject({ outcome: "missed_told", note: "forgot the hour", free_until_on: "2026-11-23" });
    expect(store.check_ins.value).toMatchObject([{ on: "2026-11-22", safe: 6, seen: null }]);
    const said = JSON.stringify([...server.spaces.values()].map(({ rows }) => [...rows.values()]));
    expect(said).not.toMatch(/Call|forgot|missed_told/);
  });

  it("takes an entry back as if it had never been, and enters the day anew", async () => {
    const { phone: one } = await phones.signedUp("alex");
    const { store } = one;
    const id = await store.actions.make_commitment({ title: "Call", kind: "reliability", rhythm: { type: "daily" }, is_private: true });
    await store.actions.log_outcome(id, "2026-11-22", "kept", { note: "a slip" });
    await store.actions.take_back_act(store.acts.value[0]?.id ?? "");
    expect(store.acts.value).toEqual([]);
    await one.sync();
    await one.reopen();
    expect(store.acts.value).toEqual([]);
    await one.store.actions.log_outcome(id, "2026-11-22", "missed_told");
    await one.sync();
    expect(one.store.acts.value).toMatchObject([{ outcome: "missed_told", note: "", removed: false, corrections: [], is_waiting: false }]);
  });

  it("keeps words for oneself and what was put aside sealed, for one's own devices", async () => {
    const { phone: one } = await phones.signedUp("alex");
    const { actions } = one.store;
    await actions.put_aside("safety");
    await actions.put_aside("promise");
    const id = await actions.save_reflection({ on: "2026-11-22", prompt: "tonight", text: "A quiet hour" });
    await one.sync();
    await one.reopen();
    expect(one.store.put_aside.value).toEqual({ safety: "2026-11-22", promise: "2026-11-22" });
    expect(one.store.reflections.value).toMatchObject([{ on: "2026-11-22", prompt: "tonight", text: "A quiet hour", is_waiting: false }]);
    const said = JSON.stringify([...server.spaces.values()].map(({ rows }) => [...rows.values()]));
    expect(said).not.toMatch(/quiet|tonight|safety|put_aside/);
    await one.store.actions.delete_reflection(id);
    expect(one.store.reflections.value).toEqual([]);
  });

  it("keeps what is said without a network, over a restart, and sends it when there is one", async () => {
    const { phone: one } = await phones.signedUp("alex");
    one.network = "down";
    await one.store.actions.check_in("2026-11-22", { safe: 3, valued: 4 });
    await one.sync();
    expect(one.store.outbox.value).toMatchObject({ is_online: false, waiting: [{ title: "put_sealed" }] });
    expect(one.store.check_ins.value).toMatchObject([{ safe: 3, is_waiting: true }]);
    await one.reopen();
    expect(one.store.phase.value).toBe("ready");
    expect(one.store.check_ins.value).toMatchObject([{ safe: 3, valued: 4, is_waiting: true }]);
    one.network = "up";
    await one.sync();
    expect(one.store.check_ins.value).toMatchObject([{ safe: 3, is_waiting: false }]);
    expect(one.store.outbox.value).toMatchObject({ is_online: true, waiting: [] });
  });

  it("opens again with the password or the code, without a network, after a quick exit", async () => {
    const { phone: one, code } = await phones.signedUp("alex");
    const leave = vi.spyOn(location, "replace").mockImplementation(() => undefined);
    await one.store.actions.check_in("2026-11-22", { safe: 9 });
    one.network = "down";
    for (const opener of [PASSWORD, code]) {
      await one.store.actions.quick_exit();
      expect(leave).toHaveBeenCalled();
      expect([one.store.phase.value, one.store.check_ins.value]).toEqual(["locked", []]);
      await one.reopen();
      expect([one.store.phase.value, one.store.lock_reason.value]).toEqual(["locked", "quick_exit"]);
      expect(await one.store.actions.unlock("another password")).toEqual({ ok: false, problem: { code: "sign_in_failed" } });
      expect(await one.store.actions.unlock(opener)).toEqual({ ok: true, value: undefined });
      expect(one.store.check_ins.value).toMatchObject([{ safe: 9 }]);
    }
  });

  it("leaves the page even where the keys cannot be put away", async () => {
    const { phone: one } = await phones.signedUp("alex");
    const leave = vi.spyOn(location, "replace").mockImplementation(() => undefined);
    leave.mockClear();
    vi.spyOn(Keyring.prototype, "deleteKeys").mockRejectedValueOnce(new DOMException("", "InvalidStateError"));
    await expect(one.store.actions.quick_exit()).rejects.toThrow();
    expect(leave).toHaveBeenCalled();
    expect(one.store.phase.value).toBe("locked");
  });

  it("gives back what waited to whoever signs in again on the same phone", async () => {
    const { phone: one } = await phones.signedUp("alex");
    vi.spyOn(location, "replace").mockImplementation(() => undefined);
    one.network = "down";
    await one.store.actions.check_in("2026-11-22", { safe: 9 });
    await one.store.actions.quick_exit();
    one.network = "up";
    one.use();
    expect(await one.store.actions.sign_in("alex", PASSWORD)).toMatchObject({ ok: true });
    await one.sync();
    expect(one.store.check_ins.value).toMatchObject([{ safe: 9, is_waiting: false }]);
  });

  it("locks when the session ran out and keeps what waits", async () => {
    const { phone: one } = await phones.signedUp("alex");
    await one.store.actions.check_in("2026-11-22", { safe: 9 });
    server.refusal = "session_expired";
    await one.sync();
    expect([one.store.phase.value, one.store.lock_reason.value]).toEqual(["locked", "session_expired"]);
    server.refusal = null;
    expect(await one.store.actions.unlock(PASSWORD)).toMatchObject({ ok: true });
    await one.sync();
    expect(one.store.check_ins.value).toMatchObject([{ safe: 9, is_waiting: false }]);
  });

  it("opens without a network, even after the session ran out, and sends once it can", async () => {
    const { phone: one } = await phones.signedUp("alex");
    await one.store.actions.check_in("2026-11-22", { safe: 9 });
    server.refusal = "session_expired";
    await one.sync();
    one.network = "down";
    expect(await one.store.actions.unlock(PASSWORD)).toMatchObject({ ok: true });
    expect(one.store.check_ins.value).toMatchObject([{ safe: 9, is_waiting: true }]);
    one.network = "up";
    server.refusal = null;
    await one.sync();
    expect(one.store.check_ins.value).toMatchObject([{ safe: 9, is_waiting: false }]);
  });

  it("comes to a new phone with the password, and after forgetting it, with the code", async () => {
    const { phone: one, code } = await phones.signedUp("alex");
    await one.store.actions.check_in("2026-11-22", { safe: 5 });
    await one.sync();
    const two = await phones.fresh();
    expect(await two.store.actions.sign_in("Alex ", "not it")).toEqual({ ok: false, problem: { code: "sign_in_failed" } });
    expect(await two.store.actions.sign_in("Alex ", PASSWORD)).toMatchObject({ ok: true });
    await two.sync();
    expect(two.store.check_ins.value).toMatchObject([{ safe: 5 }]);
    const three = await phones.fresh();
    const recovered = await three.store.actions.recover("alex", code.toLowerCase(), "a new password");
    expect(recovered.ok && three.store.actions.confirm_recovery_code(recovered.value.recovery_code)).toBe(true);
    await three.sync();
    expect(three.store.check_ins.value).toMatchObject([{ safe: 5 }]);
    expect(await three.store.actions.change_password("a new password", "a third one")).toMatchObject({ ok: true });
    const four = await phones.fresh();
    expect(await four.store.actions.sign_in("alex", "a third one")).toMatchObject({ ok: true });
  });

  it("rolls back what the server refuses, and keeps the words until they are let go", async () => {
    const { phone: one } = await phones.signedUp("alex");
    await phones.signedUp("sam");
    server.pair("alex", "sam");
    await one.sync();
    const act = { kind: "honesty" as const, note: "from another month", hard: false, told: false, is_private: false };
    await one.store.actions.add_act({ ...act, on: "2026-10-01" });
    await one.sync();
    expect(one.store.acts.value).toEqual([]);
    const [refused] = one.store.outbox.value.refused;
    expect(refused).toMatchObject({ title: "log_act", problem: { code: "too_far_back" }, details: { written: "from another month" } });
    await one.store.actions.discard_operation(refused?.op_id ?? "");
    expect(one.store.outbox.value.refused).toEqual([]);
  });
});

describe("two people", () => {
  it("one logs, the other opens and answers", async () => {
    const { alex, sam } = await phones.couple();
    const id = await alex.store.actions.make_commitment({
      title: "Say it first",
      kind: "honesty",
      rhythm: { type: "daily" },
      is_private: false,
    });
    await alex.store.actions.log_outcome(id, "2026-11-22", "kept");
    await alex.sync();
    await sam.sync();
    expect(sam.store.acts.value).toEqual([]);
    const [act] = sam.store.unopened.value.acts;
    expect(act).toMatchObject({ outcome: "kept" });
    expect(act?.free_until_on).toBeUndefined();
    await sam.store.actions.open_all();
    expect(sam.store.acts.value).toHaveLength(1);
    await sam.store.actions.acknowledge(act?.id ?? "", "differs", "It was the day before.");
    await sam.sync();
    await alex.sync();
    expect(alex.store.unopened.value.acknowledgements).toMatchObject([{ answer: "differs" }]);
    await alex.store.actions.log_outcome(id, "2026-11-22", "partly");
    await alex.sync();
    expect(alex.store.acts.value[0]?.corrections, "answered, so it can only be corrected").toMatchObject([{ outcome: "partly" }]);
    await sam.store.actions.take_back_acknowledgement(act?.id ?? "");
    await sam.sync();
    await alex.sync();
    expect(alex.store.unopened.value.acknowledgements).toEqual([]);
  });

  it("shares the trend of a check-in, and takes it back", async () => {
    const { alex, sam } = await phones.couple();
    for (const [on, safe] of [
      ["2026-11-10", 3],
      ["2026-11-16", 5],
      ["2026-11-21", 7],
    ] as const)
      await alex.store.actions.check_in(on, { safe });
    await alex.store.actions.share_check_ins("trend");
    await alex.store.actions.check_in("2026-11-22", { safe: 8 });
    await alex.sync();
    await sam.sync();
    expect(alex.store.my_sharing.value).toBe("trend");
    expect(sam.store.partner_points.value.map(({ week_on, call }) => [week_on, call])).toEqual([
      ["2026-11-09", "too_early"],
      ["2026-11-16", "too_early"],
    ]);
    for (const { level } of sam.store.partner_points.value) expect(Math.round(level * 20)).toBeCloseTo(level * 20, 9);
    expect(sam.store.my_sharing.value).toBeNull();
    await alex.store.actions.share_check_ins("values");
    await alex.store.actions.check_in("2026-11-21", { safe: 1 });
    await alex.store.actions.check_in("2026-11-22", { seen: 2 });
    await alex.sync();
    await sam.sync();
    expect(sam.store.partner_points.value).toEqual([]);
    expect(sam.store.partner_check_ins.value, "none from before the sharing").toMatchObject([{ on: "2026-11-22", safe: 8, seen: 2 }]);
    await alex.store.actions.withdraw_check_ins();
    await alex.sync();
    await sam.sync();
    expect([sam.store.partner_check_ins.value, alex.store.my_sharing.value]).toEqual([[], null]);
  });

  it("ends for both when one leaves; each keeps their own", async () => {
    const { alex, sam } = await phones.couple();
    const act = { on: "2026-11-22", kind: "honesty" as const, hard: false, told: false, is_private: false };
    await alex.store.actions.add_act({ ...act, note: "mine" });
    await sam.store.actions.add_act({ ...act, note: "yours" });
    await alex.sync();
    await sam.sync();
    await alex.sync();
    await alex.store.actions.leave_couple(false);
    expect([alex.store.couple.value, alex.store.ended_unread.value]).toEqual([null, null]);
    await alex.sync();
    await sam.sync();
    expect(sam.store.ended_unread.value).toMatchObject({ state: "ended" });
    expect([sam.store.acts.value, alex.store.acts.value].map((acts) => acts.map(({ note }) => note))).toEqual([["yours"], ["mine"]]);
    expect([alex.store.unopened.value.acts, sam.store.unopened.value.acts]).toEqual([[], []]);
    await sam.store.actions.mark_ending_read(sam.store.ended_unread.value?.id ?? "");
    expect(sam.store.ended_unread.value).toBeNull();
  });
});
