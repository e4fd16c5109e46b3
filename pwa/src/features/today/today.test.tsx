import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../domain/days";
import { A_SUNDAY, all, example, fill, press, settled, show, submit, text, the } from "../../ui/testing";
import { toast } from "../../ui/toast";
import { words } from "../../words";
import { FromPartner } from "./from";
import { Today } from "./today";

const PROMISE = "I say when I will be home, and when that changes.";

beforeEach(() => {
  localStorage.clear();
});

describe("Today", () => {
  it("keeps a commitment in one tap", async () => {
    const { store, called } = await example();
    show(store, <Today is_check_in={false} />);
    await press("button", `Kept: ${PROMISE}`);
    expect(called).toContainEqual(["log_outcome", ["c1", A_SUNDAY, "kept"]]);
    expect(all("button", `Kept: ${PROMISE}`)).toEqual([]);
    expect(document.activeElement?.getAttribute("aria-label")).toBe(PROMISE);
  });

  it("says an honest miss in one tap, with the sentence after it, and changes it", async () => {
    const { store, called } = await example();
    show(store, <Today is_check_in={false} />);
    await press("button", `Missed, and I said so: ${PROMISE}`);
    expect(text()).toContain(words.value.today.after_miss);
    await press("button", `Change: ${PROMISE}`);
    await press("button", `More: ${PROMISE}`);
    await press("button", `Partly: ${PROMISE}`);
    expect(text()).not.toContain(words.value.today.after_miss);
    expect(called.filter(([name]) => name === "log_outcome").map(([, given]) => given[2])).toEqual(["missed_told", "partly"]);
  });

  it("takes a tap by mistake back to no entry, while that is free", async () => {
    const { store, called } = await example();
    show(store, <Today is_check_in={false} />);
    await press("button", `Kept: ${PROMISE}`);
    const laid = store.acts.value.find(({ commitment_id, on }) => commitment_id === "c1" && on === A_SUNDAY);
    await act(async () => toast.value?.undo?.());
    await settled();
    expect(called.at(-1)).toEqual(["take_back_act", [laid?.id]]);
    await press("button", `Kept: ${PROMISE}`);
    await press("button", `Change: ${PROMISE}`);
    await press("button", `No entry: ${PROMISE}`);
    expect(all("button", `Kept: ${PROMISE}`)).toHaveLength(1);
  });

  it("adds words and 'this was hard' only when asked", async () => {
    const { store, called } = await example();
    show(store, <Today is_check_in={false} />);
    await press("button", `Kept: ${PROMISE}`);
    expect(all("textbox", "Words")).toEqual([]);
    await press("button", `Add words: ${PROMISE}`);
    await fill("Words", "Called from the train.");
    await press("checkbox", "This was hard");
    await submit();
    expect(called.at(-1)).toEqual(["change_act", [expect.any(String), { note: "Called from the train.", hard: true }]]);
  });

  it("folds long words until they are asked for", async () => {
    const { store } = await example();
    show(store, <Today is_check_in={false} />);
    await press("button", `Kept: ${PROMISE}`);
    await press("button", `Add words: ${PROMISE}`);
    await fill("Words", "Called from the train. ".repeat(20));
    await submit();
    expect(document.querySelectorAll(".folded")).toHaveLength(1);
    await press("button", "Read all");
    expect(document.querySelectorAll(".folded")).toHaveLength(0);
  });

  it("goes back seven days and no further", async () => {
    const { store } = await example();
    show(store, <Today is_check_in={false} />);
    for (let back = 0; back < 7; back++) await press("button", "Earlier day");
    expect((the("button", "Earlier day") as HTMLButtonElement).disabled).toBe(true);
    expect(text()).toContain("Sunday 15 November");
    expect(text()).toContain(words.value.today.seven_days);
  });

  it("words a day of an 'if' so that it reads in one way only", async () => {
    const { store, called } = await example();
    show(store, <Today is_check_in={false} />);
    const IF = "If they get in touch, I tell you the same day.";
    expect(all("button", `Kept: ${IF}`)).toEqual([]);
    await press("button", `It didn't come up: ${IF}`);
    expect(called.at(-1)).toEqual(["log_outcome", ["c2", A_SUNDAY, "not_applicable"]]);
    expect(text()).toContain("It didn't come up");
    await press("button", `Change: ${IF}`);
    await press("button", `It came up, and I kept it: ${IF}`);
    expect(text()).toContain("It came up, and I kept it");
    expect(text()).toContain(words.value.today.told_sentence);
  });

  it("keeps what the partner wrote closed, and never counts it", async () => {
    const { store } = await example();
    show(store, <Today is_check_in={false} />);
    const door = the("link", /Something from Sam, when you like/);
    expect(door.textContent).not.toMatch(/\d/);
    for (const act of store.unopened.value.acts) if (act.note) expect(text()).not.toContain(act.note);
  });

  it("checks in with one question, two more when asked, and saves only what was set", async () => {
    const { store, called } = await example();
    show(store, <Today is_check_in={false} />);
    expect((the("button", "Save check-in") as HTMLButtonElement).disabled).toBe(true);
    expect(text()).toContain("Safe here means emotionally. Afraid of them?");
    expect(all("slider", "Seen")).toEqual([]);
    await fill("Safe", "7");
    await press("button", "Save check-in");
    await submit();
    expect(called).toContainEqual(["check_in", [A_SUNDAY, { safe: 7, seen: null, valued: null }]]);
  });

  it("offers nothing to skip twice: a skipped check-in stays away", async () => {
    const { store } = await example({}, addDays(A_SUNDAY, -7));
    show(store, <Today is_check_in={false} />);
    await press("button", "Skip");
    show(store, <Today is_check_in={false} />);
    expect(all("slider", "Safe")).toEqual([]);
    expect(all("button", "Check in")).toHaveLength(1);
  });
});

