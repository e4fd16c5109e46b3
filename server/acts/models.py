"""Acts, their corrections, and the answers to them: rows of a couple's space."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base
from server.sealing import SealedText
from server.spaces import Entity

OUTCOMES = ("kept", "partly", "missed_told", "not_applicable")
ANSWERS = ("seen", "helped", "thanks", "hard", "not_ready", "differs", "talk")


class Act(Entity, Base):
    """What was done on a local day. Removed: its day and commitment stay, everything else goes."""

    __tablename__ = "act"
    __table_args__ = (
        CheckConstraint("outcome IN ('kept', 'partly', 'missed_told', 'not_applicable')", name="outcome"),
        ForeignKeyConstraint(["space_id", "commitment_id"], ["commitment.space_id", "commitment.id"]),
        Index("ix_act_space_id_author_id_on", "space_id", "author_id", "on"),
    )
    on: Mapped[date]
    zone: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str | None] = mapped_column(String(16))
    commitment_id: Mapped[UUID | None]
    outcome: Mapped[str | None] = mapped_column(String(16))
    hard: Mapped[bool]
    note: Mapped[str] = mapped_column(SealedText("act.note"))
    told: Mapped[bool]
    added_later: Mapped[bool]
    removed: Mapped[bool]
    recorded_on: Mapped[date]


class ActCorrection(Entity, Base):
    """What the author says since, appended to what they said then. `position` counts from 0."""

    __tablename__ = "act_correction"
    __table_args__ = (
        ForeignKeyConstraint(["space_id", "act_id"], ["act.space_id", "act.id"]),
        Index("ix_act_correction_space_id_act_id", "space_id", "act_id"),
    )
    act_id: Mapped[UUID]
    position: Mapped[int]
    outcome: Mapped[str | None] = mapped_column(String(16))
    hard: Mapped[bool]
    note: Mapped[str] = mapped_column(SealedText("act_correction.note"))


class Acknowledgement(Entity, Base):
    """The other partner's free answer to an act."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        ForeignKeyConstraint(["space_id", "act_id"], ["act.space_id", "act.id"]),
        Index("ix_acknowledgement_space_id_act_id", "space_id", "act_id"),
    )
    act_id: Mapped[UUID]
    answer: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(SealedText("acknowledgement.words"))
