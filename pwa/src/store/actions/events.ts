import { putSealed } from "../../replica/private";
import { type Context, commit, privateSpace } from "./context";
import type { Actions } from "./types";

/** Days a person marks for themselves, to find them again beside a line. Nobody else can read them. */
export function marks(context: Context): Pick<Actions, "mark_day" | "unmark_day"> {
  return {
    mark_day: (mark) => commit(context, () => [putSealed(privateSpace(context), "mark", crypto.randomUUID(), mark)]),

    unmark_day: (id) => commit(context, () => [{ space_id: privateSpace(context), kind: "delete_sealed", body: { id } }]),
  };
}
