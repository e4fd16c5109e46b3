"""Keeping sealed records. Last to arrive wins; a deletion wins over everything."""

from typing import Any
from uuid import UUID

from server.errors import Refused
from server.events import emit
from server.spaces import service as spaces
from server.vault.models import SealedRecord
from server.writes.operation import Write

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
    write.record(row)
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
    write.record_id("sealed", body["id"], write.person_id, deleted=True)


def sealed_on_wire(row: SealedRecord, viewer_id: UUID) -> dict[str, Any]:
    """The body of one record."""
    return {"kind": row.kind, "size_class": row.size_class, "revision": row.revision, "ciphertext": row.ciphertext}
