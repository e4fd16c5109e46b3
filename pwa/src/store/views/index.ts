import { computed, type ReadonlySignal } from "@preact/signals";
import { type ActBody, isTakenBack, type TakenBackAct } from "../../domain/act";
import { addDays, earlier, later } from "../../domain/days";
import { lastDay } from "../../domain/recurrence";
import type { Acknowledgement, Act, Commitment, LocalDay, Pause } from "../../domain/types";
import { isSealed, isShared, type SealedBodies, type SharedBodies } from "../../entities";
import type { Body, View, World } from "../../replica/model";

/**
 * What the screens read of the rows. Spaces do not mix: every row says in which it is. Rows are chosen before anything is
 * made of them, so that a screen which shows few of ten years makes few.
 */
export function views(world: ReadonlySignal<World | null>, today: ReadonlySignal<LocalDay>) {
  const kinds = computed(() => {
    const found = { sealed: new Map<string, View[]>(), shared: new Map<string, View[]>() };
    for (const row of world.value?.rows.values() ?? []) {
      const rows = found[row.is_sealed ? "sealed" : "shared"];
      const same = rows.get(row.kind);
      if (same) same.push(row);
      else rows.set(row.kind, [row]);
    }
    return found;
  });
  const sealed = <K extends keyof SealedBodies>(kind: K): ReadonlySignal<View<SealedBodies[K]>[]> =>
    computed(() => (kinds.value.sealed.get(kind) ?? []).filter((row) => isSealed(row, kind)));
  const shared = <K extends keyof SharedBodies>(kind: K): ReadonlySignal<View<SharedBodies[K]>[]> =>
    computed(() => (kinds.value.shared.get(kind) ?? []).filter((row) => isShared(row, kind)));
  const both = <One extends Body, Other extends Body>(
    one: ReadonlySignal<View<One>[]>,
    other: ReadonlySignal<View<Other>[]>,
  ): ReadonlySignal<View<One | Other>[]> => computed(() => [...one.value, ...other.value]);

  const everyAct = both(shared("act"), sealed("act"));
  const allActs = computed(() => everyAct.value.filter(isThere));
  const allAnswers = shared("acknowledgement");
  const opened = sealed("opened");
  const isOpen = computed(() => {
    const me = world.value?.me.person.id;
    const upTo = new Map(opened.value.map(({ body }) => [body.space_id, body.rev]));
    return ({ body, space_id, rev }: View<{ author_id: string }>): boolean => body.author_id === me || rev <= (upTo.get(space_id) ?? 0);
  });
  const shownActs = computed(() => {
    const is_open = isOpen.value;
    return allActs.value.filter((row) => row.body.removed || is_open(row));
  });
  const former = computed(() => new Set(world.value?.me.couples.filter(({ state }) => state === "ended").map(({ space_id }) => space_id)));
  const active = computed(() => world.value?.me.couples.find(({ state }) => state === "active")?.space_id);
  const isTheirs = ({ space_id, body }: View<{ author_id: string }>): boolean =>
    space_id === active.value && body.author_id !== world.value?.me.person.id;
  const points = shared("shared_point");
  const values = shared("shared_check_in");
  const shares = shared("check_in_share");
  const ownCheckIns = sealed("check_in");
  const reflections = sealed("reflection");
  const events = sealed("event");
  const preferences = sealed("preferences");
  const commitments = both(shared("commitment"), sealed("commitment"));
  const pauses = both(shared("pause"), sealed("pause"));

  return {
    shared,
    commitments: computed(() => {
      const promises: Commitment[] = commitments.value.map(flat);
      return promises.map((one) => (former.value.has(one.space_id) ? ended(one, allActs.value) : one));
    }),
    pauses: computed(() => {
      const rests: Pause[] = pauses.value.map(flat);
      return rests.map((one) => (former.value.has(one.space_id) ? over(one, today.value) : one));
    }),
    acts: computed(() => actsOf(shownActs.value)),
    recent_acts: computed(() => {
      const since = addDays(today.value, -RECENT_DAYS);
      return actsOf(shownActs.value.filter(({ body }) => body.on >= since));
    }),
    first_act_on: computed(() => shownActs.value.reduce<LocalDay | null>((first, { body }) => earlier(body.on, first), null)),
    acknowledgements: computed((): Acknowledgement[] => allAnswers.value.filter(isOpen.value).map(flat)),
    unopened: computed(() => {
      const is_open = isOpen.value;
      return {
        acts: actsOf(allActs.value.filter((row) => !row.body.removed && !is_open(row))),
        acknowledgements: allAnswers.value.filter((row) => !is_open(row)).map(flat),
      };
    }),
    check_ins: computed(() => ownCheckIns.value.map(entry).sort(newestFirst)),
    reflections: computed(() => reflections.value.map(entry).sort(newestFirst)),
    events: computed(() => events.value.map(entry).sort(oldestFirst)),
    put_aside: computed(() => ({ ...preferences.value[0]?.body.put_aside })),
    my_sharing: computed(() => {
      const share = shares.value.find(({ space_id, body }) => space_id === active.value && body.author_id === world.value?.me.person.id);
      return share?.body.mode ?? null;
    }),
    partner_points: computed(() =>
      points.value
        .filter(isTheirs)
        .map(({ body }) => body)
        .sort((one, other) => (one.week_on < other.week_on ? -1 : 1)),
    ),
    partner_check_ins: computed(() =>
      values.value
        .filter(isTheirs)
        .map(({ body }) => body)
        .sort(oldestFirst),
    ),
    has_newer_records: computed(() =>
      [...kinds.value.sealed.values()].some((rows) => rows.some((row) => row.unreadable === "newer_version")),
    ),
  };
}

