"""Removing what one person wrote in a space, kind by kind as each declares it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.spaces import service as spaces
from server.spaces.entity import Entity, Erase
from server.spaces.models import EntityRow, History, Space
from server.writes.models import OperationRecord


@dataclass(frozen=True)
class Erased:
    """An entity whose words went; `is_gone` unless a trace of it stays ("removed by its author")."""

    kind: str
    id: UUID
    is_gone: bool


def every_entity() -> list[Entity]:
    """All declared kinds, in the order of the story."""
    return list(current_app.extensions["hearth_entities"].values())


def erase(session: Session, space_id: UUID, person_id: UUID, entities: Iterable[Entity]) -> list[Erased]:
    """Erases this person's rows of the space, with their earlier versions; returns what the change log must tell.

    What the other wrote stays theirs, answers included.
    """
    erased: list[Erased] = []
    for entity in entities:
        model = entity.model
        if entity.erase is Erase.KEEP:
            continue
        versions = delete(History).where(History.space_id == space_id, History.author_id == person_id)
        session.execute(versions.where(History.kind == entity.name))
        own = select(model).where(model.space_id == space_id, model.author_id == person_id)
        if entity.erase is Erase.REMOVE:
            ids = session.scalars(own.with_only_columns(model.id)).all()
            session.execute(delete(model).where(model.space_id == space_id, model.author_id == person_id))
            erased += [Erased(entity.name, id, is_gone=True) for id in ids]
            continue
        for row in session.scalars(own).all():
            entity.erase(row)
            erased.append(Erased(entity.name, row.id, is_gone=False))
    return erased


def forget_versions(session: Session, row: EntityRow) -> None:
    """Deletes the earlier versions of one row."""
    session.execute(delete(History).where(History.space_id == row.space_id, History.id == row.id))


def erase_as_server(session: Session, space_id: UUID, person_id: UUID, entities: Iterable[Entity]) -> None:
    """Erases what this person wrote in the space, as one write of the server's own."""
    space = spaces.lock_space(session, space_id)
    space.rev += 1
    for erased in erase(session, space_id, person_id, entities):
        spaces.record_change(
            session,
            space_id=space_id,
            kind=erased.kind,
            id=erased.id,
            author_id=person_id,
            rev=space.rev,
            deleted=erased.is_gone,
        )
    record_server_write(session, person_id, space)


def record_server_write(session: Session, person_id: UUID, space: Space) -> None:
    """Gives a rev that the server's own work took its op id, so that cursors stay checkable."""
    session.add(
        OperationRecord(person_id=person_id, op_id=uuid4(), space_id=space.id, rev=space.rev, body_mac=bytes(32))
    )
