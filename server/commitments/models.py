"""Commitments and pauses: rows of a couple's space."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped

from server.bodies import BodyRow, InBody
from server.db import Base
from server.spaces.models import EntityRow


class Commitment(EntityRow, BodyRow, Base):
    """Something its author will do, with a rhythm, until the review date unless renewed. Occurrences are computed."""

    __tablename__ = "commitment"
    title = InBody[str | None]()
    kind = InBody[str]()
    rhythm = InBody[dict[str, Any]]()
    starts_on = InBody[date](date.fromisoformat)
    review_on = InBody[date](date.fromisoformat)
    ended_on = InBody[date | None](date.fromisoformat)
    zone = InBody[str]()


class Pause(EntityRow, BodyRow, Base):
    """Days that leave no trace in any figure: of one commitment, of all of its author's, or of both partners'."""

    __tablename__ = "pause"
    __table_args__ = (ForeignKeyConstraint(["space_id", "commitment_id"], ["commitment.space_id", "commitment.id"]),)
    commitment_id: Mapped[UUID | None]
    scope = InBody[str]()
    from_on = InBody[date](date.fromisoformat)
    until_on = InBody[date | None](date.fromisoformat)
    zone = InBody[str]()
