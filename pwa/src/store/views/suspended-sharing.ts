import { isSealed } from "../../entities";
import type { SharingBody } from "../../entities/records";
import type { World } from "../../replica/model";

/**
 * What the person shared before the server was restored. The server has withdrawn it; only the sealed note knows of it. A
 * note made in the present epoch is an answer to this very question.
 */
export function suspendedMode(world: World, space_id: string, epoch: string | null): SharingBody["mode"] {
  for (const row of world.rows.values()) {
    if (isSealed(row, "sharing") && row.body.space_id === space_id)
      return epoch === null || row.body.epoch === epoch ? null : row.body.mode;
  }
  return null;
}
