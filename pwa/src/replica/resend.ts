import type { WireMe } from "../api/wire";
import { addDays, noonIn } from "../domain/days";
import { type Body, type Draft, type Entity, keyOf, knownRev, type Rows } from "./model";

/** Decided by the server, never by an author: no reason to send a row again. */
const GIVEN = new Set(["free_until_on", "added_later"]);

/** A promise before the days that were logged of it, those before what makes days rest. */
const ORDER = ["commitment", "act", "pause", "acknowledgement", "check_in_share"];
const placeOf = ({ wire }: Entity): number => (ORDER.includes(wire) ? ORDER.indexOf(wire) : ORDER.length);

/** Nothing that is written afterwards brings back what these took away. */
const FINAL = new Set(["delete_sealed", "delete_act", "delete_commitment"]);

/**
 * What to send again of one space after the server was restored to an earlier state. `kept` are the rows and
 * tombstones this device had, `rows` what the restored server has. Sealed bodies are sealed by the caller. Of
 * all spaces the endings go first: what was taken back must not be readable a moment longer than it has to.
 */
export function resent(kept: readonly Entity[], rows: Rows, me: WireMe): { endings: Draft[]; rest: Draft[] } {
  const endings: Draft[] = [];
  const rest: Draft[] = [];
  for (const mine of [...kept].sort((one, other) => placeOf(one) - placeOf(other))) {
    const found = rows.get(keyOf(mine));
    const { space_id } = mine;
    const as_of = knownRev(mine);
    const known = found ? knownRev(found) : -1;
    const ending = endingOf(mine);
    const drafts = ending ? endedAgain(ending, mine, found) : saidAgain(mine, found, known < as_of, me.person.zone);
    for (const { is_ending, ...draft } of drafts) {
      // What was written there since is newer than what this device remembers; only a deletion outlives it.
      if (known > as_of && !FINAL.has(draft.kind)) continue;
      (is_ending ? endings : rest).push({ space_id, base_rev: mine.rev, as_of, ...draft, resent: true });
    }
  }
  return { endings, rest };
}

type Again = Omit<Draft, "space_id"> & { is_ending?: boolean };

/** By which operation the row went, or its words; null where it is there. */
function endingOf({ wire, deleted, body }: Entity): string | null {
  if (deleted) return ENDINGS[wire] ?? "nothing";
  if (wire === "act" && body.removed) return "delete_act";
  return wire === "commitment" && body.title === null ? "delete_commitment" : null;
}

const ENDINGS: Record<string, string> = {
  act: "take_back_act",
  acknowledgement: "take_back_acknowledgement",
  commitment: "delete_commitment",
  sealed: "delete_sealed",
  check_in_share: "withdraw_check_ins",
};

/** Also of what the server does not have: a device that has not heard of its end would bring it back. */
function endedAgain(kind: string, { id }: Entity, found: Entity | undefined): Again[] {
  if (kind === "nothing" || (found && endingOf(found))) return [];
  if (kind === "withdraw_check_ins") return found ? [{ kind, body: {}, is_ending: true }] : [];
  return [{ kind, body: { id }, is_ending: true }];
}

/** What is the same there and not known to be as late is said again too: what another device knows of in between must not replace it. */
function saidAgain(mine: Entity, found: Entity | undefined, is_later: boolean, zone: string): Again[] {
  const theirs = found?.deleted ? undefined : found;
  return AGAIN[mine.wire]?.(mine, theirs, is_later, zone) ?? [];
}

const AGAIN: Record<string, (mine: Entity, theirs: Entity | undefined, is_later: boolean, zone: string) => Again[]> = {
  sealed({ id, kind, body, counter }, theirs, is_later) {
    if (theirs && !is_later && isSame(body, theirs.body)) return [];
    return [{ kind: "put_sealed", body: { id }, opened: { kind, value: body, ...(counter !== undefined && { counter }) } }];
  },

  commitment({ id, body }, theirs, is_later, zone) {
    const { title, kind, rhythm, starts_on, review_on, ended_on } = body;
    // How far back a day may lie is counted from when it was said, so it is said as of then.
    const ended_at = ended_on === null ? {} : { recorded_at: noon(zone, String(ended_on)) };
    const end: Again = { kind: "end_commitment", body: { id, ended_on }, is_ending: theirs !== undefined, ...ended_at };
    if (!theirs) {
      const said = { id, title, kind, rhythm, starts_on, review_on };
      const made: Again = { kind: "make_commitment", body: said, recorded_at: noon(zone, String(starts_on)) };
      return ended_on === null ? [made] : [made, end];
    }
    const drafts: Again[] = [];
    if (ended_on !== null && ended_on !== theirs.body.ended_on) drafts.push(end);
    if (is_later || title !== theirs.body.title || kind !== theirs.body.kind)
      drafts.push({ kind: "edit_commitment", body: { id, title, kind } });
    if (review_on !== theirs.body.review_on) drafts.push({ kind: "renew_commitment", body: { id, review_on } });
    return drafts;
  },

  pause({ id, body: { author_id: _, ...said } }, theirs, __, zone) {
    const recorded_at = noon(zone, String(said.from_on));
    if (!theirs) return [{ kind: "pause", body: { id, ...said }, recorded_at }];
    if (said.until_on === null || said.until_on === theirs.body.until_on) return [];
    const ended_at = noon(zone, String(said.until_on));
    return [{ kind: "end_pause", body: { id, until_on: said.until_on }, is_ending: true, recorded_at: ended_at }];
  },

  act({ id, body }, theirs, is_later, zone) {
    const { on, kind, commitment_id, outcome, hard, note, told } = body;
    const first = { id, on, zone, kind, commitment_id, outcome, hard, note, told };
    const corrections = body.corrections as Body[];
    const known = (theirs?.body.corrections as Body[] | undefined)?.length ?? 0;
    const again: Again[] = corrections.slice(known).map((correction) => ({ kind: "log_act", body: { ...first, ...correction } }));
    if (theirs && (again.length > 0 || (!is_later && isSame(body, theirs.body)))) return again;
    // The day it was recorded on is the day before its freedom ends; "added later" is counted from there.
    const recorded_at = typeof body.free_until_on === "string" ? { recorded_at: noon(zone, addDays(body.free_until_on, -1)) } : {};
    return [{ kind: "log_act", body: first, ...recorded_at }, ...again];
  },

  acknowledgement({ id, body: { author_id: _, ...said } }, theirs, is_later) {
    const is_known = theirs && !is_later && isSame(said, { ...theirs.body, author_id: undefined });
    return is_known ? [] : [{ kind: "acknowledge", body: { id, ...said } }];
  },
};

const noon = (zone: string, day: string): string => `${noonIn(zone, day).toISOString().slice(0, 19)}Z`;

/** Couples that this person knows to be over and the restored server does not: over first, before anything else. */
export function leftAgain(before: WireMe, after: WireMe): Draft[] {
  return before.couples
    .filter(({ id, state }) => state === "ended" && after.couples.some((one) => one.id === id && one.state === "active"))
    .map(({ space_id, deletion }) => ({ space_id, kind: "leave_couple", body: { delete_mine: deletion !== null }, resent: true }));
}

function isSame(one: Body, other: Body): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

/** Key order says nothing, and what the server decides is not the author's word. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !GIVEN.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
