import { addDays } from "./days";
import type { LocalDay } from "./types";

/** Whether the highlight of the day `on` may still be given, or changed while it waits: that day and the next. */
export const mayGive = (on: LocalDay, today: LocalDay): boolean => on <= today && today <= addDays(on, 1);
