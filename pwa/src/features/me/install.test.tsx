import { afterEach, expect, it, vi } from "vitest";
import { installOffer } from "../../ui/install";
import { all, example, press, show, text } from "../../ui/testing";
import { Install } from "./install";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1";
const IPAD = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15";
const ANDROID = "Mozilla/5.0 (Linux; Android 15) Chrome/131.0 Mobile Safari/537.36";
const COMPUTER = "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0 Safari/537.36";

afterEach(async () => {
  vi.unstubAllGlobals();
  installOffer.value = null;
});

it.each([
  [IPHONE, 5, "Open Hearth in Safari."],
  [IPAD, 5, "Open Hearth in Safari."],
  [ANDROID, 5, "Open the browser's menu."],
  [COMPUTER, 0, "Click the install sign at the end of the address line, or choose “Install Hearth” in the browser's menu."],
])("shows the way that fits: %s", async (userAgent, maxTouchPoints, step) => {
  vi.stubGlobal("navigator", { userAgent, maxTouchPoints });
  show((await example()).store, <Install />);
  expect(text()).toContain(step);
});

it("is one tap where the browser offers it", async () => {
  const offered = vi.fn(async () => undefined);
  show((await example()).store, <Install />);
  expect(all("button", "Install Hearth")).toEqual([]);
  installOffer.value = offered;
  show((await example()).store, <Install />);
  await press("button", "Install Hearth");
  expect(offered).toHaveBeenCalledOnce();
});
