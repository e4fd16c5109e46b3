import type { Me as WireMe } from "../../api/wire";
import { linkPath, shownCode } from "../../crypto/invitation";
import { invitationEnd } from "../../domain/invitation";
import type { Couple, Invitation, Me, RoleLabel } from "../../domain/types";
import { isSealed } from "../../entities";
import type { World } from "../../replica/model";
import type { LocalNotes } from "../../replica/notes";

/**
 * The person as the screens see them: partners' keys as they were pinned, the own label of each couple, secrets that only
 * this device knows. An invitation is gone once it ran out at `now`, even if the server has not said so yet.
 */
export function meOf({ me, rows }: World, { invitation: note }: LocalNotes, now: Date): Me {
  const pins = new Map<string, string>();
  const labels = new Map<string, RoleLabel>();
  for (const row of rows.values()) {
    if (isSealed(row, "pin")) pins.set(row.body.person_id, row.body.public_key);
    if (isSealed(row, "role_label")) labels.set(row.body.couple_id, row.body.label);
  }
  const couples = me.couples.map(({ partner, ...couple }): Couple => {
    // A key that the server swapped later is never used: the one that was checked stays.
    const public_key = pins.get(partner.id) ?? partner.public_key;
    return { ...couple, role_label: labels.get(couple.id) ?? null, partner: { ...partner, public_key } };
  });
  const { invitation } = me;
  const is_there = invitation && now < invitationEnd(invitation);
  return { ...me, couples, invitation: is_there ? invitationOf(invitation, note) : null };
}

type WireInvitation = NonNullable<WireMe["invitation"]>;

function invitationOf({ id, kind, role, state, expires_at, locator, other }: WireInvitation, noted: LocalNotes["invitation"]): Invitation {
  const note = noted?.id === id ? noted : null;
  const shown = note?.role === "inviter" ? note.secret : null;
  const verified = note?.verified;
  const is_verified = other !== null && verified?.public_key === other.public_key && verified.id === other.id;
  return {
    ...{ id, kind, role, state, expires_at, locator },
    // Without the secret this device cannot tell whose key it is, so it shows nobody.
    other: other && note ? { id: other.id, display_name: other.display_name, public_key: other.public_key, is_verified } : null,
    code: shown?.kind === "code" ? shownCode(shown) : null,
    link: shown?.kind === "link" ? `${globalThis.location?.origin ?? ""}${linkPath(shown)}` : null,
  };
}

/** A couple that is over, until its ending was read on this device. */
export function unreadEnding(me: Me | null, { endings_read }: LocalNotes): Couple | null {
  return me?.couples.find(({ id, state }) => state === "ended" && !endings_read.includes(id)) ?? null;
}
