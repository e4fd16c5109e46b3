import { describe, expect, it, vi } from "vitest";
import type { Answer, Outcome } from "../src/domain/types";
import type { Network, Phone } from "./device";
import { freshForEach, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const here = freshForEach();

/** Mulberry32: the same numbers for the same seed, so that a failing run can be run again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  };
}

/** What can be seen of both spaces, without what only says how far the sending is. */
function seen({ store }: Phone): unknown {
  const bare = (rows: readonly { id: string }[]) =>
    rows.map(({ ...row }) => ({ ...row, is_waiting: undefined, rev: undefined })).sort((one, other) => (one.id < other.id ? -1 : 1));
  const { commitments, acts, acknowledgements, check_ins, pauses, unopened } = store;
  const { acts: closed, acknowledgements: answers } = unopened.value;
  return [commitments.value, [...acts.value, ...closed], [...acknowledgements.value, ...answers], check_ins.value, pauses.value].map(bare);
}

const quiet = (phone: Phone) => phone.store.outbox.value.waiting.length === 0;

describe("whatever gets lost on the way", () => {
  it.each(Array.from({ length: 10 }, (_, index) => index + 1))("nothing is lost or doubled in the end (seed %i)", async (seed) => {
    const roll = dice(seed);
    const { alex, sam } = await here.phones.couple();
    const alex2 = await here.phones.signedIn("alex");
    const all = [alex, alex2, sam];
    here.server.page = 1 + roll(4);
    const promise = await alex.store.actions.make_commitment({
      title: "Call",
      kind: "honesty",
      rhythm: { type: "daily" },
      is_private: false,
    });
    await alex.sync();
    await alex2.sync();
    const added = new Map<string, Phone>();
    for (let step = 0; step < 40; step++) {
      const phone = all[roll(3)] as Phone;
      const { actions, acts } = phone.store;
      phone.network = (["up", "down", "lost"] as Network[])[roll(3)] as Network;
      const note = `${step}`;
      const act = acts.value[roll(Math.max(1, acts.value.length))];
      const doing: (() => Promise<unknown>)[] = [
        async () =>
          phone !== sam &&
          actions.log_outcome(promise, `2026-11-${15 + roll(7)}`, (["kept", "partly", "missed_told"] as Outcome[])[roll(3)] as Outcome, {
            note,
          }),
        () =>
          actions
            .add_act({ on: TODAY, kind: "presence", note, hard: false, told: false, is_private: roll(2) === 0 })
            .then((id) => void added.set(id, phone)),
        () => actions.check_in(`2026-11-${15 + roll(7)}`, { safe: roll(11) }),
        () => actions.open_all(),
        async () =>
          act &&
          act.author_id !== phone.store.me.value?.person.id &&
          actions.acknowledge(act.id, (["helped", "hard"] as Answer[])[roll(2)] as Answer),
        async () => act && act.author_id === phone.store.me.value?.person.id && actions.change_act(act.id, { note }),
        () => phone.sync(),
        () => phone.reopen(),
      ];
      await doing[roll(doing.length)]?.();
    }
    for (const phone of all) phone.network = "up";
    for (let round = 0; round < 3; round++) for (const phone of all) await phone.sync();
    expect(all.every(quiet)).toBe(true);
    expect(all.flatMap(({ store }) => store.outbox.value.refused.map(({ title, problem }) => [title, problem.code]))).toEqual([]);
    expect(seen(alex2)).toEqual(seen(alex));
    for (const [id, phone] of added) {
      expect([...phone.store.acts.value, ...phone.store.unopened.value.acts].filter((act) => act.id === id)).toHaveLength(1);
    }
    await alex2.reopen();
    expect(seen(alex2), "and the same after a restart").toEqual(seen(alex));
  });

  it("two phones that log the same day offline leave one act", async () => {
    const { alex } = await here.phones.couple();
    const alex2 = await here.phones.signedIn("alex");
    const promise = await alex.store.actions.make_commitment({
      title: "Call",
      kind: "honesty",
      rhythm: { type: "daily" },
      is_private: false,
    });
    await alex.sync();
    await alex2.sync();
    for (const [phone, outcome] of [
      [alex, "kept"],
      [alex2, "partly"],
    ] as const) {
      phone.network = "down";
      await phone.store.actions.log_outcome(promise, TODAY, outcome);
      phone.network = "up";
    }
    await alex.sync();
    await alex2.sync();
    await alex.sync();
    expect([alex, alex2].map(({ store }) => store.acts.value.map(({ outcome }) => outcome))).toEqual([["partly"], ["partly"]]);
  });

  it("what one phone has opened stays open when another, further behind, says less", async () => {
    const { alex, sam } = await here.phones.couple();
    const sam2 = await here.phones.signedIn("sam");
    const act = { on: TODAY, kind: "honesty" as const, hard: false, told: false, is_private: false };
    await alex.store.actions.add_act({ ...act, note: "first" });
    await alex.sync();
    await sam2.sync();
    sam2.network = "down";
    await sam2.store.actions.open_all();
    await alex.store.actions.add_act({ ...act, note: "second" });
    await alex.sync();
    await sam.sync();
    await sam.store.actions.open_all();
    await sam.sync();
    sam2.network = "up";
    await sam2.sync();
    await sam.sync();
    await sam2.sync();
    expect([sam, sam2].map(({ store }) => store.unopened.value.acts)).toEqual([[], []]);
  });

  it("sends more than one batch, in order, and halves a batch that is refused whole", async () => {
    const { phone } = await here.phones.signedUp("alex");
    phone.network = "down";
    for (let index = 0; index < 230; index++) await phone.store.actions.check_in("2026-11-21", { safe: index % 11 });
    here.server.requests.length = 0;
    here.server.most = 60;
    phone.network = "up";
    await phone.sync();
    const sizes = here.server.requests
      .filter(({ path }) => path === "/sync")
      .map(({ body }) => (body as { operations: unknown[] }).operations.length);
    // A line that just was down is first asked for little.
    expect(sizes.filter((size) => size > 0)).toEqual([20, 40, 80, 40, 40, 40, 40, 10]);
    expect(phone.store.check_ins.value).toMatchObject([{ safe: 229 % 11, is_waiting: false }]);
  });

  it("shows what was applied while its page has not come, and sends it again if the server forgets it by then", async () => {
    const { alex } = await here.phones.couple();
    const alex2 = await here.phones.signedIn("alex");
    const act = { on: TODAY, kind: "honesty" as const, hard: false, told: false, is_private: false };
    for (const note of ["one", "two", "three"]) await alex2.store.actions.add_act({ ...act, note });
    await alex2.sync();
    const restore = here.server.snapshot();
    here.server.page = 1;
    alex.answers_left = 1;
    await alex.store.actions.add_act({ ...act, note: "mine" });
    await alex.sync();
    await alex.reopen();
    const notes = () => alex.store.acts.value.map(({ note }) => note).sort();
    expect([notes(), alex.store.outbox.value.waiting]).toEqual([["mine", "one"], []]);
    restore();
    alex.answers_left = Number.POSITIVE_INFINITY;
    await alex.sync();
    await alex2.sync();
    expect(notes()).toEqual(["mine", "one", "three", "two"]);
    expect(alex2.store.acts.value).toHaveLength(4);
  });

  it("counts days from when it was recorded, by the server's clock", async () => {
    const { phone } = await here.phones.signedUp("alex");
    vi.setSystemTime(new Date("2026-11-22T10:00:00Z"));
    here.server.now = () => new Date("2026-11-22T12:00:00Z");
    await phone.sync();
    await phone.store.actions.set_settings({ display_name: "Lex" });
    await phone.sync();
    const sent = here.server.requests.flatMap(({ body }) => (body as { operations?: string[] }).operations ?? []);
    expect(JSON.parse(sent.at(-1) ?? "")).toMatchObject({ name: "set_settings", recorded_at: "2026-11-22T12:00:00Z" });
    expect(phone.store.me.value?.person.display_name).toBe("Lex");
  });
});

describe("after the server was restored", () => {
  it("sends again what was lost, endings first, and takes in what is there", async () => {
    const { alex, sam } = await here.phones.couple();
    const { actions } = alex.store;
    const act = { on: TODAY, kind: "honesty" as const, hard: false, told: false, is_private: false };
    const promise = await actions.make_commitment({ title: "Call", kind: "honesty", rhythm: { type: "daily" }, is_private: false });
    const removed = await actions.add_act({ ...act, note: "to be removed" });
    await actions.check_in(TODAY, { safe: 4 });
    await alex.sync();
    await sam.sync();
    const restore = here.server.snapshot();

    await actions.edit_commitment(promise, { title: "Call at noon" });
    await actions.log_outcome(promise, TODAY, "kept", { note: "at noon" });
    await actions.delete_act(removed);
    await actions.check_in(TODAY, { safe: 9 });
    await actions.make_commitment({ title: "New", kind: "empathy", rhythm: { type: "once" }, is_private: false });
    await alex.sync();
    await sam.sync();
    await sam.store.actions.open_all();
    await sam.store.actions.acknowledge(alex.store.acts.value.find(({ note }) => note === "at noon")?.id ?? "", "thanks");
    await sam.sync();
    await alex.sync();
    const before = [seen(alex), seen(sam)];

    restore();
    here.server.requests.length = 0;
    await alex.sync();
    const resent = here.server.requests
      .flatMap(({ body }) => (body as { operations?: string[] }).operations ?? [])
      .map((text) => JSON.parse(text).name);
    expect(resent[0]).toBe("delete_act");
    for (let round = 0; round < 2; round++) for (const phone of [sam, alex]) await phone.sync();
    expect([seen(alex), seen(sam)]).toEqual(before);
    expect([alex, sam].map(({ store }) => store.outbox.value.refused)).toEqual([[], []]);
  });

  it("asks again for an answer that came back before the act it is about", async () => {
    const { alex, sam } = await here.phones.couple();
    const restore = here.server.snapshot();
    const id = await alex.store.actions.add_act({ on: TODAY, kind: "honesty", note: "x", hard: false, told: false, is_private: false });
    await alex.sync();
    await sam.sync();
    await sam.store.actions.acknowledge(id, "thanks", "first");
    await sam.sync();
    await sam.store.actions.acknowledge(id, "helped", "second");
    restore();
    await sam.sync();
    for (const phone of [alex, sam, alex]) await phone.sync();
    expect(sam.store.outbox.value).toMatchObject({ waiting: [], refused: [] });
    await alex.store.actions.open_all();
    expect(alex.store.acknowledgements.value).toMatchObject([{ answer: "helped", words: "second" }]);
  });

  it("shows nothing of the partner's that the server no longer has", async () => {
    const { alex, sam } = await here.phones.couple();
    const restore = here.server.snapshot();
    await sam.store.actions.add_act({ on: TODAY, kind: "honesty", note: "x", hard: false, told: false, is_private: false });
    await sam.sync();
    await alex.sync();
    expect(alex.store.unopened.value.acts).toHaveLength(1);
    restore();
    await alex.sync();
    expect(alex.store.unopened.value.acts).toEqual([]);
  });

  it("ends again what had ended, and shares nothing that was withdrawn", async () => {
    const { alex, sam } = await here.phones.couple();
    await alex.store.actions.check_in(TODAY, { safe: 4 });
    await alex.store.actions.share_check_ins("trend");
    await alex.sync();
    const shared = here.server.snapshot();
    await alex.store.actions.withdraw_check_ins();
    await alex.sync();
    shared();
    await alex.sync();
    await sam.sync();
    expect([alex.store.my_sharing.value, sam.store.partner_points.value]).toEqual([null, []]);

    const paired = here.server.snapshot();
    await sam.store.actions.leave_couple(false);
    await sam.sync();
    paired();
    await sam.sync();
    await alex.sync();
    expect([alex.store.couple.value, sam.store.couple.value]).toEqual([null, null]);
  });
});
