import { effect } from "@preact/signals";
import { base64url, fromBase64url } from "../../crypto/bytes";
import { privateId } from "../../crypto/ids";
import {
  accepterMac,
  type InvitationKeys,
  invitationKeys,
  inviterMac,
  isAccepter,
  isInviter,
  type Keyed,
  newSecret,
  readSecret,
  type Secret,
} from "../../crypto/invitation";
import type { Result } from "../../domain/types";
import type { InvitationNote } from "../../replica/notes";
import { type Context, commit, myId, opened, putSealed, sealedRow, worldOf } from "./context";
import type { Actions } from "./types";

type Pairing = Pick<Actions, "invite" | "look_at_invitation" | "accept_invitation" | "confirm_invitation" | "cancel_invitation">;

interface Other extends Keyed {
  display_name: string;
}

const ATTEMPTS = 5;
const failed = (code: string): { ok: false; problem: { code: string } } => ({ ok: false, problem: { code } });

/** Making a couple of two: each checks the other's key under the secret that they told each other, and keeps it. */
export function pairing(context: Context): Pairing {
  const { api, syncing } = context;
  /** One's own key is worked out here and never believed: a server that says otherwise may not pair this person. */
  const me = (): Result<Keyed> => {
    const { public_key } = opened(context).keys;
    const { person } = worldOf(context).me;
    return person.public_key === public_key ? { ok: true, value: { id: person.id, public_key } } : failed("own_key_mismatch");
  };
  const note = (): InvitationNote | null => opened(context).live.notes.value.invitation;
  checkAccepters(context);

  const offer = async (inviter: Keyed, secret: Secret): Promise<Result<{ id: string; keys: InvitationKeys }>> => {
    const keys = await invitationKeys(secret);
    const made = await api.call<{ id: string }>("POST", "/invitations", {
      kind: secret.kind,
      locator: secret.locator,
      proof: base64url(keys.proof),
      inviter_mac: base64url(await inviterMac(keys.mac_key, inviter)),
    });
    return made.ok ? { ok: true, value: { id: made.value.id, keys } } : made;
  };

  return {
    async invite(kind) {
      const mine = me();
      if (!mine.ok) return mine;
      for (let left = ATTEMPTS; ; left--) {
        const secret = newSecret(kind);
        const made = await offer(mine.value, secret);
        if (!made.ok && made.problem.code === "locator_taken" && left > 1) continue;
        if (!made.ok) return made;
        const { id, keys } = made.value;
        await opened(context).live.note({ invitation: noteOf(id, "inviter", secret, keys, null) });
        await syncing.now();
        return { ok: true, value: undefined };
      }
    },

    async look_at_invitation(typed) {
      const secret = readSecret(typed);
      if (!secret) return failed("invitation_not_found");
      const keys = await invitationKeys(secret);
      const body = { locator: secret.locator, proof: base64url(keys.proof) };
      const found = await api.call<{ id: string; inviter: Other & { mac: string } }>("POST", "/invitations/look", body);
      if (!found.ok) return found;
      const { mac, ...inviter } = found.value.inviter;
      if (!(await isInviter(keys.mac_key, mac, inviter)) || contradictsPin(context, await pinOf(context, inviter.id), inviter)) {
        return failed("key_mismatch");
      }
      await opened(context).live.note({ invitation: noteOf(found.value.id, "accepter", secret, keys, inviter) });
      return { ok: true, value: { id: found.value.id, display_name: inviter.display_name } };
    },

    async accept_invitation(id) {
      const noted = note();
      if (noted?.id !== id || noted.role !== "accepter" || !noted.verified) return failed("invitation_not_found");
      const mine = me();
      if (!mine.ok) return mine;
      const accepter_mac = base64url(await accepterMac(fromBase64url(noted.mac_key), mine.value, noted.verified));
      const accepted = await api.call("POST", `/invitations/${id}/accept`, { proof: noted.proof, accepter_mac });
      if (!accepted.ok) return accepted;
      await pin(context, noted.verified);
      await syncing.now();
      return accepted;
    },

    async confirm_invitation() {
      const noted = note();
      if (noted?.role !== "inviter" || !noted.verified) return failed("key_mismatch");
      const mine = me();
      if (!mine.ok) return mine;
      if (contradictsPin(context, await pinOf(context, noted.verified.id), noted.verified)) return failed("key_mismatch");
      const { public_key } = noted.verified;
      const confirmed = await api.call("POST", `/invitations/${noted.id}/confirm`, { public_key });
      if (!confirmed.ok) return confirmed;
      await pin(context, noted.verified);
      await opened(context).live.note({ invitation: null });
      await syncing.now();
      return { ok: true, value: undefined };
    },

    async cancel_invitation() {
      const id = worldOf(context).me.invitation?.id ?? note()?.id;
      const cancelled = id === undefined ? failed("invitation_not_found") : await api.call("DELETE", `/invitations/${id}`);
      if (!cancelled.ok && cancelled.problem.code !== "invitation_not_found" && cancelled.problem.code !== "not_found") return cancelled;
      await opened(context).live.note({ invitation: null });
      await syncing.now();
      return { ok: true, value: undefined };
    },
  };
}

const noteOf = (
  id: string,
  role: InvitationNote["role"],
  secret: Secret,
  keys: InvitationKeys,
  verified: Other | null,
): InvitationNote => ({
  id,
  role,
  secret,
  proof: base64url(keys.proof),
  mac_key: base64url(keys.mac_key),
  verified,
});

/** Whenever the server says that someone accepted, checks their key before anybody sees a name. */
function checkAccepters(context: Context): void {
  effect(() => {
    const { live, keys } = context.session.opened.value ?? {};
    const invitation = live?.me.value?.invitation;
    const noted = live?.notes.value.invitation;
    const id = live?.me.value?.person.id;
    if (!live || !keys || !invitation?.other || !noted || !id || invitation.role !== "inviter" || noted.id !== invitation.id) return;
    const { mac, ...other } = invitation.other;
    if (noted.verified?.public_key === other.public_key && noted.verified.id === other.id) return;
    void isAccepter(fromBase64url(noted.mac_key), mac, other, { id, public_key: keys.public_key }).then((is_true) => {
      if (is_true) return live.note({ invitation: { ...noted, verified: other } });
    });
  });
}

/** The key of the other, as it was checked once; sealed, so that all of one's devices hold on to it. */
async function pin(context: Context, { id, public_key }: Other): Promise<void> {
  await commit(context, async (keys) => {
    return [putSealed(context, "pin", await privateId(keys.id, "pin", id), { person_id: id, public_key })];
  });
}

async function pinOf(context: Context, person_id: string): Promise<string | null> {
  const { keys } = opened(context);
  return sealedRow(context, "pin", await privateId(keys.id, "pin", person_id))?.body.public_key ?? null;
}

function contradictsPin(context: Context, pinned: string | null, other: Other): boolean {
  return other.id === myId(context) || (pinned !== null && pinned !== other.public_key);
}
