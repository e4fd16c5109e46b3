"""Routes of pairing and leaving (docs/protocol.md, sections 3 and 5)."""

from typing import Any
from uuid import UUID

from flask import Response

from server.couples import pairing, schemas, service
from server.db import transaction
from server.errors import Refused
from server.people.gate import acting
from server.spaces.models import FORMER
from server.web import Blueprint, json_response
from server.writes.operation import Operation

bp = Blueprint("couples", "Pairing by two, leaving by one.")
_AFTERWARDS = frozenset({FORMER})

OPERATIONS = (
    Operation(
        "leave_couple", schemas.Leave, service.leave_couple, None, "post leave", "Leave; both become former members."
    ),
    Operation(
        "take_back_deletion",
        schemas.TakeBackDeletion,
        service.take_back_deletion,
        None,
        "delete deletion",
        "Keep what one wrote after all.",
        roles=_AFTERWARDS,
    ),
    Operation(
        "waive_deletion_wait",
        schemas.WaiveDeletionWait,
        service.waive_deletion_wait,
        None,
        "post deletion/now",
        "Delete what one wrote now.",
        roles=_AFTERWARDS,
    ),
)


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
