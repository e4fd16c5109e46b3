"""One's own settings and the *me* document; export and deletion of one's own data."""

from flask import Response

from server.db import transaction
from server.me import schemas, service
from server.people.gate import COOKIE, acting
from server.people.schemas import SettingsChange
from server.people.service import require_step_up
from server.spaces.models import PRIVATE
from server.web import Blueprint, json_response
from server.writes.operation import Operation

bp = Blueprint("me", "Oneself: settings, taking everything along, deleting everything.")

OPERATIONS = (
    Operation(
        "set_settings",
        SettingsChange,
        service.set_settings,
        None,
        "patch settings",
        "Change name, zone, language or nudge settings.",
        space_kind=PRIVATE,
    ),
)


@bp.get("/me", endpoint="me")
@bp.response(200, schemas.Me)
def me() -> Response:
    """Read what this device is told of its person."""
    with transaction(write=False) as session:
        return json_response(service.me_document(session, acting(session)))


@bp.get("/me/export", endpoint="export")
@bp.response(200, schemas.Export)
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
