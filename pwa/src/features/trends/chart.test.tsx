import { expect, it } from "vitest";
import { example, show } from "../../ui/testing";
import { Chart } from "./chart";

const POINTS = [
  { on: "2026-11-01", level: 0.4, low: 0.2, high: 0.7 },
  { on: "2026-11-02", level: 0.5, low: 0.3, high: 0.75 },
  { on: "2026-11-05", level: 0.6, low: 0.45, high: 0.9 },
];

function pairs(selector: string): [number, number][] {
  const path = document.querySelector(selector)?.getAttribute("d") ?? "";
  return [...path.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

/** The level at a height, by the chart's own rules at 0.05 and 0.95. */
function levelAt(y: number): number {
  const [foot, , top] = [...document.querySelectorAll("path.rule")].map((rule) => Number(rule.getAttribute("d")?.match(/ ([\d.]+)H/)?.[1]));
  return 0.05 + (0.9 * ((foot as number) - y)) / ((foot as number) - (top as number));
}

it("draws line and band where their numbers lie, on their days", async () => {
  show((await example()).store, <Chart title="Promises" points={POINTS} dots={[]} axis={["low", "middle", "high"]} />);
  const line = pairs("path.level");
  const band = pairs("path.band");
  const levels = (drawn: [number, number][]) => drawn.map(([, y]) => Number(levelAt(y).toFixed(2)));
  expect(levels(line)).toEqual(POINTS.map(({ level }) => level));
  expect(levels(band.slice(0, 3))).toEqual(POINTS.map(({ high }) => high));
  expect(levels(band.slice(3).reverse())).toEqual(POINTS.map(({ low }) => low));
  const days = line.map(([x]) => x) as [number, number, number];
  expect(band.map(([x]) => x)).toEqual([...days, ...days.toReversed()]);
  expect((days[1] - days[0]) / (days[2] - days[0])).toBeCloseTo(0.25, 2);
});

it("ends where its line is settled, and keeps room for the days up to now and their dot", async () => {
  const dots = [{ week_on: "2026-11-02", value: 0.8, text: "8 kept" }];
  const draw = async (until?: string) => {
    show((await example()).store, <Chart title="Promises" points={POINTS} dots={dots} axis={["low", "middle", "high"]} until={until} />);
    return [pairs("path.level").at(-1)?.[0], document.body.textContent?.includes("The newest days have no line yet")];
  };
  const [whole, is_said] = await draw("2026-11-05");
  expect(is_said).toBe(false);
  const [part, is_said_then] = await draw("2026-11-12");
  expect(is_said_then).toBe(true);
  expect(part).toBeLessThan((whole as number) / 2);
  expect(document.querySelector("output")?.textContent).toContain("Week of 2\u00a0Nov8 kept");
  expect(document.querySelector(".dot.running")).toBeNull();
  await draw("2026-11-08");
  expect(document.querySelector("output")?.textContent).toContain("Week of 2\u00a0Nov, so far");
  expect(document.querySelector(".dot.running")).not.toBeNull();
});
