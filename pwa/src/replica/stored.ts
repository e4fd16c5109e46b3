import type { Operation } from "../api/wire";
import type { Bytes } from "../crypto/bytes";
import type { StoredOperation, StoredRow } from "./database";
import { keyOf, type NewOperation, type Pending, type Row, type RowKey, type SpaceCursor } from "./model";
import type { Seals } from "./seals";

/** What of an operation is sealed; `operation` is read out of its text. */
type Content = Pick<Pending, "text" | "opened" | "is_resent" | "rev_in" | "problem">;
export type OpenedOperation = Content & Pick<Pending, "operation">;

export const rowName = (seals: Seals, key: RowKey): Promise<string> => seals.name("rows", keyOf(key));

export async function storedRow(seals: Seals, row: Row): Promise<StoredRow> {
  const [name, space] = await Promise.all([rowName(seals, row), seals.spaceName(row.space_id)]);
  return { name, space, rev: row.rev, content: await seals.seal(`rows|${name}`, row) };
}

export function openedRow(seals: Seals, { name, content }: StoredRow): Promise<Row> {
  return seals.open<Row>(`rows|${name}`, content);
}

export async function storedOperation(seals: Seals, operation: NewOperation & { seq?: number }): Promise<StoredOperation> {
  const { seq, state, rev, rev_in, text, opened, is_resent, problem } = operation;
  const content: Content = {
    text,
    ...(opened && { opened }),
    ...(is_resent && { is_resent }),
    ...(rev_in !== undefined && { rev_in }),
    ...(problem && { problem }),
  };
  const name = await seals.name("outbox", operation.operation.op_id);
  return { ...(seq !== undefined && { seq }), name, state, rev, content: await seals.seal(`outbox|${name}`, content) };
}

export const openedOperation = (seals: Seals, { name, content }: StoredOperation): Promise<OpenedOperation> =>
  openedText(seals, `outbox|${name}`, content);

export async function openedText<More = unknown>(seals: Seals, place: string, content: Bytes): Promise<OpenedOperation & More> {
  const inside = await seals.open<Content & More>(place, content);
  // The text was made from an operation, on this device.
  return { ...inside, operation: JSON.parse(inside.text) as Operation };
}

export async function storedCursor(seals: Seals, cursor: SpaceCursor): Promise<{ space: string; content: Bytes }> {
  const space = await seals.spaceName(cursor.space_id);
  return { space, content: await seals.seal(`cursors|${space}`, cursor) };
}

export async function storedMeta(seals: Seals, name: string, value: unknown): Promise<{ name: string; content: Bytes }> {
  const keyed = await seals.name("meta", name);
  return { name: keyed, content: await seals.seal(`meta|${keyed}`, value) };
}
