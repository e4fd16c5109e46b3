import type { World } from "../../replica/project";

/** One's sealed note of what is shared, for one's other devices; `epoch` is the server's past in which it was said. */
export interface SharingNote {
  space_id: string;
  mode: "trend" | "values" | null;
  from_on: string;
  epoch: string | null;
}

/**
 * What its owner shared before the server was restored. The server has taken it back; only the sealed note knows of it,
 * and a note said since the restore asks nothing.
 */
export function heldMode(world: World, space_id: string, epoch: string | null): SharingNote["mode"] {
  for (const { wire, kind, body } of world.rows.values()) {
    if (wire !== "sealed" || kind !== "sharing" || body.space_id !== space_id) continue;
    const note = body as unknown as SharingNote;
    return epoch === null || note.epoch === epoch ? null : note.mode;
  }
  return null;
}
