import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type DeviceKeys, type Envelope, Keyring } from "./keyring";

const WRAPS = { kdf_version: 1, salt: "salt", password_wrap: "by password", recovery_wrap: null, replica_wrap: "of the replica" };
const envelope = (person_id: string): Envelope => ({ person_id, ...WRAPS, locked: null });
const keys = (person_id: string): DeviceKeys => ({ public_key: person_id }) as unknown as DeviceKeys;
let keyring: Keyring;

beforeEach(() => vi.stubGlobal("indexedDB", new IDBFactory()));

describe("a device that two people share", () => {
  beforeEach(async () => {
    keyring = await Keyring.open();
  });

  it("has the keys of whoever came last, and of nobody else", async () => {
    await keyring.save(envelope("ines"), keys("ines"));
    await keyring.save(envelope("jon"), keys("jon"));
    expect(await keyring.current()).toMatchObject({ envelope: { person_id: "jon" }, keys: { public_key: "jon" } });
    await keyring.deleteKeys("jon", "quick_exit");
    await keyring.save(envelope("ines"), keys("ines"));
    await keyring.forget("ines");
    expect(await keyring.current()).toBeNull();
    await keyring.save(envelope("jon"), keys("jon"));
    await keyring.forget("jon");
    expect(await keyring.people()).toBe(0);
  });

  it("forgets one of them without a word of the other", async () => {
    await keyring.save(envelope("ines"), keys("ines"));
    await keyring.save(envelope("jon"), keys("jon"));
    await keyring.setSubscriber("jon");
    await keyring.forget("ines");
    expect(await keyring.current()).toMatchObject({ envelope: { person_id: "jon" }, keys: { public_key: "jon" } });
    expect(await keyring.subscriber()).toBe("jon");
  });

  it("has none of the one before, even where that one never locked", async () => {
    await keyring.save(envelope("ines"), keys("ines"));
    await keyring.save(envelope("jon"), keys("jon"));
    const all = await openDB("hearth");
    expect(await all.getAllKeys("keys")).toEqual(["jon"]);
    all.close();
  });

  it("puts keys away and keeps what opens them again, and since when it is locked and why", async () => {
    vi.useFakeTimers({ now: 1000, toFake: ["Date"] });
    await keyring.save(envelope("ines"), keys("ines"));
    await keyring.deleteKeys("ines", "signed_out_elsewhere");
    vi.setSystemTime(5000);
    await keyring.deleteKeys("ines", "signed_out_elsewhere");
    const locked = { reason: "signed_out_elsewhere", at: 1000 };
    expect(await keyring.current()).toMatchObject({ envelope: { person_id: "ines", locked }, keys: null });
    expect([await keyring.revokedBefore(999), await keyring.revokedBefore(1000)]).toEqual([[], ["ines"]]);
    await keyring.save(envelope("ines"), keys("ines"));
    expect((await keyring.current())?.envelope.locked).toBeNull();
    await keyring.deleteKeys("ines", "quick_exit");
    expect(await keyring.revokedBefore(9000)).toEqual([]);
  });
});

describe.each([1, 2])("a key ring of version %i", (version) => {
  const pin = { kdf_version: 1, salt: "salt", wrap: "of three keys", tries: 2, tried_at: 7 };

  beforeEach(async () => {
    vi.useFakeTimers({ now: 1000, toFake: ["Date"] });
    const old = await openDB("hearth", version, {
      upgrade(db) {
        db.createObjectStore("envelopes", { keyPath: "person_id" });
        for (const name of version === 1 ? ["keys", "current"] : ["keys", "current", "locks"]) db.createObjectStore(name);
      },
    });
    for (const [person_id, locked] of [
      ["ines", null],
      ["jon", "signed_out_elsewhere"],
    ]) {
      await old.put("envelopes", { ...WRAPS, person_id, locked, handle: `${person_id}.home`, private_space_id: "private-space" });
    }
    await old.put("keys", { replica: "key" }, "ines");
    await old.put("current", "ines", "person_id");
    await old.put("current", "on", "icon_mark");
    await old.put("current", "jon", "listener");
    if (version === 2) await old.put("locks", { after_s: 60, pin }, "ines");
    old.close();
  });

  it("opens with the password as before, once, and names nobody any more", async () => {
    const opened = await Keyring.open();
    const lock = version === 2 ? { after_s: 60, pin: null } : null;
    expect(await opened.current()).toEqual({ envelope: envelope("ines"), keys: null, lock });
    expect(await opened.envelope("jon")).toEqual({ ...envelope("jon"), locked: { reason: "signed_out_elsewhere", at: 1000 } });
    expect([await opened.hasBadge(), await opened.subscriber()]).toEqual([true, "jon"]);
    const all = await openDB("hearth");
    expect(JSON.stringify(await Promise.all([...all.objectStoreNames].map((name) => all.getAll(name))))).not.toMatch(/home|private-space/);
    all.close();
  });
});
