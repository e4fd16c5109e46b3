"""Spaces: one idea for tenancy, privacy and sync.

Every row that people write belongs to one space. `access` says who may enter; `space.rev` counts its writes; `change`
holds one row an entity with the rev that last touched it. A session without a scope sees no such row at all.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    and_,
    case,
    event,
    false,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, declared_attr, mapped_column, with_loader_criteria

from server import clock
from server.db import Base, set_acting_person
from server.errors import Refused

OWNER, MEMBER, FORMER, THERAPIST = "owner", "member", "former", "therapist"
PRIVATE, COUPLE = "private", "couple"
# More writes of one space than ever lie between a backup and its restoring.
MOST_LOST = 1_000_000


class ServerState(Base):
    """One row: the epoch, which changes when the database was restored from a backup, and when it last was."""

    __tablename__ = "server_state"
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[UUID]
    restored_at: Mapped[datetime | None]


class Space(Base):
    """A person's private space or a couple's shared one."""

    __tablename__ = "space"
    __table_args__ = (CheckConstraint("kind IN ('private', 'couple')", name="kind"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    rev: Mapped[int] = mapped_column(BigInteger, default=0)


class Access(Base):
    """Who may enter a space, and as what. Invited but unconfirmed has no row."""

    __tablename__ = "access"
    __table_args__ = (
        CheckConstraint("role IN ('owner', 'member', 'former', 'therapist')", name="role"),
        Index("ix_access_person_id", "person_id"),
    )
    space_id: Mapped[UUID] = mapped_column(ForeignKey("space.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))


class SpaceRow:
    """A row of a space: composite key, an author. Reading and writing are held to the session's scope."""

    @declared_attr
    def space_id(cls) -> Mapped[UUID]:  # noqa: N805 - a declared_attr is given the class
        return mapped_column(ForeignKey("space.id"), primary_key=True, sort_order=-10)

    @declared_attr
    def author_id(cls) -> Mapped[UUID]:  # noqa: N805 - a declared_attr is given the class
        return mapped_column(ForeignKey("person.id"), sort_order=-7)


class Entity(SpaceRow):
    """A row people write that is synced by id."""

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-8)


class Change(SpaceRow, Base):
    """The change log: one row an entity, the rev that last touched it."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_space_id_rev", "space_id", "rev"),)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True, sort_order=-9)
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-8)
    rev: Mapped[int] = mapped_column(BigInteger)
    # What stands here was sent again after a restore had lost it: the rev it had before.
    as_of: Mapped[int | None] = mapped_column(BigInteger)
    deleted: Mapped[bool]

    @property
    def known_rev(self) -> int:
        """The rev of what stands here; what was sent again keeps the one it had before."""
        return self.rev if self.as_of is None else self.as_of


class OwnField(SpaceRow, Base):
    """Under which rev a person last said something of themselves that has no row: a setting, a label."""

    __tablename__ = "own_field"
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, sort_order=-9)
    field: Mapped[str] = mapped_column(String(40), primary_key=True, sort_order=-8)
    known_rev: Mapped[int] = mapped_column(BigInteger)


class History(SpaceRow, Base):
    """The version of an entity that a later writer replaced without having seen it."""

    __tablename__ = "history"
    kind: Mapped[str] = mapped_column(String(32), primary_key=True, sort_order=-9)
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-8)
    rev: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    replaced_at: Mapped[datetime]
    sealed_body: Mapped[str]


# -- scope ------------------------------------------------------------------------------------------------------------


def act_as(session: Session, person_id: UUID) -> dict[UUID, str]:
    """Holds the session to what this person may enter; returns the role by space."""
    rows = session.execute(select(Access.space_id, Access.role).where(Access.person_id == person_id))
    roles: dict[UUID, str] = dict(rows.all())
    session.info["person_id"] = person_id
    session.info["roles"] = roles
    set_acting_person(session, person_id)
    return roles


def act_as_server(session: Session) -> None:
    """Lifts the scope, for the worker and the host's own commands; never on behalf of a request's words."""
    session.info["is_server"] = True


def _criteria(cls: Any, session: Session) -> Any:  # noqa: ANN401 - SQLAlchemy's criteria are untyped
    roles: dict[UUID, str] = session.info.get("roles", {})
    whole = [space_id for space_id, role in roles.items() if role in (OWNER, MEMBER)]
    own = [space_id for space_id, role in roles.items() if role == FORMER]
    if not roles:
        return false()
    if not own:
        return cls.space_id.in_(whole)
    return or_(cls.space_id.in_(whole), and_(cls.space_id.in_(own), cls.author_id == session.info["person_id"]))


@event.listens_for(Session, "do_orm_execute")
def _hold_reads_to_scope(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_relationship_load or state.session.info.get("is_server"):
        return
    for mapper in state.all_mappers:
        if issubclass(mapper.class_, SpaceRow):
            condition = _criteria(mapper.class_, state.session)
            state.statement = state.statement.options(
                with_loader_criteria(mapper.class_, condition, include_aliases=True)
            )


@event.listens_for(Session, "before_flush")
def _hold_writes_to_scope(session: Session, _context: Any, _instances: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    if session.info.get("is_server"):
        return
    roles: dict[UUID, str] = session.info.get("roles", {})
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, SpaceRow) and row.space_id not in roles:
            raise PermissionError(f"a {type(row).__name__} outside the scope of this session")


# -- entering and writing ---------------------------------------------------------------------------------------------


def role_in(session: Session, space_id: UUID) -> str:
    """The acting person's role. Raises Refused("not_found") for a space that is not theirs, as for a missing id."""
    role: str | None = session.info.get("roles", {}).get(space_id)
    if role is None:
        raise Refused("not_found")
    return role


