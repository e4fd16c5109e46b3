"""Acts and the answers to them: rows of a couple's space."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from server.bodies import BodyRow, InBody
from server.db import Base
from server.spaces.models import EntityRow

OUTCOMES = ("kept", "partly", "missed_told", "not_applicable")
ANSWERS = ("seen", "helped", "thanks", "hard", "not_ready", "differs", "talk")


class Act(EntityRow, BodyRow, Base):
    """What was done on a local day. Removed: its day and commitment stay, everything else goes.

    A correction is what its author says since, appended to what they said then: outcome, hard, note.
    """

    __tablename__ = "act"
    __table_args__ = (
        ForeignKeyConstraint(["space_id", "commitment_id"], ["commitment.space_id", "commitment.id"]),
        Index("ix_act_space_id_author_id_on", "space_id", "author_id", "on"),
    )
    mutable_columns = frozenset(("removed",))
    on: Mapped[date]
    commitment_id: Mapped[UUID | None]
    removed: Mapped[bool]
    zone = InBody[str]()
    kind = InBody[str | None]()
    outcome = InBody[str | None]()
    hard = InBody[bool]()
    note = InBody[str]()
    told = InBody[bool]()
    added_later = InBody[bool]()
    recorded_on = InBody[date](date.fromisoformat)
    corrections = InBody[list[dict[str, Any]]]()

    @property
    def latest(self) -> dict[str, Any]:
        """Outcome, hard and note as they stand: the last correction's, or else the act's own."""
        return self.corrections[-1] if self.corrections else {name: getattr(self, name) for name in CORRECTED}


CORRECTED = ("outcome", "hard", "note")


class Acknowledgement(EntityRow, BodyRow, Base):
    """The other partner's free answer to an act."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        ForeignKeyConstraint(["space_id", "act_id"], ["act.space_id", "act.id"]),
        Index("ix_acknowledgement_space_id_act_id", "space_id", "act_id"),
    )
    act_id: Mapped[UUID] = mapped_column()
    answer = InBody[str]()
    words = InBody[str]()
