"""Routes of pairing and leaving (docs/protocol.md, sections 3 and 5)."""

from typing import Any
from uuid import UUID

from flask import Response

from server.couples import pairing, schemas, service
from server.db import transaction
from server.errors import Refused
from server.operations import Kind, write_route
from server.people.gate import acting
from server.spaces import FORMER
from server.web import Blueprint, json_response

bp = Blueprint("couples", "Pairing by two, leaving by one.")
_AFTERWARDS = frozenset({FORMER})

OPERATIONS = {
    "set_role_label": Kind(schemas.RoleLabel, service.set_role_label),
    "leave_couple": Kind(schemas.Leave, service.leave_couple),
    "take_back_deletion": Kind(schemas.Nothing, service.take_back_deletion, roles=_AFTERWARDS),
    "waive_deletion_wait": Kind(schemas.Nothing, service.waive_deletion_wait, roles=_AFTERWARDS),
}


@bp.get("/me", endpoint="me")
@bp.response(200)
def me() -> Response:
    """Read what this device is told of its person."""
    with transaction(write=False) as session:
        return json_response(service.me_document(session, acting(session)))


@bp.post("/invitations", endpoint="invite")
@bp.arguments(schemas.Invite)
@bp.response(201, schemas.Invited)
def invite(fields: dict[str, Any]) -> Response:
    """Invite one person, by a code or a link."""
    with transaction() as session:
        invitation = pairing.invite(session, acting(session).profile, fields)
        return json_response({"id": invitation.id, "expires_at": invitation.expires_at}, 201)


@bp.post("/invitations/look", endpoint="look_at_invitation")
@bp.arguments(schemas.Look)
@bp.response(200, schemas.LookAnswer)
def look(fields: dict[str, Any]) -> Response:
    """See who invites."""
    with transaction() as session:
        person = acting(session).profile
        found = pairing.find_by_proof(session, person, pairing.by_locator(session, fields["locator"]), fields["proof"])
        if found is not None:
            return json_response(pairing.look(session, found))
    raise Refused("invitation_not_found")  # outside, so that the counted try is committed


@bp.post("/invitations/<uuid:id>/accept", endpoint="accept_invitation")
@bp.arguments(schemas.Accept)
@bp.response(204)
def accept(fields: dict[str, Any], id: UUID) -> Response:
    """Accept an invitation; the inviter still confirms."""
    with transaction() as session:
        person = acting(session).profile
        found = pairing.find_by_proof(session, person, pairing.by_id(session, id), fields["proof"])
        if found is not None:
            pairing.accept(session, found, person, fields["accepter_mac"])
            return Response(status=204)
    raise Refused("invitation_not_found")


@bp.post("/invitations/<uuid:id>/confirm", endpoint="confirm_invitation")
@bp.arguments(schemas.Confirm)
@bp.response(200, schemas.Paired)
def confirm(fields: dict[str, Any], id: UUID) -> Response:
    """Confirm who accepted; from then on the two share a space."""
    with transaction() as session:
        couple = pairing.confirm(session, acting(session).profile, id, fields["public_key"])
        return json_response({"couple_id": couple.id, "space_id": couple.space_id})


@bp.delete("/invitations/<uuid:id>", endpoint="cancel_invitation")
@bp.response(204)
def cancel(id: UUID) -> Response:
    """End an invitation, as either of the two."""
    with transaction() as session:
        pairing.cancel(session, acting(session).profile, id)
    return Response(status=204)


write_route(bp, "put", "role-label", "set_role_label", schemas.RoleLabel, "Choose words for one's own screens.")
write_route(bp, "post", "leave", "leave_couple", schemas.Leave, "Leave; both become former members.")
write_route(bp, "delete", "deletion", "take_back_deletion", schemas.Nothing, "Keep what one wrote after all.")
write_route(bp, "post", "deletion/now", "waive_deletion_wait", schemas.Nothing, "Delete what one wrote now.")
