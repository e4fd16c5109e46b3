import { describe, expect, it, vi } from "vitest";
import { base64url, fromBase64url } from "../src/crypto/bytes";
import { openRecord, sealRecord } from "../src/crypto/records";
import type { FakeRow } from "./fake-server";
import { freshForEach, TODAY } from "./people";

vi.mock("../src/crypto/argon2", async () => (await import("./quick-derivation")).quickDerivation);

const here = freshForEach();

/** The one check-in that the server has, as it lies there. */
function sealedCheckIn(): { row: FakeRow; space_id: string } {
  for (const space of here.server.spaces.values()) {
    for (const row of space.rows.values()) if (row.body.kind === "check_in") return { row, space_id: space.id };
  }
  throw new Error("the server has no check-in");
}

describe("a private record", () => {
  it("counts the records it is the latest of, across what waits and devices", async () => {
    const { phone: one } = await here.phones.signedUp("alex");
    one.network = "down";
    await one.store.actions.check_in(TODAY, { safe: 3 });
    await one.store.actions.check_in(TODAY, { safe: 4 });
    one.network = "up";
    await one.sync();
    const other = await here.phones.signedIn("alex");
    await other.store.actions.check_in(TODAY, { safe: 5 });
    await other.sync();
    const { row, space_id } = sealedCheckIn();
    const { record } = await other.keys();
    const opened = await openRecord(record, { space_id, kind: "check_in", id: row.id }, fromBase64url(String(row.body.ciphertext)));
    expect(opened).toMatchObject({ version: 1, generation: 1, counter: 3, value: { safe: 5 } });
  });

  it("that a newer app made is shown as nothing it might not be, and never written over", async () => {
    const { phone } = await here.phones.signedUp("alex");
    await phone.store.actions.check_in(TODAY, { safe: 3 });
    await phone.sync();
    const { row, space_id } = sealedCheckIn();
    const { record } = await phone.keys();
    const place = { space_id, kind: "check_in", id: row.id };
    const { ciphertext, size_class } = await sealRecord(record, place, { version: 2, counter: 2 }, { on: TODAY });
    const newer = { ...row, rev: row.rev + 1, body: { kind: "check_in", size_class, ciphertext: base64url(ciphertext) } };
    const space = here.server.spaces.get(space_id);
    if (!space) throw new Error("there is no such space");
    space.rev = newer.rev;
    space.made.push(crypto.randomUUID());
    for (const [key, { id }] of space.rows) if (id === row.id) space.rows.set(key, newer);
    await phone.sync();
    expect(phone.store.check_ins.value).toEqual([]);
    expect(phone.store.has_newer_records.value).toBe(true);
    await expect(phone.store.actions.check_in(TODAY, { safe: 9 })).rejects.toThrow("a newer app made this record");
    await phone.sync();
    expect(sealedCheckIn().row).toEqual(newer);
  });
});
