"""Couples, memberships, invitations, and deletions chosen at leaving."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base


class Couple(Base):
    """Two people and the space they share."""

    __tablename__ = "couple"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    space_id: Mapped[UUID] = mapped_column(ForeignKey("space.id"), unique=True)
    paired_on: Mapped[date]
    ended_on: Mapped[date | None]


class Membership(Base):
    """One person in one couple."""

    __tablename__ = "membership"
    __table_args__ = (
        # One couple at a time for a person.
        Index(
            "uq_membership_active_person",
            "person_id",
            unique=True,
            sqlite_where=text("is_active"),
            postgresql_where=text("is_active"),
        ),
    )
    couple_id: Mapped[UUID] = mapped_column(ForeignKey("couple.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    is_active: Mapped[bool]


class Invitation(Base):
    """An open invitation. The server knows its locator and an HMAC of its proof, never its secret."""

    __tablename__ = "invitation"
    __table_args__ = (Index("ix_invitation_locator", "locator"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    inviter_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(8))
    locator: Mapped[str] = mapped_column(String(5))
    proof_mac: Mapped[bytes] = mapped_column(LargeBinary(32))
    inviter_mac: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime]
    wrong_tries: Mapped[int] = mapped_column(Integer, default=0)
    accepter_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    accepter_mac: Mapped[str | None] = mapped_column(String(64))


class DeletionOrder(Base):
    """The leaver's choice that what they wrote in a couple's space goes on this day, unless they take it back."""

    __tablename__ = "deletion_order"
    space_id: Mapped[UUID] = mapped_column(ForeignKey("space.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    due_on: Mapped[date]
