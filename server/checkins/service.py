"""Sharing of check-ins: chosen by their owner, published by their device, withdrawn at once."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app

from server.checkins.models import CheckInShare, SharedCheckIn, SharedPoint
from server.errors import Refused
from server.spaces.ids import deterministic_id
from server.spaces.service import was_restored_since
from server.writes.erasing import erase
from server.writes.operation import Write

_PUBLISHED: dict[str, type[Any]] = {"shared_point": SharedPoint, "shared_check_in": SharedCheckIn}


def _share_id(write: Write) -> UUID:
    return deterministic_id(write.space_id, "check_in_share", write.person_id)


def _mode(write: Write) -> str | None:
    row = write.session.get(CheckInShare, (write.space_id, _share_id(write)))
    return row.mode if row else None


def share_check_ins(write: Write, body: dict[str, Any]) -> None:
    """Begins to share, or shares differently: then what was published before goes.

    Raises Refused: wrong_id, sharing_suspended.
    """
    if body["id"] != _share_id(write):
        raise Refused("wrong_id")
    _check_said_since_restore(write)
    if _mode(write) != body["mode"]:
        _remove(write, *_PUBLISHED)
    row = write.session.get(CheckInShare, (write.space_id, body["id"]))
    if row is None:
        row = CheckInShare(space_id=write.space_id, author_id=write.person_id, **body)
        write.session.add(row)
    row.mode = body["mode"]
    write.record(row)


def withdraw_check_ins(write: Write, body: dict[str, Any]) -> None:
    """Everything published goes at once; what the other then sees is what they see where nothing was ever shared."""
    _remove(write, *_PUBLISHED, "check_in_share")


def _remove(write: Write, *kinds: str) -> None:
    entities = [current_app.extensions["hearth_entities"][kind] for kind in kinds]
    for erased in erase(write.session, write.space_id, write.person_id, entities):
        write.record_id(erased.kind, erased.id, write.person_id, deleted=True)


def _check_said_since_restore(write: Write) -> None:
    """What was said of sharing before a restore may have been taken back since, by a word that the restore lost."""
    if was_restored_since(write.session, write.recorded_at):
        raise Refused("sharing_suspended")


def publish_trend(write: Write, body: dict[str, Any]) -> None:
    """Publishes weeks of the trend; each replaces what stood for its week.

    Raises Refused: not_shared, sharing_suspended.
    """
    _publish(write, "trend", "shared_point", {item["week_on"]: item for item in body["points"]})


def publish_check_ins(write: Write, body: dict[str, Any]) -> None:
    """Publishes days of values; each replaces what stood for its day. Raises Refused: not_shared, sharing_suspended."""
    _publish(write, "values", "shared_check_in", {item["on"]: item for item in body["values"]})


def _publish(write: Write, mode: str, kind: str, by_day: dict[date, dict[str, Any]]) -> None:
    _check_said_since_restore(write)
    if _mode(write) != mode:
        raise Refused("not_shared")
    model = _PUBLISHED[kind]
    for on, item in by_day.items():
        id = deterministic_id(write.space_id, kind, write.person_id, on.isoformat())
        row = write.session.get(model, (write.space_id, id))
        if row is None:
            row = model(space_id=write.space_id, id=id, author_id=write.person_id)
            write.session.add(row)
        for name, value in item.items():
            setattr(row, name, value)
        write.record(row)


def share_on_wire(row: CheckInShare, viewer_id: UUID) -> dict[str, Any]:
    """The body."""
    return {"author_id": str(row.author_id), "mode": row.mode}


def point_on_wire(row: SharedPoint, viewer_id: UUID) -> dict[str, Any]:
    """The body."""
    return {
        "author_id": str(row.author_id),
        "week_on": row.week_on.isoformat(),
        "level": row.level,
        "low": row.low,
        "high": row.high,
        "call": row.call,
    }


def values_on_wire(row: SharedCheckIn, viewer_id: UUID) -> dict[str, Any]:
    """The body."""
    return {
        "author_id": str(row.author_id),
        "on": row.on.isoformat(),
        "safe": row.safe,
        "seen": row.seen,
        "valued": row.valued,
    }
