import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { badge, watchBadge } from "../src/device/badge";
import { Keyring } from "../src/device/keyring";
import type { Act } from "../src/domain/types";
import type { Store } from "../src/store/types";
import "fake-indexeddb/auto";

const done = async (): Promise<void> => undefined;
const setAppBadge = vi.fn(done);
const clearAppBadge = vi.fn(done);
let look: DocumentVisibilityState = "visible";
let stop = (): void => undefined;

function turn(next: DocumentVisibilityState): void {
  look = next;
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  Object.assign(navigator, { setAppBadge, clearAppBadge });
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => look);
});
afterEach(() => {
  stop();
  vi.clearAllMocks();
});

describe("the badge on the icon", () => {
  it.each([false, true])("is set for something new only while nobody looks and where it was asked for: %s", async (is_on) => {
    const keyring = await Keyring.open();
    const { has_badge, set_badge } = badge({ keyring });
    expect(await has_badge()).toBe(false);
    await set_badge(is_on);
    const unopened = signal<Store["unopened"]["value"]>({ acts: [], acknowledgements: [] });
    stop = watchBadge({ keyring }, unopened, signal(true));
    const arrive = () => (unopened.value = { acts: [{} as Act], acknowledgements: [] });
    arrive();
    turn("hidden");
    arrive();
    await vi.waitFor(() => keyring.hasBadge());
    await new Promise((resolve) => setTimeout(resolve, 20));
    // Never a number.
    expect(setAppBadge.mock.calls).toEqual(is_on ? [[]] : []);
    clearAppBadge.mockClear();
    turn("visible");
    expect(clearAppBadge).toHaveBeenCalledTimes(1);
    await set_badge(false);
  });
});
