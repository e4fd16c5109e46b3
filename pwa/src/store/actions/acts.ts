import { privateId, sharedId } from "../../crypto/ids";
import { type ActBody, isTakenBack, latest, removedAct, type Said, saidAgain, TAKEN_BACK } from "../../domain/act";
import type { Kind } from "../../domain/types";
import type { Draft } from "../../replica/model";
import { putSealed } from "../../replica/private";
import { type Context, commit, myId, privateSpace, rowOf, worldOf } from "./context";
import type { Actions } from "./types";

type Acts = Pick<
  Actions,
  "log_outcome" | "add_act" | "change_act" | "delete_act" | "take_back_act" | "open_all" | "acknowledge" | "take_back_acknowledgement"
>;

export function acts(context: Context): Acts {
  const zone = (): string => worldOf(context).me.person.zone;

  const bodyOf = (id: string): ActBody | undefined => {
    const body = rowOf(context, "act", id)?.body;
    return body && !isTakenBack(body) ? (body as unknown as ActBody) : undefined;
  };

  /** Says it in the private space: the same rules as the server's, kept by this device. */
  const sayPrivately = (id: string, said: Said): Draft => {
    const existing = bodyOf(id);
    const body = saidAgain(existing, said, myId(context), context.today.value, false);
    return putSealed(privateSpace(context), "act", id, { ...body });
  };

  const sayShared = (space_id: string, id: string, said: Said): Draft => ({
    space_id,
    kind: "log_act",
    body: { id, zone: zone(), ...said },
  });

  return {
    async log_outcome(commitment_id, on, outcome, extra = {}) {
      await commit(context, async (keys) => {
        const promise = rowOf(context, "commitment", commitment_id);
        if (!promise) return [];
        const parts = ["act", commitment_id, on];
        const is_private = promise.wire === "sealed";
        const id = is_private ? await privateId(keys.id, ...parts) : await sharedId(promise.space_id, ...parts);
        const existing = bodyOf(id);
        const before = existing && latest(existing);
        const said: Said = {
          on,
          kind: promise.body.kind as Kind,
          commitment_id,
          outcome,
          hard: extra.hard ?? before?.hard ?? false,
          note: extra.note ?? before?.note ?? "",
          told: false,
        };
        return [is_private ? sayPrivately(id, said) : sayShared(promise.space_id, id, said)];
      });
    },

    async add_act({ is_private, ...rest }) {
      const id = crypto.randomUUID();
      await commit(context, () => {
        const said: Said = { ...rest, commitment_id: null, outcome: null };
        const space_id = context.couple.value?.space_id;
        return [is_private || space_id === undefined ? sayPrivately(id, said) : sayShared(space_id, id, said)];
      });
      return id;
    },

    async change_act(id, change) {
      await commit(context, () => {
        const row = rowOf(context, "act", id);
        if (!row) return [];
        const { on, kind, commitment_id, told, ...body } = row.body as unknown as ActBody;
        const said: Said = { on, kind, commitment_id, told, ...latest(body), ...change };
        return [row.wire === "sealed" ? sayPrivately(id, said) : sayShared(row.space_id, id, said)];
      });
    },

    async delete_act(id) {
      await commit(context, () => {
        const row = rowOf(context, "act", id);
        if (!row) return [];
        if (row.wire !== "sealed") return [{ space_id: row.space_id, kind: "delete_act", body: { id } }];
        return [putSealed(row.space_id, "act", id, { ...removedAct(row.body as unknown as ActBody) })];
      });
    },

    async take_back_act(id) {
      await commit(context, () => {
        const row = rowOf(context, "act", id);
        if (!row) return [];
        if (row.wire !== "sealed") return [{ space_id: row.space_id, kind: "take_back_act", body: { id } }];
        return [putSealed(row.space_id, "act", id, { on: row.body.on, ...TAKEN_BACK })];
      });
    },

    async open_all() {
      await commit(context, async (keys) => {
        const space_id = context.couple.value?.space_id;
        if (space_id === undefined) return [];
        const rows = [...worldOf(context).rows.values()].filter((row) => row.space_id === space_id);
        const theirs = rows.filter(({ body }) => body.author_id !== myId(context));
        const rev = Math.max(0, ...theirs.map((row) => row.rev));
        return [putSealed(privateSpace(context), "opened", await privateId(keys.id, "opened", space_id), { space_id, rev })];
      });
    },

    async acknowledge(act_id, answer, words = "") {
      await commit(context, async () => {
        const act = rowOf(context, "act", act_id);
        if (!act || act.wire === "sealed") return [];
        const id = await sharedId(act.space_id, "acknowledgement", act_id, myId(context));
        return [{ space_id: act.space_id, kind: "acknowledge", body: { id, act_id, answer, words } }];
      });
    },

    async take_back_acknowledgement(act_id) {
      await commit(context, async () => {
        const act = rowOf(context, "act", act_id);
        if (!act) return [];
        const id = await sharedId(act.space_id, "acknowledgement", act_id, myId(context));
        return [{ space_id: act.space_id, kind: "take_back_acknowledgement", body: { id } }];
      });
    },
  };
}
