import type { Change, Sealed } from "../api/wire";
import { base64url, fromBase64url } from "../crypto/bytes";
import type { RecordKeys } from "../crypto/keys";
import { openRecord, sealRecord } from "../crypto/records";
import type { Body, Draft, Entity } from "./model";

/** A change to the private space: what is inside, sealed for the server and opened for this device. */
export async function putSealed(keys: RecordKeys, space_id: string, kind: string, id: string, value: Body): Promise<Draft> {
  const { size_class, ciphertext } = await sealRecord(keys.record, { space_id, kind, id }, value);
  const body = { id, kind, size_class, ciphertext: base64url(ciphertext) };
  return { space_id, kind: "put_sealed", body, opened: { kind, value } };
}

/** A row of any space as this device keeps it; a sealed one that cannot be opened keeps its ciphertext and stays unread. */
export async function openedChange(keys: RecordKeys, space_id: string, change: Change): Promise<Entity> {
  const { kind: wire, id, rev, as_of, deleted } = change;
  const body = change.body ?? {};
  const row = { space_id, wire, id, rev, ...(as_of !== undefined && { as_of }), deleted };
  if (wire !== "sealed" || deleted) return { ...row, kind: wire, body };
  const { kind, ciphertext } = body as unknown as Sealed;
  const value = await openRecord(keys.record, { space_id, kind, id }, fromBase64url(ciphertext));
  return value === undefined ? { ...row, kind: "unreadable", body } : { ...row, kind, body: value as Body };
}
