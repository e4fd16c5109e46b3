"""What devices send again after a restore from a backup, and what a restored database may no longer share."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from server.errors import Refused
from server.spaces.entity import Audience, Entity, OnRestore
from server.spaces.models import MEMBER, Access, Change
from server.writes.erasing import erase_as_server
from server.writes.operation import Operation, Write


def reapply(write: Write, operation: Operation, entity: Entity, body: dict[str, Any], original_rev: int) -> None:
    """Re-applies a row that a restore lost, at its original rev.

    If two devices send the same row again, the later version wins, whichever arrives first. Raises
    Refused("superseded") where a later version is stored already.
    """
    space = write.space
    change = write.session.get(Change, (space.id, entity.name, body["id"]))
    if change is None and entity.audience is Audience.REVEALED:
        # What waits to be revealed stands in its author's own space, and so does the tombstone of what was taken back.
        space = write.private
        change = write.session.get(Change, (space.id, entity.name, body["id"]))
    is_mine = change is not None and change.author_id == write.person_id
    if change is not None and is_mine and change.known_rev > original_rev and not operation.is_final:
        raise Refused("superseded")
    if change is None and operation.takes_away:
        # The row was lost too; a device that has not heard of its end must not bring it back.
        write.record_id(entity.name, body["id"], write.person_id, deleted=True, space=space)
        return
    operation.handler(write, body)
    if change is not None and is_mine:  # also where it stands as it did
        change.rev, change.original_rev = write.rev_in(space), original_rev


def suspend_sharing(session: Session, declared: Iterable[Entity]) -> None:
    """After a restore, withdraws on the owner's behalf every share that the owner may have withdrawn since the backup.

    The owner's devices then ask whether to share again. The acting party is the server, not a person.
    """
    entities = [entity for entity in declared if entity.on_restore is OnRestore.SUSPEND]
    whose: set[tuple[UUID, UUID]] = set()
    for entity in entities:
        model = entity.model
        is_member = and_(Access.space_id == model.space_id, Access.person_id == model.author_id, Access.role == MEMBER)
        rows = session.execute(select(model.space_id, model.author_id).join(Access, is_member).distinct())
        whose.update((row.space_id, row.author_id) for row in rows)
    for space_id, person_id in sorted(whose):
        erase_as_server(session, space_id, person_id, entities)
