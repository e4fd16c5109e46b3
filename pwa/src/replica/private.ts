import type { Change, Sealed } from "../api/wire";
import { base64url, fromBase64url } from "../crypto/bytes";
import type { RecordKeys } from "../crypto/keys";
import { openRecord, sealRecord } from "../crypto/records";
import type { Body, Draft, Entity } from "./model";

/** Of the shapes that this app writes and reads; what a newer app wrote is left as it is. */
export const VERSION = 1;

/** A change to the private space, not sealed yet (see `sealedDraft`). */
export function putSealed(space_id: string, kind: string, id: string, value: Body): Draft {
  return { space_id, kind: "put_sealed", body: { id }, opened: { kind, value } };
}

/**
 * The draft with what is inside sealed for the server; one of another kind as it is. `replaced` is the record as it is known here.
 * @throws Error when that was made by a newer app, which would lose what this one does not know of.
 */
export async function sealedDraft(keys: RecordKeys, draft: Draft, replaced?: Pick<Entity, "version" | "counter">): Promise<Draft> {
  const { space_id, opened } = draft;
  if (!opened) return draft;
  const { version = VERSION, counter = 0 } = replaced ?? {};
  if (version > VERSION) throw new Error("a newer app made this record");
  const id = String(draft.body.id);
  const { kind, value } = opened;
  const header = { version: VERSION, counter: counter + 1 };
  const { size_class, ciphertext } = await sealRecord(keys.record, { space_id, kind, id }, header, value);
  const body = { id, kind, size_class, ciphertext: base64url(ciphertext) };
  return { ...draft, body, opened: { kind, value, counter: header.counter } };
}

/** A row of any space as this device keeps it; a sealed one that cannot be opened keeps its ciphertext and stays unread. */
export async function openedChange(keys: RecordKeys, space_id: string, change: Change): Promise<Entity> {
  const { kind: wire, id, rev, as_of, deleted } = change;
  const body = change.body ?? {};
  const row = { space_id, wire, id, rev, ...(as_of !== undefined && { as_of }), deleted };
  if (wire !== "sealed" || deleted) return { ...row, kind: wire, body };
  const { kind, ciphertext } = body as unknown as Sealed;
  const record = await openRecord(keys.record, { space_id, kind, id }, fromBase64url(ciphertext));
  if (typeof record === "string") return { ...row, kind: "unreadable", body };
  const { version, counter, value } = record;
  if (version > VERSION) return { ...row, kind: "newer", version, counter, body };
  return { ...row, kind, version, counter, body: value as Body };
}
