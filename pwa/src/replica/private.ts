import type { Change } from "../api/wire";
import { base64url, fromBase64url } from "../crypto/bytes";
import type { RecordKeys } from "../crypto/keys";
import { openRecord, sealRecord } from "../crypto/records";
import { isText } from "../domain/checks";
import type { Draft, Row } from "./model";
import type { Rules } from "./rules";

/**
 * The draft with its value sealed for the server, under a counter one above that of the record it replaces; a draft
 * without a value as it is. @throws Error when a newer app made that record: this one would lose what it does not know.
 */
export async function sealedDraft(
  rules: Rules,
  keys: RecordKeys,
  draft: Draft,
  replaced?: Pick<Row, "version" | "counter">,
): Promise<Draft> {
  const { space_id, opened } = draft;
  if (!opened) return draft;
  const { kind, value } = opened;
  const version = rules.sealed[kind]?.version ?? 1;
  if ((replaced?.version ?? 0) > version) throw new Error("a newer app made this record");
  const id = String(draft.body.id);
  const counter = (replaced?.counter ?? 0) + 1;
  const { size_class, ciphertext } = await sealRecord(keys.record, { space_id, kind, id }, { version, counter }, value);
  return { ...draft, body: { id, kind, size_class, ciphertext: base64url(ciphertext) }, opened: { kind, value, counter } };
}

/** A changed row as this device stores it, with a sealed body opened if that can be done. */
export async function openedChange(rules: Rules, keys: RecordKeys, space_id: string, change: Change): Promise<Row> {
  const { kind: sent_kind, body = {}, ...rest } = change;
  const is_sealed = sent_kind === "sealed";
  if (!is_sealed || rest.deleted) return { ...rest, space_id, kind: sent_kind, is_sealed, body };
  const { kind, ciphertext } = body;
  if (!isText(kind) || !isText(ciphertext)) return { ...rest, space_id, kind: sent_kind, is_sealed, body, unreadable: "damaged" };
  const row = { ...rest, space_id, kind, is_sealed };
  const record = await openRecord(keys.record, { space_id, kind, id: row.id }, fromBase64url(ciphertext));
  if (typeof record === "string") return { ...row, body, unreadable: record === "unknown_generation" ? "newer_version" : "damaged" };
  const { version, counter } = record;
  const rule = rules.sealed[kind];
  if (!rule || version > rule.version) return { ...row, version, counter, body, unreadable: "newer_version" };
  const value = rule.parse(record.value);
  return value ? { ...row, version, counter, body: value } : { ...row, version, counter, body, unreadable: "damaged" };
}
