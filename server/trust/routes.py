"""The trend of promises kept, for other clients; the app computes its own from its replica."""

from uuid import UUID

import marshmallow as ma
from flask import Response

from server import clock
from server.db import transaction
from server.errors import Refused
from server.people.gate import acting
from server.spaces.models import OWNER
from server.spaces.scope import role_in
from server.spaces.service import others_in
from server.trust import service
from server.web import Blueprint, Schema, json_response

bp = Blueprint("trust", "Trends, computed from what was logged.")


class TrendDocument(Schema):
    """The document of `hearth trend`; docs/trends.md."""

    format = ma.fields.String(required=True)
    strands = ma.fields.Dict(required=True)


@bp.get("/spaces/<uuid:space_id>/trends/promises/<uuid:person_id>", endpoint="promises_trend")
@bp.response(200, TrendDocument)
def promises(space_id: UUID, person_id: UUID) -> Response:
    """Read the level of one member's kept promises."""
    with transaction(write=False) as session:
        who = acting(session)
        role = role_in(session, space_id)
        members = [who.person.id, *others_in(session, space_id, who.person.id)]
        if role == OWNER or person_id not in members:
            raise Refused("not_found")
        as_of = clock.local_day(clock.now(), who.person.zone)
        return json_response(service.promises_document(session, space_id, person_id, as_of))
