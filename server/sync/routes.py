"""The one route that the app needs every day."""

from typing import Any

from flask import Response

from server.sync import schemas, service
from server.web import Blueprint, json_response

bp = Blueprint("sync", "Operations in, changes out.")


@bp.post("/sync", endpoint="sync")
@bp.arguments(schemas.Sync)
@bp.response(200, schemas.SyncAnswer)
def sync(asked: dict[str, Any]) -> Response:
    """Send what was done, and receive what changed since the cursors."""
    return json_response(service.sync(asked))
