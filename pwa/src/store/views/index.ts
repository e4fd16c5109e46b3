import { computed, type ReadonlySignal } from "@preact/signals";
import { isTakenBack } from "../../domain/act";
import { addDays, earlier } from "../../domain/days";
import { lastDay } from "../../domain/recurrence";
import type {
  Acknowledgement,
  Act,
  CheckIn,
  Commitment,
  LocalDay,
  Mark,
  Pause,
  Reflection,
  SharedCheckIn,
  SharedPoint,
} from "../../domain/types";
import type { View, World } from "../../replica/project";
import type { Store } from "../types";

type Views = Pick<
  Store,
  | "reflections"
  | "marks"
  | "put_aside"
  | "commitments"
  | "pauses"
  | "acts"
  | "recent_acts"
  | "first_act_on"
  | "acknowledgements"
  | "unopened"
  | "check_ins"
  | "my_sharing"
  | "partner_points"
  | "partner_check_ins"
>;

/**
 * What the screens read of the rows. Spaces do not mix: every row says in which it is. Rows are chosen before anything is
 * made of them, so that a screen which shows few of ten years makes few.
 */
export function views(world: ReadonlySignal<World | null>, today: ReadonlySignal<LocalDay>): Views {
  const kinds = computed(() => {
    const found = { sealed: new Map<string, View[]>(), shared: new Map<string, View[]>() };
    for (const row of world.value?.rows.values() ?? []) {
      const rows = found[row.wire === "sealed" ? "sealed" : "shared"];
      const same = rows.get(row.kind);
      if (same) same.push(row);
      else rows.set(row.kind, [row]);
    }
    return found;
  });
  const by = (kind: string, wire: "sealed" | "shared"): ReadonlySignal<readonly View[]> =>
    computed(() => kinds.value[wire].get(kind) ?? []);
  const both = (kind: string): ReadonlySignal<readonly View[]> => {
    const [mine, shared] = [by(kind, "sealed"), by(kind, "shared")];
    return computed(() => [...shared.value, ...mine.value]);
  };
  const everyAct = both("act");
  const allActs = computed(() => everyAct.value.filter(({ body }) => !isTakenBack(body)));
  const allAnswers = both("acknowledgement");
  const opened = by("opened", "sealed");
  const isOpen = computed(() => {
    const me = world.value?.me.person.id;
    const upTo = new Map(opened.value.map(({ body }) => [String(body.space_id), Number(body.rev)]));
    return ({ body, space_id, rev }: View): boolean => body.author_id === me || rev <= (upTo.get(space_id) ?? 0);
  });
  const shownActs = computed(() => {
    const is_open = isOpen.value;
    return allActs.value.filter((row) => row.body.removed || is_open(row));
  });
  const pauses = both("pause");
  const former = computed(() => new Set(world.value?.me.couples.filter(({ state }) => state === "ended").map(({ space_id }) => space_id)));
  const active = computed(() => world.value?.me.couples.find(({ state }) => state === "active")?.space_id);
  const theirs = <T extends { author_id: string }>(kind: string): ReadonlySignal<T[]> => {
    const rows = by(kind, "shared");
    const mine = (id: string): boolean => id === world.value?.me.person.id;
    return computed(() =>
      rows.value.filter((row) => row.space_id === active.value && !mine(String(row.body.author_id))).map((row) => row.body as unknown as T),
    );
  };
  const points = theirs<SharedPoint>("shared_point");
  const values = theirs<SharedCheckIn>("shared_check_in");
  const ownCheckIns = by("check_in", "sealed");
  const reflections = by("reflection", "sealed");
  const marks = by("mark", "sealed");
  const preferences = by("preferences", "sealed");
  const shares = by("check_in_share", "shared");
  const commitments = both("commitment");

  return {
    commitments: computed(() => {
      const promises = commitments.value.map((row) => flat<Commitment>(row));
      return promises.map((one) => (former.value.has(one.space_id) ? ended(one, allActs.value) : one));
    }),
    pauses: computed(() => {
      const rests = pauses.value.map((row) => flat<Pause>(row));
      return rests.map((one) => (former.value.has(one.space_id) ? over(one, today.value) : one));
    }),
    acts: computed(() => actsOf(shownActs.value)),
    recent_acts: computed(() => {
      const since = addDays(today.value, -RECENT_DAYS);
      return actsOf(shownActs.value.filter((row) => dayOf(row) >= since));
    }),
    first_act_on: computed(() => shownActs.value.reduce<LocalDay | null>((first, row) => earlierOf(first, dayOf(row)), null)),
    acknowledgements: computed(() => allAnswers.value.filter(isOpen.value).map((row) => flat<Acknowledgement>(row))),
    unopened: computed(() => {
      const is_open = isOpen.value;
      return {
        acts: actsOf(allActs.value.filter((row) => !row.body.removed && !is_open(row))),
        acknowledgements: allAnswers.value.filter((row) => !is_open(row)).map((row) => flat<Acknowledgement>(row)),
      };
    }),
    check_ins: computed(() =>
      ownCheckIns.value.map(({ id, body, is_waiting = false }) => ({ id, ...body, is_waiting }) as unknown as CheckIn).sort(newestFirst),
    ),
    reflections: computed(() =>
      reflections.value.map(({ id, body, is_waiting = false }) => ({ id, ...body, is_waiting }) as unknown as Reflection).sort(newestFirst),
    ),
    marks: computed(() =>
      marks.value.map(({ id, body }) => ({ id, ...body }) as unknown as Mark).sort((one, other) => -newestFirst(one, other)),
    ),
    put_aside: computed(() => ({ ...(preferences.value[0]?.body.put_aside as Record<string, LocalDay> | undefined) })),
    my_sharing: computed(() => {
      const share = shares.value.find(({ space_id, body }) => space_id === active.value && body.author_id === world.value?.me.person.id);
      return (share?.body.mode as "trend" | "values" | undefined) ?? null;
    }),
    partner_points: computed(() => [...points.value].sort((one, other) => (one.week_on < other.week_on ? -1 : 1))),
    partner_check_ins: computed(() => [...values.value].sort((one, other) => -newestFirst(one, other))),
  };
}

