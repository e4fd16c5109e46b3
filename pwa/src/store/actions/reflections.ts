import { privateId } from "../../crypto/ids";
import { putSealed } from "../../replica/private";
import { type Context, commit, privateSpace, rowOf } from "./context";
import type { Actions } from "./types";

type Reflections = Pick<Actions, "keep_reflection" | "delete_reflection" | "put_aside">;

/** What a person writes for themselves, and what they would rather not be shown again. Nobody else can read either. */
export function reflections(context: Context): Reflections {
  return {
    async keep_reflection({ id = crypto.randomUUID(), ...said }) {
      await commit(context, () => [putSealed(privateSpace(context), "reflection", id, said)]);
      return id;
    },

    delete_reflection: (id) => commit(context, () => [{ space_id: privateSpace(context), kind: "delete_sealed", body: { id } }]),

    put_aside: (what) =>
      commit(context, async (keys) => {
        const id = await privateId(keys.id, "preferences");
        const before = rowOf(context, "preferences", id)?.body;
        const put_aside = { ...(before?.put_aside as object | undefined), [what]: context.today.value };
        return [putSealed(privateSpace(context), "preferences", id, { ...before, put_aside })];
      }),
  };
}
