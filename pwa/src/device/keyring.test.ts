import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type DeviceKeys, type Envelope, Keyring } from "./keyring";

const envelope = (person_id: string): Envelope => ({ person_id, handle: person_id, locked: null }) as Envelope;
const keys = (person_id: string): DeviceKeys => ({ of: person_id }) as unknown as DeviceKeys;
let keyring: Keyring;

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  keyring = await Keyring.open();
});

describe("a device that two people share", () => {
  it("holds the keys of whoever came last, and of nobody else", async () => {
    await keyring.keep(envelope("ines"), keys("ines"));
    await keyring.keep(envelope("jon"), keys("jon"));
    expect(await keyring.current()).toMatchObject({ envelope: { person_id: "jon" }, keys: { of: "jon" } });
    await keyring.putAway("jon", "quick_exit");
    await keyring.keep(envelope("ines"), keys("ines"));
    await keyring.forget("ines");
    expect(await keyring.current()).toBeNull();
    await keyring.keep(envelope("jon"), keys("jon"));
    await keyring.forget("jon");
    expect(await keyring.people()).toBe(0);
  });

  it("has none of the one before, even where that one never locked", async () => {
    await keyring.keep(envelope("ines"), keys("ines"));
    await keyring.keep(envelope("jon"), keys("jon"));
    const all = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open("hearth");
      asked.onsuccess = () => resolve(asked.result);
    });
    const found = await new Promise((resolve) => {
      const asked = all.transaction("keys").objectStore("keys").getAllKeys();
      asked.onsuccess = () => resolve(asked.result);
    });
    all.close();
    expect(found).toEqual(["jon"]);
  });

  it("puts keys away and keeps what opens them again, and why it is locked", async () => {
    await keyring.keep(envelope("ines"), keys("ines"));
    await keyring.putAway("ines", "quick_exit");
    expect(await keyring.current()).toMatchObject({ envelope: { person_id: "ines", locked: "quick_exit" }, keys: null });
    await keyring.keep(envelope("ines"), keys("ines"));
    expect((await keyring.current())?.envelope.locked).toBeNull();
  });
});
