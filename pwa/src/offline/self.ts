import type { WireMe } from "../api/wire";
import type { Body, Draft } from "./model";

/** What this device knew this person to say of themselves: by space and field, each value in turn, the last one counting. */
export type SelfKnown = Record<string, unknown[]>;

/** No more than anybody goes through between two backups. */
const MOST_KEPT = 20;

/**
 * Settings and one's label have no rows: what was said of oneself is known by its values. Where a space of `lost` is read
 * afresh, a value that this device knows as an earlier one was brought back by the restore, and the latest is said again;
 * one that it never knew was said since, by another device.
 */
export function selfAgain(known: SelfKnown, me: WireMe, lost: ReadonlySet<string>): { known: SelfKnown; drafts: Draft[] } {
  const drafts: Draft[] = [];
  const now: SelfKnown = {};
  for (const { space_id, field, value } of saidOfSelf(me)) {
    const name = `${space_id}|${field}`;
    const before = known[name] ?? [];
    const latest = before.at(-1);
    const is_earlier = lost.has(space_id) && !isSame(latest, value) && before.some((one) => isSame(one, value));
    if (is_earlier) drafts.push({ space_id, ...sayingOf(field, latest), resent: true });
    now[name] = is_earlier || isSame(latest, value) ? before : [...before, value].slice(-MOST_KEPT);
  }
  return { known: now, drafts };
}

function saidOfSelf({ person, private_space_id, couples }: WireMe): { space_id: string; field: string; value: unknown }[] {
  const { display_name, zone, language, settings } = person;
  const single = Object.entries(settings).map(([name, value]): [string, unknown] => [`settings.${name}`, value]);
  const fields = [...Object.entries({ display_name, zone, language }), ...single];
  return [
    ...fields.map(([field, value]) => ({ space_id: private_space_id, field, value })),
    ...couples
      .filter(({ state }) => state === "active")
      .map(({ space_id, my_role_label }) => ({ space_id, field: "label", value: my_role_label })),
  ];
}

function sayingOf(field: string, value: unknown): { kind: string; body: Body } {
  if (field === "label") return { kind: "set_role_label", body: { label: value } };
  const [group, name] = field.split(".");
  return { kind: "set_settings", body: name ? { settings: { [name]: value } } : { [group as string]: value } };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
