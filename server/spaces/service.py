"""Locking a space for writing, its change log, and what a restore from a backup does to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import case, select, update
from sqlalchemy.orm import Session

from server import clock
from server.errors import Refused
from server.spaces.models import MEMBER, OWNER, Access, Change, EntityRow, History, ServerState, Space

# More writes of one space than ever lie between a backup and its restoring.
MAX_LOST_REVS = 1_000_000


def lock_spaces(session: Session, space_ids: Iterable[UUID]) -> dict[UUID, Space]:
    """Locks the spaces for this transaction's writes, in id order; those that are not there are left out."""
    statement = select(Space).where(Space.id.in_(set(space_ids))).order_by(Space.id).with_for_update()
    return {space.id: space for space in session.scalars(statement.execution_options(populate_existing=True))}


def lock_space(session: Session, space_id: UUID) -> Space:
    """Locks one space. Raises Refused("not_found")."""
    space = lock_spaces(session, [space_id]).get(space_id)
    if space is None:
        raise Refused("not_found")
    return space


def new_space(session: Session, kind: str, members: Iterable[tuple[UUID, str]]) -> Space:
    """A new space with its members and their roles."""
    space = Space(id=uuid4(), kind=kind, rev=0)
    session.add(space)
    session.flush()
    session.add_all(Access(space_id=space.id, person_id=person_id, role=role) for person_id, role in members)
    session.flush()
    return space


def record_change(
    session: Session,
    *,
    space_id: UUID,
    kind: str,
    id: UUID,
    author_id: UUID,
    rev: int,
    original_rev: int | None = None,
    deleted: bool = False,
) -> None:
    """Notes in the change log that `rev` touched this entity."""
    row = session.get(Change, (space_id, kind, id))
    if row is None:
        row = Change(space_id=space_id, kind=kind, id=id, author_id=author_id, rev=rev, deleted=deleted)
        session.add(row)
    row.author_id, row.rev, row.original_rev, row.deleted = author_id, rev, original_rev, deleted


def is_deleted(session: Session, space_id: UUID, kind: str, id: UUID) -> bool:
    """Whether there is a tombstone of this entity: a deletion wins over whatever arrives later."""
    statement = select(Change.deleted).where(Change.space_id == space_id, Change.kind == kind, Change.id == id)
    return bool(session.scalar(statement))


def others_in(session: Session, space_id: UUID, person_id: UUID) -> list[UUID]:
    """The other members of a space."""
    statement = select(Access.person_id).where(
        Access.space_id == space_id, Access.person_id != person_id, Access.role == MEMBER
    )
    with session.no_autoflush:  # nothing that waits to be written says who is a member
        return list(session.scalars(statement))


def private_space_ids(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """By person: their own space."""
    statement = select(Access.person_id, Access.space_id).where(
        Access.person_id.in_(set(person_ids)), Access.role == OWNER
    )
    return dict(session.execute(statement).tuples().all())


def keep_version(session: Session, *, row: EntityRow, kind: str, rev: int, parts: dict[str, Any]) -> None:
    """Puts the version that is about to be replaced unseen into history."""
    session.add(
        History(
            space_id=row.space_id,
            author_id=row.author_id,
            kind=kind,
            id=row.id,
            rev=rev,
            replaced_at=clock.now(),
            parts=parts,
        )
    )


# -- restoring from a backup ------------------------------------------------------------------------------------------


def epoch(session: Session) -> UUID:
    """The database's epoch; made on first use."""
    state = session.get(ServerState, 1)
    if state is None:
        state = ServerState(id=1, epoch=uuid4())
        session.add(state)
        session.flush()
    return state.epoch


def renew_epoch(session: Session) -> None:
    """Tells every client that this database may have lost some of its past, and raises every rev beyond what it lost.

    The same backup may have been restored before; this database has no record of that restore or of the revs after it.
    So revs continue at least from this restore's Unix time in seconds: no space averages one write a second, so no lost
    rev is that high.
    """
    epoch(session)
    beyond, second = Space.rev + MAX_LOST_REVS, int(clock.now().timestamp())
    session.execute(update(Space).values(rev=case((beyond < second, second), else_=beyond)))
    # Devices say when to the second, so that what is said in this very second is not taken for older.
    session.execute(update(ServerState).values(epoch=uuid4(), restored_at=clock.now().replace(microsecond=0)))


def was_restored_since(session: Session, instant: datetime) -> bool:
    """Whether the database was restored from a backup after that instant.

    A restore that is yet to come was noted under a wrong clock, and counts for none.
    """
    restored_at = session.scalar(select(ServerState.restored_at))
    return restored_at is not None and instant < restored_at <= clock.now()
