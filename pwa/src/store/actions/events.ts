import { draft } from "../../entities/declare";
import { type Context, commit, privateSpace, putSealed } from "./context";
import type { Actions } from "./types";

/** Days a person marks for themselves, to find them again beside a line. Nobody else can read them. */
export function events(context: Context): Pick<Actions, "add_event" | "delete_event"> {
  return {
    add_event: (event) => commit(context, () => [putSealed(context, "event", crypto.randomUUID(), event)]),

    delete_event: (id) => commit(context, () => [draft(privateSpace(context), "delete_sealed", { id })]),
  };
}
