import type { Me, Operation } from "../src/api/wire";
import { type ActBody, type ActEntry, removedAct, withEntry } from "../src/domain/act";
import { addDays, localDay } from "../src/domain/days";
import type { FakePerson, FakeRow, FakeServer, FakeSpace } from "./fake-server";

export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

type Body = Record<string, unknown>;
const ABOUT_SHARING = new Set(["share_check_ins", "publish_trend", "publish_check_ins"]);

/** What an operation does to the rows of its space; docs/protocol.md section 5, as far as the app's tests go. */
export function apply(server: FakeServer, person: FakePerson, space: FakeSpace, operation: Operation, rev: number): void {
  const { name, body, recorded_at } = operation;
  const { id: author_id, zone } = person.me.person;
  if (space.roles.get(author_id) === "former" && name !== "take_back_deletion") throw new Refused("couple_ended");
  if (ABOUT_SHARING.has(name) && server.restored_at && new Date(recorded_at) < server.restored_at) throw new Refused("sharing_suspended");
  const id = String(body.id);
  const { id: _, ...said } = body;
  const row = (entity: string, of = id): FakeRow | undefined => space.rows.get(`${entity}|${of}`);
  const live = (entity: string): FakeRow => {
    const found = row(entity);
    if (!found || found.deleted) throw new Refused("not_found");
    if (found.body.author_id !== author_id) throw new Refused("not_yours");
    return found;
  };
  const put = (entity: string, value: Body, of = id): void => {
    if (row(entity, of)?.deleted && entity !== "acknowledgement" && !entity.startsWith("shared_")) throw new Refused("already_removed");
    space.rows.set(`${entity}|${of}`, { kind: entity, id: of, rev, deleted: false, body: value });
  };
  const drop = (entity: string, of = id): void => {
    space.rows.set(`${entity}|${of}`, { kind: entity, id: of, rev, deleted: true, body: {} });
  };
  const published = (): FakeRow[] =>
    [...space.rows.values()].filter((one) => !one.deleted && one.body.author_id === author_id && one.kind.startsWith("shared_"));
  const shareOf = (): FakeRow | undefined =>
    [...space.rows.values()].find((one) => !one.deleted && one.kind === "check_in_share" && one.body.author_id === author_id);

  const rules: Record<string, () => void> = {
    put_sealed: () => put("sealed", said),
    delete_sealed: () => drop("sealed"),
    set_settings: () => void Object.assign(person.me.person, body),
    make_commitment: () => put("commitment", { author_id, review_on: addDays(String(said.starts_on), 28), ...said, ended_on: null }),
    edit_commitment: () => put("commitment", { ...live("commitment").body, ...said }),
    renew_commitment: () => put("commitment", { ...live("commitment").body, ...said, ended_on: null }),
    end_commitment: () => put("commitment", { ...live("commitment").body, ...said }),
    delete_commitment: () => put("commitment", { ...live("commitment").body, title: null }),
    pause: () => put("pause", { author_id, ...said }),
    end_pause: () => put("pause", { ...live("pause").body, ...said }),
    log_act: () => {
      const recorded = localDay(zone, new Date(recorded_at));
      if (String(said.on) > recorded) throw new Refused("day_in_future");
      if (String(said.on) < addDays(recorded, -7)) throw new Refused("too_far_back");
      const existing = row("act")?.body as ActBody | undefined;
      if (existing && existing.author_id !== author_id) throw new Refused("not_yours");
      if (existing?.removed) throw new Refused("already_removed");
      const is_answered = [...space.rows.values()].some((one) => one.kind === "acknowledgement" && !one.deleted && one.body.act_id === id);
      const { zone: _, ...words } = said;
      put("act", { ...withEntry(existing, words as unknown as ActEntry, author_id, recorded, is_answered) });
    },
    delete_act: () => put("act", { ...removedAct(live("act").body as unknown as ActBody) }),
    take_back_act: () => {
      live("act");
      drop("act");
    },
    acknowledge: () => {
      if (row("act", String(said.act_id))?.deleted !== false) throw new Refused("not_found");
      put("acknowledgement", { author_id, ...said });
    },
    take_back_acknowledgement: () => {
      live("acknowledgement");
      drop("acknowledgement");
    },
    share_check_ins: () => {
      if (row("check_in_share")?.body.mode !== said.mode) for (const one of published()) drop(one.kind, one.id);
      space.rows.set(`check_in_share|${id}`, { kind: "check_in_share", id, rev, deleted: false, body: { author_id, mode: said.mode } });
    },
    publish_trend: () => {
      if (shareOf()?.body.mode !== "trend") throw new Refused("not_shared");
      for (const point of said.points as Body[]) put("shared_point", { author_id, ...point }, `${author_id}-${point.week_on}`);
    },
    publish_check_ins: () => {
      if (shareOf()?.body.mode !== "values") throw new Refused("not_shared");
      for (const value of said.values as Body[]) put("shared_check_in", { author_id, ...value }, `${author_id}-${value.on}`);
    },
    withdraw_check_ins: () => {
      for (const one of [...published(), shareOf()]) if (one) drop(one.kind, one.id);
    },
    leave_couple: () => {
      for (const member of space.roles.keys()) {
        space.roles.set(member, "former");
        for (const couple of server.people.get(member)?.me.couples ?? []) if (couple.space_id === space.id) couple.state = "ended";
      }
    },
  };
  const rule = rules[name];
  if (!rule) throw new Refused("unknown_operation");
  rule();
}

/** What nobody has chosen yet. */
export const SETTINGS: Me["person"]["settings"] = {
  log_at: null,
  check_in_days: [],
  check_in_at: null,
  to_read: false,
  look_back: null,
  look_back_at: null,
  moment: false,
  quiet_from: "22:00",
  quiet_until: "07:30",
  most_a_day: 1,
  paused_until: null,
};

/** What was shared is taken back, as its owner would. */
export function suspendSharing(space: FakeSpace): void {
  const shared = [...space.rows].filter(([, { kind, deleted }]) => !deleted && (kind === "check_in_share" || kind.startsWith("shared_")));
  if (shared.length === 0) return;
  space.rev += 1;
  space.made.push(crypto.randomUUID());
  for (const [key, row] of shared) space.rows.set(key, { ...row, rev: space.rev, deleted: true, body: {} });
}
