/** What a page has and Node has not, as far as the app below its screens asks for it. Imported before everything else. */
import { webcrypto } from "node:crypto";
import "fake-indexeddb/auto";

if (!globalThis.crypto) Object.defineProperty(globalThis, "crypto", { value: webcrypto });

// Hidden: nothing syncs by the clock, everything when the test says so.
const nothing = (): void => undefined;
const page = {
  document: Object.assign(new EventTarget(), { visibilityState: "hidden" }),
  navigator: { userAgent: "" },
  addEventListener: nothing,
  removeEventListener: nothing,
  // One process is one device with one tab: nobody else listens.
  BroadcastChannel: class {
    postMessage = nothing;
    close = nothing;
  },
};
for (const [name, value] of Object.entries(page)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

const RealDate = Date;
let offset_ms = 0;

/** Sets this device's clock wrong by so much. */
export function setClock(wrong_by_ms: number): void {
  offset_ms = wrong_by_ms;
}

globalThis.Date = class extends RealDate {
  constructor(...given: []) {
    if (given.length === 0) super(RealDate.now() + offset_ms);
    else super(...given);
  }
  static override now = (): number => RealDate.now() + offset_ms;
} as DateConstructor;
