import { expect, it, vi } from "vitest";
import { Field } from "./forms";
import { Confirm } from "./parts";
import { example, press, show, the } from "./testing";

it("begins a question at its beginning: the focus goes to its heading, not to the button that does it", async () => {
  const [onYes, onNo] = [vi.fn(), vi.fn()];
  show((await example()).store, <Confirm title="Remove this?" text="Its words go." yes="Remove" onYes={onYes} onNo={onNo} />);
  expect(document.activeElement).toBe(the("heading", "Remove this?"));
  await press("button", "Cancel");
  expect([onYes.mock.calls.length, onNo.mock.calls.length]).toEqual([0, 1]);
});

it("writes a chosen day out under its field, in the person's language and not the browser's", async () => {
  const field = async (value: string) =>
    show((await example()).store, <Field label="Until" type="date" value={value} onValue={() => {}} />);
  const described = () => document.querySelector("input")?.getAttribute("aria-describedby") ?? "";
  await field("2026-12-24");
  expect(document.getElementById(described())?.textContent).toBe("Thursday, 24\u00a0December 2026");
  await field("");
  expect(described()).toBe("");
});
