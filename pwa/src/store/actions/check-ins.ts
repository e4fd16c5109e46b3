import { privateId, sharedId } from "../../crypto/ids";
import type { RecordKeys } from "../../crypto/keys";
import type { CheckIn, LocalDay } from "../../domain/types";
import { isSealed } from "../../entities";
import { draft } from "../../entities/declare";
import type { Draft } from "../../replica/model";
import type { FeelingDay } from "../../trust";
import { weeklyPoints } from "../trends/publishing";
import { estimate } from "../trends/trend-worker";
import { type Context, commit, myId, opened, putSealed, sealedRow, sharedRow, worldOf } from "./context";
import type { Actions } from "./types";

type CheckIns = Pick<Actions, "check_in" | "share_check_ins" | "withdraw_check_ins">;
type Mode = "trend" | "values";
type Values = Pick<CheckIn, "on" | "safe" | "seen" | "valued">;
/** As many days as one operation publishes. */
const MOST_DAYS = 600;

export function checkIns(context: Context): CheckIns {
  const weeksSince = (space_id: string, from: LocalDay) => async (): Promise<Draft[]> => {
    try {
      return await publishedTrend(context, space_id, feelings(context), from);
    } catch {
      return [];
    }
  };
  const noteId = (keys: RecordKeys, space_id: string): Promise<string> => privateId(keys.id, "sharing", space_id);
  const remember = async (keys: RecordKeys, space_id: string, mode: Mode | null, from_on: LocalDay): Promise<Draft> => {
    const note = { space_id, mode, from_on, epoch: opened(context).live.epoch.peek() };
    return putSealed(context, "sharing", await noteId(keys, space_id), note);
  };

  return {
    async check_in(on, values) {
      let trend_in: string | null = null;
      await commit(context, async (keys) => {
        const id = await privateId(keys.id, "check_in", on);
        const before = sealedRow(context, "check_in", id)?.body;
        const entry: Values = { safe: null, seen: null, valued: null, ...(before && valuesOf(before)), on, ...values };
        const drafts = [putSealed(context, "check_in", id, { ...entry, zone: worldOf(context).me.person.zone })];
        const space_id = context.couple.value?.space_id;
        const sharing = space_id === undefined ? null : await sharingOf(context, keys, space_id);
        if (space_id === undefined || sharing === null) return drafts;
        // What was written before the sharing of values began was written for oneself alone.
        if (sharing.mode === "values") return on < sharing.from_on ? drafts : [...drafts, publishedValues(space_id, [entry])];
        trend_in = space_id;
        return drafts;
      });
      // Worked out once the check-in is stored, so that nothing which comes between takes that away; the next one publishes again.
      if (trend_in !== null && context.session.is_ready.peek()) await commit(context, weeksSince(trend_in, on));
    },

    async share_check_ins(mode) {
      await commit(context, async (keys) => {
        const space_id = context.couple.value?.space_id;
        if (space_id === undefined) return [];
        const id = await sharedId(space_id, "check_in_share", myId(context));
        const share = draft(space_id, "share_check_ins", { id, mode });
        const days = feelings(context);
        const today = context.today.value;
        const note = sealedRow(context, "sharing", await noteId(keys, space_id))?.body;
        // Suspended since a restore, and shared as before: then from the same day on.
        const since = note?.mode === mode && !sharedRow(context, "check_in_share", id) ? note.from_on : null;
        const drafts = [await remember(keys, space_id, mode, since ?? today), share];
        if (mode === "trend") return days[0] ? [...drafts, ...(await publishedTrend(context, space_id, days, days[0].on))] : drafts;
        const values = days.filter(({ on }) => since !== null && on >= since).slice(-MOST_DAYS);
        return values.length === 0 ? drafts : [...drafts, publishedValues(space_id, values)];
      });
    },

    async withdraw_check_ins() {
      await commit(context, async (keys) => {
        const space_id = context.couple.value?.space_id;
        if (space_id === undefined) return [];
        return [draft(space_id, "withdraw_check_ins", {}), await remember(keys, space_id, null, context.today.value)];
      });
    },
  };
}

const publishedValues = (space_id: string, values: Values[]): Draft => draft(space_id, "publish_check_ins", { values });

/** The weeks from `from`'s on, worked out here from what nobody else can read. */
async function publishedTrend({ session, today }: Context, space_id: string, days: Values[], from: LocalDay): Promise<Draft[]> {
  const { phase } = session;
  const points = await weeklyPoints(days.sort(byDay), from, today.value, (known, as_of) =>
    estimate({ strand: "feeling_safe", days: known, as_of, since: as_of }, phase),
  );
  return points.length === 0 ? [] : [draft(space_id, "publish_trend", { points })];
}

/** The couple's row says whether, since a withdrawal removes it; the sealed note says since when. */
async function sharingOf(context: Context, keys: RecordKeys, space_id: string): Promise<{ mode: Mode; from_on: LocalDay } | null> {
  const share = sharedRow(context, "check_in_share", await sharedId(space_id, "check_in_share", myId(context)));
  if (!share) return null;
  const note = sealedRow(context, "sharing", await privateId(keys.id, "sharing", space_id))?.body;
  return { mode: share.body.mode, from_on: note?.from_on ?? context.today.value };
}

function feelings(context: Context): FeelingDay[] {
  const days: Values[] = [];
  for (const row of worldOf(context).rows.values()) if (isSealed(row, "check_in")) days.push(valuesOf(row.body));
  return days.sort(byDay);
}

const byDay = (one: Values, other: Values): number => (one.on < other.on ? -1 : 1);
const valuesOf = ({ on, safe, seen, valued }: Values): Values => ({ on, safe, seen, valued });