/** How far back Today goes. */
const RECENT_DAYS = 7;

const dayOf = ({ body }: View): LocalDay => body.on as LocalDay;
const earlierOf = (first: LocalDay | null, on: LocalDay): LocalDay => (first === null || on < first ? on : first);

/** A row is never changed in place, so what was made of it serves for as long as it does: ten years are not made again for one tap. */
const flats = new WeakMap<View, object>();

function flat<T extends object>(row: View): T {
  const known = flats.get(row);
  if (known) return known as T;
  const { id, space_id, wire, rev, is_waiting = false, body } = row;
  const made = { free_until_on: null, ...body, id, space_id, rev, is_private: wire === "sealed", is_waiting } as unknown as T;
  flats.set(row, made);
  return made;
}

const actsOf = (rows: readonly View[]): Act[] => rows.map((row) => flat<Act>(row)).sort(newestFirst);

const newestFirst = (one: { on: LocalDay }, other: { on: LocalDay }): number => (one.on > other.on ? -1 : one.on < other.on ? 1 : 0);

/** A couple's ending ends what was promised in it: no later day is asked for. */
function ended(promise: Commitment, acts: readonly View[]): Commitment {
  const days = acts.filter(({ body }) => body.commitment_id === promise.id).map(dayOf);
  const last = [promise.starts_on, ...days].sort().at(-1) as LocalDay;
  const until = lastDay(promise);
  return { ...promise, ended_on: until < last ? until : last };
}

/** A couple's ending ends its pauses too: nobody could end them afterwards. */
function over(pause: Pause, today: LocalDay): Pause {
  return { ...pause, until_on: earlier(addDays(today, -1), pause.until_on) };
}
