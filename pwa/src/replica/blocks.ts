import type { Database, StoredBlock } from "./database";
import type { Row } from "./model";
import type { Seals } from "./seals";
import { openedRow } from "./stored";

/** How many rows a block holds at least; fewer lie loose, each under its own seal. */
const BLOCK_ROWS = 250;

const placeOf = ({ space, rev }: Pick<StoredBlock, "space" | "rev">): string => `blocks|${space}|${rev}`;
const END: IDBValidKey = [];

export const blocksOf = (space: string): IDBKeyRange => IDBKeyRange.bound([space], [space, END]);

/** Every row. Each write gives a row a higher rev, so the later of two is the one that counts: blocks first, what is loose last. */
export async function readAllRows(db: Database, seals: Seals): Promise<Row[]> {
  const tx = db.transaction(["blocks", "rows"]);
  const blocks = await tx.objectStore("blocks").getAll();
  const found = await Promise.all(gapsBetween(blocks).map((gap) => tx.objectStore("rows").index("by_rev").getAll(gap)));
  try {
    const [packed, loose] = await Promise.all([
      Promise.all(blocks.map((block) => seals.open<Row[]>(placeOf(block), block.content))),
      Promise.all(found.flat().map((row) => openedRow(seals, row))),
    ]);
    return [...packed.flat(), ...loose];
  } catch (error) {
    if (blocks.length === 0) throw error;
    // They are a copy only: without them it takes longer, and they are made anew.
    await db.clear("blocks");
    return readAllRows(db, seals);
  }
}

/** What no block reaches: after each space's last one, up to the next space that has any. */
function gapsBetween(blocks: readonly StoredBlock[]): (IDBKeyRange | null)[] {
  const ends = [...new Map(blocks.map(({ space, rev }) => [space, rev]))];
  const [first] = ends;
  if (!first) return [null];
  const after = ends.map(([space, rev], place) => {
    const next = ends[place + 1];
    return next ? IDBKeyRange.bound([space, rev], [next[0]], true, true) : IDBKeyRange.lowerBound([space, rev], true);
  });
  return [IDBKeyRange.upperBound([first[0]], true), ...after];
}

/**
 * Seals loose rows together, a block of one space, oldest first.
 * Only while nobody else writes rows (see `alone`). Answers whether there may be more to pack.
 */
export async function packBlock(db: Database, seals: Seals, at_least = BLOCK_ROWS): Promise<boolean> {
  const tx = db.transaction(["cursors", "blocks", "rows"]);
  const byRev = tx.objectStore("rows").index("by_rev");
  for (const space of await tx.objectStore("cursors").getAllKeys()) {
    const last = await tx.objectStore("blocks").openKeyCursor(blocksOf(space), "prev");
    const since = last ? last.key : [space];
    const loose = IDBKeyRange.bound(since, [space, END], true);
    if ((await byRev.count(loose)) < at_least) continue;
    const rev = (await byRev.getAll(loose, at_least)).at(-1)?.rev ?? 0;
    // A rev may have brought more rows than fit: those are packed with the others.
    const stored = await byRev.getAll(IDBKeyRange.bound(since, [space, rev], true));
    const rows = await Promise.all(stored.map((row) => openedRow(seals, row)));
    await db.put("blocks", { space, rev, content: await seals.seal(placeOf({ space, rev }), rows) });
    return true;
  }
  return false;
}
