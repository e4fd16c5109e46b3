import type { OutboxState } from "./types";

/** Everything is sent, and nothing stands in the way. */
export const IDLE_OUTBOX: OutboxState = {
  is_online: true,
  has_network: true,
  is_syncing: false,
  waiting: [],
  refused: [],
  is_stale: false,
  is_warning_due: false,
  unsaved: [],
  trouble: null,
  clock_offset_ms: 0,
};
