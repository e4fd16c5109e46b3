import { privateId } from "../../crypto/ids";
import { draft } from "../../entities/declare";
import { type Context, commit, privateSpace, putSealed, sealedRow } from "./context";
import type { Actions } from "./types";

type Reflections = Pick<Actions, "save_reflection" | "delete_reflection" | "put_aside">;

/** What a person writes for themselves, and what they would rather not be shown again. Nobody else can read either. */
export function reflections(context: Context): Reflections {
  return {
    async save_reflection({ id = crypto.randomUUID(), ...reflection }) {
      await commit(context, () => [putSealed(context, "reflection", id, reflection)]);
      return id;
    },

    delete_reflection: (id) => commit(context, () => [draft(privateSpace(context), "delete_sealed", { id })]),

    put_aside: (what) =>
      commit(context, async (keys) => {
        const id = await privateId(keys.id, "preferences");
        const before = sealedRow(context, "preferences", id)?.body;
        const put_aside = { ...before?.put_aside, [what]: context.today.value };
        return [putSealed(context, "preferences", id, { ...before, put_aside })];
      }),
  };
}
