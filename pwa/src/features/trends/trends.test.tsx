import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { SharedPoint } from "../../store/types";
import { all, example, fill, press, show, text, the, until } from "../../ui/testing";
import { Trends } from "./trends";

describe("trends", () => {
  it("keep promises and feeling safe behind doors of their own", () => {
    show(example().store, <Trends parts={[]} />);
    expect(text()).toContain("Promises and feeling safe move at different speeds. Neither is owed for the other.");
    expect(document.querySelector("svg.chart, figure")).toBeNull();
    for (const door of ["My promises", "How I feel", "Sam's promises", "What Sam shares of feeling safe"])
      expect(all("link", new RegExp(`^${door}`))).toHaveLength(1);
  });

  it("draw promises in words and counts, without a numeral on the axis", async () => {
    show(example().store, <Trends parts={["promises", "mine"]} />);
    await until(() => document.querySelector("figure") !== null);
    const axis = [...document.querySelectorAll("text.axis")].slice(0, 3).map((label) => label.textContent);
    expect(axis).toEqual(["few", "about half", "nearly all"]);
    expect(text()).not.toMatch(/%|percent|score/i);
    expect(text()).not.toMatch(/feel safe|How I feel/);
    const reader = the("slider", "Choose a week");
    expect(reader.getAttribute("aria-valuetext")).toMatch(/^Week of .*: \d+ kept/);
  });

  it("are read week by week with the keys", async () => {
    show(example().store, <Trends parts={["promises", "mine"]} />);
    await until(() => document.querySelector("figure") !== null);
    await fill("Choose a week", "0");
    const first = the("slider", "Choose a week").getAttribute("aria-valuetext") ?? "";
    expect(text()).toContain(first.split(": ")[1]);
  });

  it("show the same as a table", async () => {
    show(example().store, <Trends parts={["promises", "mine"]} />);
    await until(() => all("button", "Show as a table").length === 1);
    await press("button", "Show as a table");
    const head = [...the("table", /.*/).querySelectorAll("th[scope=col]")].map((cell) => cell.textContent);
    expect(head).toEqual(["Week", "Kept", "Partly", "Missed and said"]);
  });

  it("keep the other's promises on a page of their own", async () => {
    const { store } = example();
    show(store, <Trends parts={["promises", "theirs"]} />);
    await until(() => document.querySelector("figure") !== null);
    expect(document.querySelectorAll("figure")).toHaveLength(1);
    expect(text()).not.toContain("I say when I will be home");
  });

  it("show what the other shares, in words", () => {
    show(example().store, <Trends parts={["feeling", "theirs"]} />);
    expect(text()).toMatch(/The answers shared here/);
    expect(text()).not.toMatch(/Around .* dropped/);
  });

  it("look the same for never shared, withdrawn and paused", () => {
    const { store } = example();
    show({ ...store, partner_points: signal<SharedPoint[]>([]) }, <Trends parts={["feeling", "theirs"]} />);
    expect(text()).toContain("Nothing to show.");
    expect(document.querySelector("figure")).toBeNull();
  });
});
