"""Export and deletion of one's own data."""

import marshmallow as ma
from flask import Response

from server.account import service
from server.db import transaction
from server.people.gate import COOKIE, acting
from server.people.service import require_step_up
from server.web import Blueprint, Schema, json_response

bp = Blueprint("account", "Taking everything along, deleting everything.")


class Export(Schema):
    """All that one wrote, by space and kind."""

    format = ma.fields.String(required=True)
    me = ma.fields.Dict(required=True)
    spaces = ma.fields.Dict(required=True)


@bp.get("/me/export", endpoint="export")
@bp.response(200, Export)
def export() -> Response:
    """Export everything of one's own."""
    with transaction(write=False) as session:
        who = acting(session)
        require_step_up(who)
        return json_response(service.export(session, who))


@bp.delete("/me", endpoint="delete_account")
@bp.response(204)
def delete_account() -> Response:
    """Delete the account and everything of one's own; an active couple ends."""
    with transaction() as session:
        who = acting(session)
        require_step_up(who)
        service.delete_account(session, who)
    response = Response(status=204)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
