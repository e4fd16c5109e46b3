import type { WireInvitation } from "../../api/wire";
import { linkPath, shownCode } from "../../crypto/invitation";
import type { Couple, Invitation, Me, NudgeSettings } from "../../domain/types";
import type { LocalNotes } from "../../replica/notes";
import type { World } from "../../replica/project";

const SETTINGS: NudgeSettings = {
  log_at: null,
  check_in_days: [],
  check_in_at: null,
  to_read: false,
  look_back: null,
  look_back_at: null,
  quiet_from: "22:00",
  quiet_until: "07:30",
  most_a_day: 1,
  paused_until: null,
};

/** The person as the screens see them: settings complete, keys as they were pinned, secrets that only this device knows. */
export function meOf({ me, rows }: World, { invitation: held }: LocalNotes): Me {
  const pins = new Map<string, string>();
  for (const { wire, kind, body } of rows.values())
    if (wire === "sealed" && kind === "pin") pins.set(String(body.person_id), String(body.public_key));
  const pinned = (couple: Couple): Couple => {
    // A key that the server swapped later is never used: the one that was checked stays.
    const public_key = pins.get(couple.partner.id) ?? couple.partner.public_key;
    return { ...couple, partner: { ...couple.partner, public_key } };
  };
  return {
    ...me,
    person: { ...me.person, settings: { ...SETTINGS, ...me.person.settings } },
    couples: me.couples.map(pinned),
    invitation: me.invitation && invitationOf(me.invitation, held),
  };
}

function invitationOf({ id, kind, role, state, expires_at, locator, other }: WireInvitation, held: LocalNotes["invitation"]): Invitation {
  const note = held?.id === id ? held : null;
  const shown = note?.role === "inviter" ? note.secret : null;
  const is_verified = other !== null && note?.verified?.public_key === other.public_key && note.verified.id === other.id;
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
