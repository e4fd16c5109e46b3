import type { WireMe } from "../api/wire";
import { addDays, noonIn } from "../commitments/days";
import { type Body, type Draft, type Entity, keyOf, type Rows } from "./model";

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
    const theirs = found?.deleted ? undefined : found;
    const { space_id } = mine;
    // What was written there since is newer than what this device remembers; only a deletion outlives it.
    const is_older = found !== undefined && found.rev > mine.rev;
    const drafts = mine.wire === "sealed" ? sealedAgain(mine, theirs) : (AGAIN[mine.wire]?.(mine, theirs, me.person.zone) ?? []);
    for (const { is_ending, ...draft } of drafts) {
      if (is_older && !FINAL.has(draft.kind)) continue;
      (is_ending ? endings : rest).push({ space_id, base_rev: mine.rev, ...draft, resent: true });
    }
  }
  return { endings, rest };
}

type Again = Omit<Draft, "space_id"> & { is_ending?: boolean };

function sealedAgain(mine: Entity, theirs: Entity | undefined): Again[] {
  if (mine.deleted) return theirs ? [{ kind: "delete_sealed", body: { id: mine.id }, is_ending: true }] : [];
  return theirs && isSame(mine.body, theirs.body)
    ? []
    : [{ kind: "put_sealed", body: { id: mine.id }, opened: { kind: mine.kind, value: mine.body } }];
}

const AGAIN: Record<string, (mine: Entity, theirs: Entity | undefined, zone: string) => Again[]> = {
  commitment({ id, deleted, body }, theirs, zone) {
    const { title, kind, rhythm, starts_on, review_on, ended_on } = body;
    if (deleted || title === null) return theirs && theirs.body.title !== null ? [ending("delete_commitment", id)] : [];
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
    if (title !== theirs.body.title || kind !== theirs.body.kind) drafts.push({ kind: "edit_commitment", body: { id, title, kind } });
    if (review_on !== theirs.body.review_on) drafts.push({ kind: "renew_commitment", body: { id, review_on } });
    return drafts;
  },

  pause({ id, deleted, body: { author_id: _, ...said } }, theirs, zone) {
    if (deleted) return [];
    const recorded_at = noon(zone, String(said.from_on));
    if (!theirs) return [{ kind: "pause", body: { id, ...said }, recorded_at }];
    if (said.until_on === null || said.until_on === theirs.body.until_on) return [];
    const ended_at = noon(zone, String(said.until_on));
    return [{ kind: "end_pause", body: { id, until_on: said.until_on }, is_ending: true, recorded_at: ended_at }];
  },

  act({ id, deleted, body }, theirs, zone) {
    if (deleted) return theirs ? [ending("take_back_act", id)] : [];
    if (body.removed) return theirs && !theirs.body.removed ? [ending("delete_act", id)] : [];
    const { on, kind, commitment_id, outcome, hard, note, told } = body;
    const first = { id, on, zone, kind, commitment_id, outcome, hard, note, told };
    const corrections = body.corrections as Body[];
    const known = (theirs?.body.corrections as Body[] | undefined)?.length ?? 0;
    const again: Again[] = corrections.slice(known).map((correction) => ({ kind: "log_act", body: { ...first, ...correction } }));
    if (theirs && (again.length > 0 || isSame(body, theirs.body))) return again;
    // The day it was recorded on is the day before its freedom ends; "added later" is counted from there.
    const recorded_at = typeof body.free_until_on === "string" ? { recorded_at: noon(zone, addDays(body.free_until_on, -1)) } : {};
    return [{ kind: "log_act", body: first, ...recorded_at }, ...again];
  },

  acknowledgement({ id, deleted, body: { author_id: _, ...said } }, theirs) {
    if (deleted) return theirs ? [ending("take_back_acknowledgement", id)] : [];
    return theirs && isSame(said, { ...theirs.body, author_id: undefined }) ? [] : [{ kind: "acknowledge", body: { id, ...said } }];
  },

  // Only that it was withdrawn: another device may have withdrawn what this one still knows as shared, so its owner is asked.
  check_in_share({ deleted }, theirs) {
    return deleted && theirs ? [{ kind: "withdraw_check_ins", body: {}, is_ending: true }] : [];
  },
};

const ending = (kind: string, id: string): Again => ({ kind, body: { id }, is_ending: true });
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
