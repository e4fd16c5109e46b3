import { privateId, sharedId } from "../../crypto/ids";
import type { RecordKeys } from "../../crypto/keys";
import type { Body, Row } from "../../replica/model";
import { type History, PARTNER, PRIVATE, SHARED } from "./history";

const READ = 1;
const UNREAD = 2;

/** The history as the rows of a replica, under the ids that the app gives them. */
export async function exampleRows(history: History, keys: RecordKeys, zone: string): Promise<Row[]> {
  const row = (kind: string, id: string, is_sealed: boolean, body: Body, rev = READ): Row => {
    return { space_id: is_sealed ? PRIVATE : SHARED, kind, id, is_sealed, rev, deleted: false, body };
  };
  const revOf = (id: string): number => (history.unopened.has(id) ? UNREAD : READ);
  const idOf = new Map<string, string>();
  for (const { id, commitment_id, on, is_private } of history.acts) {
    if (commitment_id === null) continue;
    const parts = ["act", commitment_id, on];
    idOf.set(id, is_private ? await privateId(keys.id, ...parts) : await sharedId(SHARED, ...parts));
  }
  const stored = <T extends { id: string; space_id: string; is_private: boolean; is_waiting: boolean }>(kind: string, item: T): Row => {
    const { id, space_id: _, is_private, is_waiting: __, ...body } = item;
    return row(kind, idOf.get(id) ?? id, is_private, body, revOf(id));
  };
  const acknowledgements = history.acknowledgements.map(async (one) => {
    const act_id = idOf.get(one.act_id) ?? one.act_id;
    return { ...stored("acknowledgement", { ...one, act_id }), id: await sharedId(SHARED, "acknowledgement", act_id, one.author_id) };
  });
  const check_ins = history.check_ins.map(async ({ id: _, is_waiting: __, ...body }) =>
    row("check_in", await privateId(keys.id, "check_in", body.on), true, { ...body, zone }),
  );
  const points = history.partner_points.map(async (point) => {
    return row("shared_point", await sharedId(SHARED, "shared_point", PARTNER, point.week_on), false, { ...point });
  });
  return [
    ...history.commitments.map((one) => stored("commitment", one)),
    ...history.pauses.map((one) => stored("pause", one)),
    ...history.acts.map((one) => stored("act", one)),
    ...(await Promise.all([...acknowledgements, ...check_ins, ...points])),
    row("opened", await privateId(keys.id, "opened", SHARED), true, { space_id: SHARED, rev: READ }),
  ];
}
