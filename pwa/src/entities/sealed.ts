import { keyOf, type Row } from "../replica/model";
import type { EntityRule, Resend } from "../replica/rules";
import { type Declarations, isSame, putRow } from "./declare";

export const sealedOperations = {
  put_sealed: {
    entity: "sealed",
    effect(world, { space_id, body: { id } }, opened) {
      if (!opened) return;
      const { kind, value, counter } = opened;
      putRow(world, { space_id, kind, id, is_sealed: true, body: value, ...(counter !== undefined && { counter }) });
    },
  },
  delete_sealed: {
    entity: "sealed",
    is_final: true,
    effect: ({ rows }, { space_id, body: { id } }) => {
      rows.delete(keyOf({ space_id, kind: "sealed", id, is_sealed: true }));
    },
  },
} satisfies Declarations<"put_sealed" | "delete_sealed">;

export const sealed = {
  resend_order: 7,
  isEnded: ({ deleted }) => deleted,
  end: ({ id }) => [{ name: "delete_sealed", body: { id }, is_ending: true }],
  resend(mine, theirs, { is_later }) {
    if (theirs?.unreadable === "newer_version" || (theirs && !is_later && isSame(mine.body, theirs.body))) return [];
    return [putAgain(mine, theirs)];
  },
} satisfies EntityRule;

/** What cannot be read here goes again as it came. */
function putAgain({ id, kind, body, unreadable, counter = 0 }: Row, theirs: Row | undefined): Resend {
  const { size_class, ciphertext } = body;
  if (unreadable) return { name: "put_sealed", body: { id, kind, size_class, ciphertext } };
  return { name: "put_sealed", body: { id }, opened: { kind, value: body, counter: Math.max(counter, theirs?.counter ?? 0) } };
}
