import { expect, it } from "vitest";
import { lazy } from "./lazy";
import { all, example, press, show, text, until } from "./testing";

it("says kindly that a screen cannot be fetched, and fetches it when asked again", async () => {
  let is_there = false;
  const Screen = lazy(async () => {
    if (!is_there) throw new TypeError("Failed to fetch dynamically imported module");
    return () => <h1>Here it is</h1>;
  });
  show((await example()).store, <Screen />);
  expect(all("status", "Laying things out")).toHaveLength(1);
  await until(() => text().includes("Hearth can't be reached right now."));
  expect(all("heading", "This page could not be shown")).toHaveLength(1);
  is_there = true;
  await press("button", "Try again");
  await until(() => all("heading", "Here it is").length === 1);
});
