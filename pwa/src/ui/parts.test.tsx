import { expect, it, vi } from "vitest";
import { Confirm } from "./parts";
import { example, press, show, the } from "./testing";

it("begins a question at its beginning: the focus goes to its heading, not to the button that does it", async () => {
  const [onYes, onNo] = [vi.fn(), vi.fn()];
  show(example().store, <Confirm title="Remove this?" text="Its words go." yes="Remove" onYes={onYes} onNo={onNo} />);
  expect(document.activeElement).toBe(the("heading", "Remove this?"));
  await press("button", "Cancel");
  expect([onYes.mock.calls.length, onNo.mock.calls.length]).toEqual([0, 1]);
});