def lock_space(session: Session, space_id: UUID) -> Space:
    """Locks the space for this transaction's writes; several are locked in id order. Raises Refused("not_found")."""
    statement = select(Space).where(Space.id == space_id).with_for_update()
    space = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
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
    as_of: int | None = None,
    deleted: bool = False,
) -> None:
    """Notes in the change log that `rev` touched this entity."""
    row = session.get(Change, (space_id, kind, id))
    if row is None:
        row = Change(space_id=space_id, kind=kind, id=id, author_id=author_id, rev=rev, deleted=deleted)
        session.add(row)
    row.author_id, row.rev, row.as_of, row.deleted = author_id, rev, as_of, deleted


def is_deleted(session: Session, space_id: UUID, kind: str, id: UUID) -> bool:
    """Whether this entity was deleted: a deletion wins over whatever arrives later."""
    statement = select(Change.deleted).where(Change.space_id == space_id, Change.kind == kind, Change.id == id)
    return bool(session.scalar(statement))


def epoch(session: Session) -> UUID:
    """The database's epoch; made on first use."""
    state = session.get(ServerState, 1)
    if state is None:
        state = ServerState(id=1, epoch=uuid4())
        session.add(state)
        session.flush()
    return state.epoch


def renew_epoch(session: Session) -> None:
    """Tells every client that this database may have lost some of its past, and counts on from beyond what it lost.

    That may have been beyond an earlier restore of the same backup, of which the database knows nothing: so revs go on
    at least from the second of this one, which no space's writes ever overtake.
    """
    epoch(session)
    beyond, second = Space.rev + MOST_LOST, int(clock.now().timestamp())
    session.execute(update(Space).values(rev=case((beyond < second, second), else_=beyond)))
    # Devices say when to the second, so that what is said in this very second is not taken for older.
    session.execute(update(ServerState).values(epoch=uuid4(), restored_at=clock.now().replace(microsecond=0)))


def was_restored_since(session: Session, instant: datetime) -> bool:
    """Whether the database was restored from a backup after that instant.

    A restore that is yet to come was noted under a wrong clock, and counts for none.
    """
    restored_at = session.scalar(select(ServerState.restored_at))
    return restored_at is not None and instant < restored_at <= clock.now()


def others_in(session: Session, space_id: UUID, person_id: UUID) -> list[UUID]:
    """The other members of a space."""
    statement = select(Access.person_id).where(
        Access.space_id == space_id, Access.person_id != person_id, Access.role == MEMBER
    )
    with session.no_autoflush:  # nothing that waits to be written says who is a member
        return list(session.scalars(statement))


def keep_version(session: Session, *, row: Entity, kind: str, rev: int, sealed_body: str) -> None:
    """Keeps the version that is about to be replaced unseen."""
    session.add(
        History(
            space_id=row.space_id,
            author_id=row.author_id,
            kind=kind,
            id=row.id,
            rev=rev,
            replaced_at=clock.now(),
            sealed_body=sealed_body,
        )
    )
