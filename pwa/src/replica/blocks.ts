import type { StoredBlock } from "./database";
import type { Entity } from "./model";
import { entityOf, opened, type Replica, sealed } from "./replica";

/** How many rows a block holds at least; fewer lie loose, each under its own seal. */
const BLOCK_ROWS = 250;

const placeOf = ({ space_id, rev }: Pick<StoredBlock, "space_id" | "rev">): string => `blocks|${space_id}|${rev}`;
const END: IDBValidKey = [];

export const blocksOf = (space_id: string): IDBKeyRange => IDBKeyRange.bound([space_id], [space_id, END]);

/** Every row. Each write gives a row a higher rev, so the later of two is the one that counts: blocks first, what is loose last. */
export async function readAllRows(replica: Replica): Promise<Entity[]> {
  const tx = replica.db.transaction(["blocks", "rows"]);
  const blocks = await tx.objectStore("blocks").getAll();
  const found = await Promise.all(gapsBetween(blocks).map((gap) => tx.objectStore("rows").index("by_rev").getAll(gap)));
  try {
    const [packed, loose] = await Promise.all([
      Promise.all(blocks.map((block) => opened<Entity[]>(replica, placeOf(block), block.content))),
      Promise.all(found.flat().map((row) => entityOf(replica, row))),
    ]);
    return [...packed.flat(), ...loose];
  } catch (error) {
    if (blocks.length === 0) throw error;
    // They are a copy only: without them it takes longer, and they are made anew.
    await replica.db.clear("blocks");
    return readAllRows(replica);
  }
}

/** What no block reaches: after each space's last one, up to the next space that has any. */
function gapsBetween(blocks: readonly StoredBlock[]): (IDBKeyRange | null)[] {
  const ends = [...new Map(blocks.map(({ space_id, rev }) => [space_id, rev]))];
  const [first] = ends;
  if (!first) return [null];
  const after = ends.map(([space_id, rev], place) => {
    const next = ends[place + 1];
    return next ? IDBKeyRange.bound([space_id, rev], [next[0]], true, true) : IDBKeyRange.lowerBound([space_id, rev], true);
  });
  return [IDBKeyRange.upperBound([first[0]], true), ...after];
}

/**
 * Seals loose rows together, a block of one space, oldest first.
 * Only while nobody else writes rows (see `alone`). Answers whether there may be more to pack.
 */
export async function packBlock(replica: Replica, at_least = BLOCK_ROWS): Promise<boolean> {
  const tx = replica.db.transaction(["cursors", "blocks", "rows"]);
  const byRev = tx.objectStore("rows").index("by_rev");
  for (const space_id of await tx.objectStore("cursors").getAllKeys()) {
    const last = await tx.objectStore("blocks").openKeyCursor(blocksOf(space_id), "prev");
    const since = last ? last.key : [space_id];
    const loose = IDBKeyRange.bound(since, [space_id, END], true);
    if ((await byRev.count(loose)) < at_least) continue;
    const rev = (await byRev.getAll(loose, at_least)).at(-1)?.rev as number;
    // A rev may have brought more rows than fit: those are packed with the others.
    const stored = await byRev.getAll(IDBKeyRange.bound(since, [space_id, rev], true));
    const rows = await Promise.all(stored.map((row) => entityOf(replica, row)));
    await replica.db.put("blocks", { space_id, rev, content: await sealed(replica, placeOf({ space_id, rev }), rows) });
    return true;
  }
  return false;
}
