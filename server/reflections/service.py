"""Keeping sealed records. Last to arrive wins; a deletion wins over everything."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server import spaces
from server.errors import Refused
from server.operations import Write
from server.outbox import emit
from server.people import profiles
from server.reflections.models import SealedRecord

_EVENT_OF_KIND = {"check_in": "checked_in", "opened": "opened"}


def put_sealed(write: Write, body: dict[str, Any]) -> None:
    """Keeps a sealed record, replacing what had its id. Raises Refused: already_removed, wrong_id."""
    if spaces.is_deleted(write.session, write.space_id, "sealed", body["id"]):
        raise Refused("already_removed")
    row = write.session.get(SealedRecord, (write.space_id, body["id"]))
    if row is None:
        row = SealedRecord(space_id=write.space_id, author_id=write.person_id, revision=0, **body)
        write.session.add(row)
    elif row.kind != body["kind"]:
        raise Refused("wrong_id")
    row.size_class, row.ciphertext = body["size_class"], body["ciphertext"]
    row.revision += 1
    write.changed("sealed", row)
    # The worker is told that something was written today, not what: it then leaves the evening's prompt out.
    if body["kind"] == "act":
        emit(write.session, "act_logged", person_id=write.person_id, on=write.today.isoformat())
    elif body["kind"] in _EVENT_OF_KIND:
        emit(write.session, _EVENT_OF_KIND[body["kind"]], person_id=write.person_id)


def delete_sealed(write: Write, body: dict[str, Any]) -> None:
    """Deletes a record for good; deleting what is gone already is no error."""
    row = write.session.get(SealedRecord, (write.space_id, body["id"]))
    if row is not None:
        write.session.delete(row)
    write.changed_id("sealed", body["id"], write.person_id, deleted=True)


def delete_all(session: Session, space_id: UUID) -> None:
    """Deletes every record of a private space."""
    session.execute(delete(SealedRecord).where(SealedRecord.space_id == space_id))


def set_settings(write: Write, body: dict[str, Any]) -> None:
    """Merges plain settings field by field; of what is sent again after a restore, those that nobody said since."""
    settings = body.get("settings", {})
    latest = {name: value for name, value in body.items() if name != "settings" and write.is_latest(name)}
    latest |= {"settings": {name: value for name, value in settings.items() if write.is_latest(f"settings.{name}")}}
    profiles.change_settings(write.session, write.person_id, latest)


def sealed_on_wire(session: Session, rows: Iterable[SealedRecord], viewer_id: UUID) -> dict[UUID, dict[str, Any]]:
    """Bodies by id."""
    return {
        row.id: {"kind": row.kind, "size_class": row.size_class, "revision": row.revision, "ciphertext": row.ciphertext}
        for row in rows
    }