/** How far back Today goes. */
const RECENT_DAYS = 7;

type Flat<B> = B & { id: string; space_id: string; rev: number; is_private: boolean; is_waiting: boolean };

/** A row is never changed in place, so what was made of it serves for as long as it does: ten years are not made again for one tap. */
const flats = new WeakMap<View, object>();

function flat<B extends Body>(row: View<B>): Flat<B> {
  // Only this function writes here, under the row that it was made of.
  const known = flats.get(row) as Flat<B> | undefined;
  if (known) return known;
  const { id, space_id, is_sealed, rev, is_waiting = false, body } = row;
  const made = { ...body, id, space_id, rev, is_private: is_sealed, is_waiting };
  flats.set(row, made);
  return made;
}

const entry = <B extends Body>({ id, body, is_waiting }: View<B>): B & { id: string; is_waiting: boolean } => ({
  id,
  ...body,
  is_waiting: is_waiting === true,
});

const isThere = (row: View<ActBody | TakenBackAct>): row is View<ActBody> => !isTakenBack(row.body);

const actsOf = (rows: readonly View<ActBody>[]): Act[] => rows.map(flat).sort(newestFirst);

const newestFirst = (one: { on: LocalDay }, other: { on: LocalDay }): number => (one.on > other.on ? -1 : one.on < other.on ? 1 : 0);
const oldestFirst = (one: { on: LocalDay }, other: { on: LocalDay }): number => -newestFirst(one, other);

/** A couple's ending ends what was promised in it: no later day is asked for. */
function ended(promise: Commitment, acts: readonly View<ActBody>[]): Commitment {
  const days = acts.filter(({ body }) => body.commitment_id === promise.id).map(({ body }) => body.on);
  const last = days.reduce(later, promise.starts_on);
  return { ...promise, ended_on: earlier(lastDay(promise), last) };
}

/** A couple's ending ends its pauses too: nobody could end them afterwards. */
function over(pause: Pause, today: LocalDay): Pause {
  return { ...pause, until_on: earlier(addDays(today, -1), pause.until_on) };
}
