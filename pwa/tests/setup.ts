import "fake-indexeddb/auto";
import { webcrypto } from "node:crypto";
import { afterEach, vi } from "vitest";

// The page's own window has no WebCrypto; Node's is the same code the browsers' tests are held to.
if (!globalThis.crypto?.subtle) Object.defineProperty(globalThis, "crypto", { value: webcrypto });

/** Nothing may leave: a test that needs answers hands in its own server. */
vi.stubGlobal("fetch", () => Promise.reject(new Error("the network is out of reach in tests")));

afterEach(() => {
  vi.useRealTimers();
});
