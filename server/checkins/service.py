"""Sharing of check-ins: chosen by their owner, published by their device, withdrawn at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from server import spaces
from server.checkins.models import CheckInShare, SharedCheckIn, SharedPoint
from server.couples.service import Erased, erase_as_server
from server.errors import Refused
from server.natural import natural_id
from server.operations import Write
from server.spaces import Access, Entity


def _share_id(write: Write) -> UUID:
    return natural_id(write.space_id, "check_in_share", write.person_id)


def _mode(write: Write) -> str | None:
    row = write.session.get(CheckInShare, (write.space_id, _share_id(write)))
    return row.mode if row else None


def share_check_ins(write: Write, body: dict[str, Any]) -> None:
    """Begins to share, or shares differently: then what was published before goes. Raises Refused("sharing_held")."""
    if body["id"] != _share_id(write):
        raise Refused("wrong_id")
    _check_said_since_restore(write)
    if _mode(write) != body["mode"]:
        _remove_published(write)
    row = write.session.get(CheckInShare, (write.space_id, body["id"]))
    if row is None:
        row = CheckInShare(space_id=write.space_id, author_id=write.person_id, **body)
        write.session.add(row)
    row.mode = body["mode"]
    write.changed("check_in_share", row)


def withdraw_check_ins(write: Write, body: dict[str, Any]) -> None:
    """Everything published goes at once; what the other then sees is what they see where nothing was ever shared."""
    for erased in erase(write.session, write.space_id, write.person_id):
        write.changed_id(erased.kind, erased.id, write.person_id, deleted=True)
    write.changed_id("check_in_share", _share_id(write), write.person_id, deleted=True)


def hold_everything(session: Session) -> None:
    """Takes back, as its owner would, whatever is shared with a partner; their devices ask them anew.

    For a restored database: what is shared in it may have been withdrawn since the backup. Runs as the server.
    """
    whose: set[tuple[UUID, UUID]] = set()
    for model in _SHARED.values():
        is_member = and_(
            Access.space_id == model.space_id, Access.person_id == model.author_id, Access.role == spaces.MEMBER
        )
        rows = session.execute(select(model.space_id, model.author_id).join(Access, is_member).distinct())
        whose.update((row.space_id, row.author_id) for row in rows)
    for space_id, person_id in sorted(whose):
        erase_as_server(session, space_id, person_id, erase)


def _check_said_since_restore(write: Write) -> None:
    """What was said of sharing before a restore may have been taken back since, by a word that the restore lost."""
    if spaces.was_restored_since(write.session, write.recorded_at):
        raise Refused("sharing_held")


_PUBLISHED: dict[str, type[Any]] = {"shared_point": SharedPoint, "shared_check_in": SharedCheckIn}
_SHARED: dict[str, type[Any]] = {**_PUBLISHED, "check_in_share": CheckInShare}


def _remove_published(write: Write) -> None:
    for erased in _erase(write.session, write.space_id, write.person_id, _PUBLISHED):
        write.changed_id(erased.kind, erased.id, write.person_id, deleted=True)


def erase(session: Session, space_id: UUID, person_id: UUID) -> list[Erased]:
    """Removes everything this person shared of their check-ins, and that they shared."""
    return _erase(session, space_id, person_id, _SHARED)


def _erase(session: Session, space_id: UUID, person_id: UUID, kinds: dict[str, Any]) -> list[Erased]:
    erased = []
    for kind, model in kinds.items():
        own = select(model).where(model.space_id == space_id, model.author_id == person_id)
        for row in session.scalars(own).all():
            session.delete(row)
            erased.append(Erased(kind, row.id, is_gone=True))
    return erased


def publish_trend(write: Write, body: dict[str, Any]) -> None:
    """Publishes weeks of the trend; each replaces what stood for its week. Raises Refused: not_shared, sharing_held."""
    _publish(write, "trend", "shared_point", {item["week_on"]: item for item in body["points"]})


def publish_check_ins(write: Write, body: dict[str, Any]) -> None:
    """Publishes days of values; each replaces what stood for its day. Raises Refused: not_shared, sharing_held."""
    _publish(write, "values", "shared_check_in", {item["on"]: item for item in body["values"]})


def _publish(write: Write, mode: str, kind: str, by_day: dict[date, dict[str, Any]]) -> None:
    _check_said_since_restore(write)
    if _mode(write) != mode:
        raise Refused("not_shared")
    model = _PUBLISHED[kind]
    for on, item in by_day.items():
        id = natural_id(write.space_id, kind, write.person_id, on.isoformat())
        row: Entity | None = write.session.get(model, (write.space_id, id))
        if row is None:
            row = model(space_id=write.space_id, id=id, author_id=write.person_id, **item)
            write.session.add(row)
        for name, value in item.items():
            setattr(row, name, value)
        write.changed(kind, row)


def shares_on_wire(session: Session, rows: Iterable[CheckInShare], viewer_id: UUID) -> dict[UUID, dict[str, Any]]:
    """Bodies by id, for their author only."""
    return {row.id: {"author_id": str(row.author_id), "mode": row.mode} for row in rows if row.author_id == viewer_id}


def points_on_wire(session: Session, rows: Iterable[SharedPoint], viewer_id: UUID) -> dict[UUID, dict[str, Any]]:
    """Bodies by id."""
    return {
        row.id: {
            "author_id": str(row.author_id),
            "week_on": row.week_on.isoformat(),
            "level": row.level,
            "low": row.low,
            "high": row.high,
            "call": row.call,
        }
        for row in rows
    }


def values_on_wire(session: Session, rows: Iterable[SharedCheckIn], viewer_id: UUID) -> dict[UUID, dict[str, Any]]:
    """Bodies by id."""
    return {
        row.id: {
            "author_id": str(row.author_id),
            "on": row.on.isoformat(),
            "safe": row.safe,
            "seen": row.seen,
            "valued": row.valued,
        }
        for row in rows
    }
