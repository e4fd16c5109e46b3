import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { all, example, show, text, the } from "../../ui/testing";
import { HardMoment } from "./hard";
import helplines from "./helplines.json";
import { Safety } from "./safety";

describe("help", () => {
  it("lists only numbers that were checked against a public page", () => {
    for (const { country, emergency, lines } of helplines) {
      expect(country).toMatch(/^[A-Z]{2}$/);
      if (emergency)
        expect(emergency).toMatchObject({ number: expect.stringMatching(/^\d{3}$/), source: expect.stringMatching(/^https?:/) });
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line.number).toMatch(/^[\d -]{3,}$/);
        expect(line.source).toMatch(/^https?:\/\//);
        expect(line.checked_on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(["partner", "crisis", "both"]).toContain(line.about);
      }
    }
  });

  it("opens signed out and calls nothing", async () => {
    const { store, called } = await example();
    show({ ...store, phase: signal("signed_out"), me: signal(null) }, <Safety />);
    const country = document.querySelector("select") as HTMLSelectElement;
    const choose = (code: string) =>
      act(async () => {
        country.value = code;
        country.dispatchEvent(new Event("change", { bubbles: true }));
      });
    await choose("");
    expect(the("link", "From almost any mobile phone: 112").getAttribute("href")).toBe("tel:112");
    await choose("DE");
    expect(the("link", "Call 116 016").getAttribute("href")).toBe("tel:116016");
    expect(the("link", "Emergency (Germany): 112").getAttribute("href")).toBe("tel:112");
    expect(called).toEqual([]);
  });
});

describe("a hard moment", () => {
  it("leads back to where one came from, which is not Today for somebody outside", async () => {
    const { store } = await example();
    show(store, <HardMoment />);
    expect(the("link", "Back to Today").getAttribute("href")).toBe("#/today");
    show({ ...store, phase: signal("signed_out"), me: signal(null) }, <HardMoment />);
    expect(all("link", "Back to Today")).toHaveLength(0);
    expect(the("link", "Back").getAttribute("href")).toBe("#/welcome");
  });

  it("is kept nowhere", async () => {
    localStorage.clear();
    const { store, called } = await example();
    show(store, <HardMoment />);
    expect(text()).toContain("This is a wave. You are not going backwards.");
    expect(all("button", "Start the breath")).toHaveLength(1);
    expect(called).toEqual([]);
    expect(localStorage.length).toBe(0);
  });
});
