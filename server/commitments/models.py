"""Commitments and pauses: rows of a couple's space."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base
from server.sealing import SealedText
from server.spaces import Entity


class Commitment(Entity, Base):
    """Something its author will do, with a rhythm, until the review date unless renewed. Occurrences are computed."""

    __tablename__ = "commitment"
    title: Mapped[str | None] = mapped_column(SealedText("commitment.title"))
    kind: Mapped[str] = mapped_column(String(16))
    rhythm: Mapped[dict[str, Any]]
    starts_on: Mapped[date]
    review_on: Mapped[date]
    ended_on: Mapped[date | None]
    zone: Mapped[str] = mapped_column(String(64))
    # The need it answers, once needs are written down.
    need_id: Mapped[UUID | None]


class Pause(Entity, Base):
    """Days that leave no trace in any figure: of one commitment, of all of its author's, or of both partners'."""

    __tablename__ = "pause"
    __table_args__ = (
        CheckConstraint("scope IN ('commitment', 'mine', 'both')", name="scope"),
        ForeignKeyConstraint(["space_id", "commitment_id"], ["commitment.space_id", "commitment.id"]),
    )
    scope: Mapped[str] = mapped_column(String(16))
    commitment_id: Mapped[UUID | None]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    zone: Mapped[str] = mapped_column(String(64))
