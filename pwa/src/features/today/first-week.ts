import { addDays } from "../../domain/days";
import type { Couple, LocalDay, RoleLabel } from "../../domain/types";
import type { Store } from "../../store/types";

export type SmallThing = "safety" | "tonight" | "promise" | "check_in";

export interface Beginning {
  today: LocalDay;
  /** The earliest day of which anything is known; null before the first. */
  began_on: LocalDay | null;
  /** The day on which each was done first, or put aside: both are an end of it. */
  settled: Partial<Record<SmallThing, LocalDay>>;
  label: RoleLabel;
}

const DAYS = 7;
const ORDERS: Record<"involved" | "injured" | "both", SmallThing[]> = {
  involved: ["safety", "promise", "tonight", "check_in"],
  injured: ["safety", "tonight", "check_in", "promise"],
  both: ["safety", "tonight", "promise", "check_in"],
};

/** The first day after the first week: from then on there are trends. */
export const firstWeekEnds = ({ today, began_on }: Pick<Beginning, "today" | "began_on">): LocalDay => addDays(began_on ?? today, DAYS);

/** What is offered today in the first week: one thing, once, and none on a day that has had one. */
export function smallThing(beginning: Beginning): SmallThing | null {
  const { today, settled, label } = beginning;
  if (today >= firstWeekEnds(beginning) || Object.values(settled).includes(today)) return null;
  return ORDERS[label ?? "both"].find((thing) => settled[thing] === undefined) ?? null;
}

/** Worked out from what is there: nothing keeps account of a person's first days but their own entries. */
export function beginningOf(store: Store): Beginning {
  const me = store.me.value?.person.id;
  const couple = store.couple.value;
  const put_aside = store.put_aside.value;
  const promised = store.commitments.value.filter(({ author_id }) => author_id === me).map(({ starts_on }) => starts_on);
  const check_in = store.check_ins.value.at(-1)?.on;
  const tonight = store.reflections.value.filter(({ prompt }) => prompt === "tonight").at(-1)?.on;
  const [promise] = promised.sort();
  const first = store.first_act_on.value ?? undefined;
  const days = [promise, check_in, tonight, first, ...Object.values(put_aside), ...paired(store.me.value?.couples)];
  const settled = {
    // Asked of each of the two before they were connected; that day keeps room for something else.
    safety: couple ? addDays(couple.paired_on, -1) : put_aside.safety,
    tonight: tonight ?? put_aside.tonight,
    promise: promise ?? put_aside.promise,
    check_in: check_in ?? put_aside.check_in,
  };
  return {
    today: store.today.value,
    began_on: days.filter((day) => day !== undefined).sort()[0] ?? null,
    settled: Object.fromEntries(Object.entries(settled).filter(([, day]) => day !== undefined)),
    label: couple?.role_label ?? null,
  };
}

const paired = (couples: readonly Couple[] = []): LocalDay[] => couples.map(({ paired_on }) => paired_on);
