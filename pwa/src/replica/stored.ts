import type { Operation } from "../api/wire";
import type { Bytes } from "../crypto/bytes";
import type { StoredOperation, StoredRow } from "./database";
import type { Entity, NewOperation, Pending, RowKey, SpaceCursor } from "./model";
import type { Seals } from "./seals";

/** What of an operation is sealed; `operation` is read out of its text. */
type Content = Pick<Pending, "text" | "opened" | "resent" | "problem">;
export type OpenedOperation = Content & Pick<Pending, "operation">;

export const rowName = (seals: Seals, [space_id, wire, id]: RowKey): Promise<string> => seals.name("rows", space_id, wire, id);

export async function storedRow(seals: Seals, entity: Entity): Promise<StoredRow> {
  const { space_id, wire, id, rev } = entity;
  const [name, space] = await Promise.all([rowName(seals, [space_id, wire, id]), seals.spaceName(space_id)]);
  return { name, space, rev, content: await seals.seal(`rows|${name}`, entity) };
}

export function openedRow(seals: Seals, { name, content }: StoredRow): Promise<Entity> {
  return seals.open<Entity>(`rows|${name}`, content);
}

export async function storedOperation(seals: Seals, operation: NewOperation & { seq?: number }): Promise<StoredOperation> {
  const { seq, state, rev, text, opened, resent, problem } = operation;
  const content: Content = { text, ...(opened && { opened }), ...(resent && { resent }), ...(problem && { problem }) };
  const name = await seals.name("outbox", operation.operation.op_id);
  return { ...(seq !== undefined && { seq }), name, state, rev, content: await seals.seal(`outbox|${name}`, content) };
}

export const openedOperation = (seals: Seals, { name, content }: StoredOperation): Promise<OpenedOperation> =>
  openedText(seals, `outbox|${name}`, content);

export async function openedText(seals: Seals, place: string, content: Bytes): Promise<OpenedOperation> {
  const inside = await seals.open<Content>(place, content);
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