describe("from the partner", () => {
  it("opens the newest day, and points to the wall for the others", async () => {
    const { store } = await example();
    const [newest, ...others] = store.unopened.value.acts;
    const one = others.find(({ on }) => on === newest?.on) ?? newest;
    if (!newest || !one) throw new Error("nothing is unopened");
    const note = (id: string) => `What was done ${id}.`;
    const days = [
      newest,
      { ...one, id: "b", note: note("b") },
      { ...one, id: "c", on: addDays(newest.on, -1), commitment_id: null, note: note("c") },
    ];
    store.unopened.value.acts.splice(0, Number.POSITIVE_INFINITY, ...days);
    show(store, <FromPartner />);
    expect(document.querySelector("header")?.textContent).toContain("No answer is fine too.");
    expect(text()).not.toContain(note("c"));
    expect(text()).toContain("Earlier days are on the wall.");
  });

  it("is answered in one tap once it is opened", async () => {
    const { store, called } = await example();
    const [act] = store.unopened.value.acts;
    show(store, <FromPartner />);
    await press("button", /^This helped: /);
    expect(called.at(-1)).toEqual(["acknowledge", [act?.id, "helped", ""]]);
  });

  it("folds the answers away for who is here to be answered", async () => {
    const { store } = await example();
    const label = signal(store.couple.value && { ...store.couple.value, role_label: "involved" as const });
    show({ ...store, couple: label }, <FromPartner />);
    expect(all("button", /^This helped: /)).toEqual([]);
    expect(all("button", /^Answer: /).length).toBeGreaterThan(0);
  });

  it("folds the answers, and each long note, away where there is much to read", async () => {
    const { store } = await example();
    const [one] = store.unopened.value.acts;
    if (!one) throw new Error("the example has nothing to open");
    const note = "So much of it. ".repeat(60).trim();
    const acts = ["a", "b", "c", "d"].map((id) => ({ ...one, id, commitment_id: null, note }));
    store.unopened.value.acts.splice(0, Number.POSITIVE_INFINITY, ...acts);
    show(store, <FromPartner />);
    expect(all("button", /^This helped: /)).toEqual([]);
    expect(all("button", /^Answer: /)).toHaveLength(4);
    expect(document.querySelectorAll(".folded.late")).toHaveLength(4);
    await press("button", "Read all");
    expect(document.querySelectorAll(".folded.late")).toHaveLength(3);
  });

  it("opens everything at once and offers every answer", async () => {
    const { store, called } = await example();
    const [act] = store.unopened.value.acts;
    show(store, <FromPartner />);
    expect(called).toContainEqual(["open_all", []]);
    await settled();
    expect(store.unopened.value.acts).toEqual([]);
    await press("button", /^Other answers: /);
    expect(text()).toContain("Acknowledging is not forgiving.");
    for (const answer of Object.values(words.value.common.answers))
      expect(all("button", new RegExp(`^${answer}: `)).length).toBeGreaterThan(0);
    await press("button", /^This helped: /);
    expect(called.at(-1)).toEqual(["acknowledge", [act?.id, "helped", ""]]);
    expect(text()).toContain("You: This helped");
  });

  it.each([null, "involved"] as const)(
    "says once that acknowledging is not forgiving, also once the answers lie open: %s",
    async (role_label) => {
      const { store } = await example();
      const couple = signal(store.couple.value && { ...store.couple.value, role_label });
      show({ ...store, couple }, <FromPartner />);
      await press("button", role_label ? /^Answer: / : /^Other answers: /);
      expect(text().split("Acknowledging is not forgiving.")).toHaveLength(2);
    },
  );

  it("has nothing old to show", async () => {
    const { store } = await example();
    await store.actions.open_all();
    show(store, <FromPartner />);
    expect(text()).toContain(words.value.today.from_empty);
  });
});
