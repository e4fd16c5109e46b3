"""Spaces, who may enter them, and the change log.

Every row that people write belongs to one space. `access` says who may enter; `space.rev` counts its writes; `change`
holds one row an entity with the rev that last touched it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from server.bodies import BodyRow, InBody
from server.db import Base

OWNER, MEMBER, FORMER, THERAPIST = "owner", "member", "former", "therapist"
PRIVATE, COUPLE = "private", "couple"


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


class Grant(Base):
    """A member's consent that a therapist reads what they wrote of one item in a space."""

    __tablename__ = "grant"
    space_id: Mapped[UUID] = mapped_column(ForeignKey("space.id"), primary_key=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    reader_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(32), primary_key=True)


class SpaceRow:
    """A row of a space, with an author. Reading and writing are held to the session's scope."""

    @declared_attr
    def space_id(cls) -> Mapped[UUID]:  # noqa: N805 - a declared_attr is given the class
        return mapped_column(ForeignKey("space.id"), primary_key=True, sort_order=-10)

    @declared_attr
    def author_id(cls) -> Mapped[UUID]:  # noqa: N805 - a declared_attr is given the class
        return mapped_column(ForeignKey("person.id"), sort_order=-7)


class EntityRow(SpaceRow):
    """A row people write that is synced by id; its slice declares what it is (spaces/entity.py)."""

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-8)


class Change(SpaceRow, Base):
    """The change log: one row an entity, the rev that last touched it."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_space_id_rev", "space_id", "rev"),)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True, sort_order=-9)
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-8)
    rev: Mapped[int] = mapped_column(BigInteger)
    # What stands here was sent again after a restore had lost it: the rev it had before.
    original_rev: Mapped[int | None] = mapped_column(BigInteger)
    deleted: Mapped[bool]

    @property
    def known_rev(self) -> int:
        """The rev of what stands here; what was sent again counts by its original one."""
        return self.rev if self.original_rev is None else self.original_rev


class History(SpaceRow, BodyRow, Base):
    """The version of an entity that a later writer replaced without having seen it."""

    __tablename__ = "history"
    kind: Mapped[str] = mapped_column(String(32), primary_key=True, sort_order=-9)
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-8)
    rev: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    replaced_at: Mapped[datetime]
    parts = InBody[dict[str, Any]]()
