import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { addDays } from "../../domain/days";
import type { Acknowledgement, SharedPoint } from "../../domain/types";
import { all, example, fill, press, show, text, the, until } from "../../ui/testing";
import { Trends } from "./trends";

describe("trends", () => {
  it("keep promises and feeling safe behind doors of their own", async () => {
    show((await example()).store, <Trends parts={[]} />);
    expect(text()).toContain("Promises and feeling safe move at different speeds. Neither is owed for the other.");
    expect(document.querySelector("svg.chart, figure")).toBeNull();
    for (const door of ["My promises", "How safe I feel", "Sam's promises", "What Sam shares of feeling safe"])
      expect(all("link", new RegExp(`^${door}`))).toHaveLength(1);
  });

  it("draw promises in words and counts, without a numeral on the axis", async () => {
    show((await example()).store, <Trends parts={["promises", "mine"]} />);
    await until(() => document.querySelector("figure") !== null);
    const axis = [...document.querySelectorAll("figure .axis")].map((label) => label.textContent);
    expect(axis).toEqual(["few", "about half", "nearly all"]);
    expect(text()).not.toMatch(/%|percent|score/i);
    expect(text()).not.toMatch(/feel safe|How safe I feel/);
    const reader = the("slider", "Choose a week");
    expect(reader.getAttribute("aria-valuetext")).toMatch(/^Week of .*: \d+ kept/);
  });

  it("are read week by week with the keys", async () => {
    show((await example()).store, <Trends parts={["promises", "mine"]} />);
    await until(() => document.querySelector("figure") !== null);
    await fill("Choose a week", "0");
    const first = the("slider", "Choose a week").getAttribute("aria-valuetext") ?? "";
    expect(text()).toContain(first.split(": ")[1]);
  });

  const isShown = () => the("table", /.*/).closest("[hidden]") === null;

  it("show the same as a table", async () => {
    show((await example()).store, <Trends parts={["promises", "mine"]} />);
    await until(() => all("button", "Show as a table").length === 1);
    expect(isShown()).toBe(false);
    await press("button", "Show as a table");
    expect(isShown()).toBe(true);
    const head = [...the("table", /.*/).querySelectorAll("th[scope=col]")].map((cell) => cell.textContent);
    expect(head).toEqual(["Week", "Kept", "Partly", "Missed and said"]);
  });

  it("keep the other's promises on a page of their own", async () => {
    const { store } = await example();
    show(store, <Trends parts={["promises", "theirs"]} />);
    await until(() => document.querySelector("figure") !== null);
    expect(document.querySelectorAll("figure")).toHaveLength(1);
    expect(text()).not.toContain("I say when I will be home");
  });

  it("name how an answered act went and its kind, and show all of them when asked", async () => {
    const { store } = await example();
    const missed = store.acts.value.find(({ outcome, author_id }) => outcome === "missed_told" && author_id === store.me.value?.person.id);
    if (!missed) throw new Error("the example has none");
    const thanks = { id: "thanks", act_id: missed.id, author_id: "x", answer: "thanks", words: "" } as Acknowledgement;
    show({ ...store, acknowledgements: signal([...store.acknowledgements.value, thanks]) }, <Trends parts={["promises", "mine"]} />);
    await until(() => all("button", "Show all").length === 1);
    const rows = () => [...document.querySelectorAll("[aria-labelledby=helped] ul.links li")].map((row) => row.textContent ?? "");
    expect(rows()).toHaveLength(8);
    await press("button", "Show all");
    expect(rows().length).toBeGreaterThan(20);
    expect(rows().filter((row) => /Missed, and I said so\s· Reliability\s· /.test(row)).length).toBeGreaterThan(0);
  });

  it("show what the other shares, in words", async () => {
    show((await example()).store, <Trends parts={["feeling", "theirs"]} />);
    expect(text()).toMatch(/The answers shared here/);
    expect(text()).not.toMatch(/Around .* dropped/);
  });

  it("look the same for never shared, withdrawn and paused", async () => {
    const { store } = await example();
    show({ ...store, partner_points: signal<SharedPoint[]>([]) }, <Trends parts={["feeling", "theirs"]} />);
    expect(text()).toContain("Nothing to show.");
    expect(document.querySelector("figure")).toBeNull();
  });

  it("draw one's own events, and say them in the description and the table", async () => {
    const { store } = await example();
    const on = addDays(store.today.value, -3);
    show({ ...store, events: signal([{ id: "m", on, label: "A long talk" }]) }, <Trends parts={["promises", "mine"]} />);
    await until(() => document.querySelector("figure") !== null);
    expect(document.querySelectorAll("svg .day-event")).toHaveLength(1);
    expect(document.querySelector("svg desc")?.textContent).toMatch(/Marked: .*A long talk/);
    expect(document.querySelector("figure .event-list")?.textContent).toMatch(/^a .*: A long talk$/);
    await press("button", "Show as a table");
    expect(the("table", /.*/).textContent).toMatch(/Marked.*A long talk/);
  });

  it("put the days on which nothing was due beside the days present", async () => {
    const { store } = await example();
    const weekends = store.commitments.value.map((one) => ({ ...one, rhythm: { type: "weekdays" as const, days: [5, 6] } }));
    show({ ...store, commitments: signal(weekends) }, <Trends parts={["promises", "mine"]} />);
    await until(() => text().includes("Present on"));
    expect(text()).toMatch(/Present on 8 of the last 30 days\. ?20 of the 30 days had no promise\./);
    show({ ...store, commitments: signal(weekends) }, <Trends parts={["promises", "theirs"]} />);
    await until(() => text().includes("Present on"));
    expect(text()).not.toContain("had no promise");
  });

  it("say nothing of them where every day had something due", async () => {
    const { store } = await example();
    const daily = store.commitments.value.map((one) => ({ ...one, rhythm: { type: "daily" as const } }));
    show({ ...store, commitments: signal(daily) }, <Trends parts={["promises", "mine"]} />);
    await until(() => text().includes("Present on"));
    expect(text()).not.toContain("had no promise");
  });

  it("keep events off the page of the other's promises", async () => {
    const { store } = await example();
    const events = signal([{ id: "m", on: addDays(store.today.value, -3), label: "A long talk" }]);
    show({ ...store, events }, <Trends parts={["promises", "theirs"]} />);
    await until(() => document.querySelector("figure") !== null);
    expect(text()).not.toContain("A long talk");
    expect(text()).not.toContain("DayEvent a day");
  });

  it("take a mark, and take it away again", async () => {
    const { store } = await example();
    show(store, <Trends parts={["feeling"]} />);
    await until(() => document.querySelector("figure") !== null);
    await fill("What it was, in a few words", "A long talk");
    await press("button", "Save");
    await until(() => document.querySelector("figure .event-list") !== null);
    await press("button", "Remove: A long talk");
    await until(() => document.querySelector("figure .event-list") === null);
  });

  it("call the three answers together by the same name everywhere", async () => {
    show((await example()).store, <Trends parts={["feeling"]} />);
    await until(() => document.querySelector("figure") !== null);
    expect(document.querySelector("svg title")?.textContent).toBe("Safe, seen and valued, over time");
    expect(the("slider", "Choose a week").getAttribute("aria-valuetext")).toMatch(/of 10(?: on average)?, from/);
    await press("button", "Show as a table");
    const table = the("table", /.*/);
    expect(table.querySelector("caption")?.textContent).toBe("Safe, seen and valued, over time");
    expect([...table.querySelectorAll("th[scope=col]")].map((cell) => cell.textContent)).toEqual(["Week", "Check-ins", "On average"]);
  });
});
