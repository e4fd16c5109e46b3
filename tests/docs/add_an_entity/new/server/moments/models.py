"""Highlights: the best moment of a day, as each of two saw it."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from server.bodies import BodyRow, InBody
from server.db import Base
from server.spaces.models import EntityRow


class Highlight(EntityRow, BodyRow, Base):
    """One person's highlight of a day. It waits in their own space until the other's of that day is there."""

    __tablename__ = "highlight"
    __table_args__ = (Index("ix_highlight_space_id_is_favourite", "space_id", "is_favourite"),)
    mutable_columns = frozenset(("is_favourite",))
    topic_id: Mapped[UUID]
    is_favourite: Mapped[bool]
    for_space_id = InBody[UUID](UUID)
    on = InBody[date](date.fromisoformat)
    words = InBody[str]()
