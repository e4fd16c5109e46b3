import { type Database, OLD_STORES, STORES, type StoredRow } from "./database";
import type { Body } from "./model";
import type { Seals } from "./seals";
import { openedText, storedCursor, storedMeta, storedOperation, storedRow } from "./stored";

/** Seals anew what versions 1 and 2 stored, once: that needs the key, which no upgrade of the database has. */
export async function convertOldStores(db: Database, seals: Seals): Promise<void> {
  if (!db.objectStoreNames.contains("v2_rows") || (await areEmpty(OLD_STORES.map((name) => db.count(name))))) return;
  const rows = await convertedRows(db, seals, "v2_rows");
  const set_aside = await convertedRows(db, seals, "v2_kept");
  const outbox = await each(db.getAll("v2_outbox"), async ({ op_id, content, ...clear }) => {
    const { resent, ...inside } = await openedText<{ resent?: boolean }>(seals, `outbox|${op_id}`, content);
    return storedOperation(seals, { ...clear, ...inside, ...(resent && { is_resent: true }) });
  });
  const cursors = await each(db.getAll("v2_cursors"), (cursor) => storedCursor(seals, cursor));
  const meta = await each(db.getAll("v2_meta"), async ({ name, content }) =>
    storedMeta(seals, name, await seals.open(`meta|${name}`, content)),
  );

  const tx = db.transaction([...OLD_STORES, ...STORES], "readwrite", { durability: "strict" });
  // Another tab may have done all of it meanwhile, and have written since.
  if (!(await areEmpty(OLD_STORES.map((name) => tx.objectStore(name).count())))) {
    for (const one of rows) void tx.objectStore("rows").put(one);
    for (const one of set_aside) void tx.objectStore("set_aside").put(one);
    for (const one of outbox) void tx.objectStore("outbox").put(one);
    for (const one of cursors) void tx.objectStore("cursors").put(one);
    for (const one of meta) void tx.objectStore("meta").put(one);
    for (const name of OLD_STORES) void tx.objectStore(name).clear();
  }
  await tx.done;
}

async function each<Old, New>(stored: Promise<Old[]>, convert: (old: Old) => Promise<New>): Promise<New[]> {
  return Promise.all((await stored).map(convert));
}

async function areEmpty(counts: Promise<number>[]): Promise<boolean> {
  return (await Promise.all(counts)).every((count) => count === 0);
}

function convertedRows(db: Database, seals: Seals, store: "v2_rows" | "v2_kept"): Promise<StoredRow[]> {
  return each(db.getAll(store), async ({ content, wire, as_of, kind: was, ...clear }) => {
    const { space_id, id } = clear;
    const body = await seals.open<Body>(`rows|${space_id}|${wire}|${id}`, content);
    const kind = was === "mark" ? "event" : was;
    return storedRow(seals, { ...clear, ...(as_of !== undefined && { original_rev: as_of }), kind, is_sealed: wire === "sealed", body });
  });
}
