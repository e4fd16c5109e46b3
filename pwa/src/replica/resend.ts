import type { Me } from "../api/wire";
import { type Draft, keyOf, knownRev, type Row, type Rows } from "./model";
import { entityRule, type Rules } from "./rules";

/**
 * After the server was restored to an earlier state: the operations that bring one space back to the state this device last saw.
 *
 * `mine` are the person's own rows and tombstones on this device, `theirs` is what the restored server has. Each row is
 * re-applied under its original rev, so that of several devices the one that knew the latest version wins. Where the
 * server's version is later, nothing is sent, unless this device holds a final deletion of the row. Rows go in the order
 * of their dependencies. Deletions and withdrawals are returned separately, because those of all spaces are sent first:
 * what was withdrawn must not be readable a moment longer than necessary. Sealed values are sealed by the caller.
 */
export function resent(rules: Rules, mine: readonly Row[], theirs: Rows, { person }: Me): { endings: Draft[]; rest: Draft[] } {
  const endings: Draft[] = [];
  const rest: Draft[] = [];
  const orderOf = (row: Row): number => entityRule(rules, row)?.resend_order ?? Number.POSITIVE_INFINITY;
  for (const row of [...mine].sort((one, other) => orderOf(one) - orderOf(other))) {
    const rule = entityRule(rules, row);
    if (!rule) continue;
    const found = theirs.get(keyOf(row));
    const original_rev = knownRev(row);
    const known = found ? knownRev(found) : -1;
    const standing = found?.deleted ? undefined : found;
    const drafts = !rule.isEnded(row)
      ? rule.resend(row, standing, { is_later: known < original_rev, zone: person.zone })
      : // An end that the server does not know is sent even without a row there: a device that missed it would bring the row back.
        found && rule.isEnded(found)
        ? []
        : rule.end(row, found);
    for (const { is_ending, ...draft } of drafts) {
      if (known > original_rev && !rules.operations[draft.name]?.is_final) continue;
      (is_ending ? endings : rest).push({ space_id: row.space_id, base_rev: row.rev, original_rev, ...draft, is_resent: true });
    }
  }
  return { endings, rest };
}
