import type { Problem } from "../domain/types";
import { useStore } from "./store";

/** What stands in the way of everything that only the server can do; null with a connection. */
export function useNoConnection(): Problem | null {
  return useStore().outbox.value.is_online ? null : { code: "offline" };
}
