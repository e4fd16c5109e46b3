"""When a person last said something of themselves that is no row of a space."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base
from server.spaces.models import SpaceRow


class SettingRev(SpaceRow, Base):
    """Under which rev of their own space a person last said one of their settings."""

    __tablename__ = "setting_rev"
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, sort_order=-9)
    field: Mapped[str] = mapped_column(String(40), primary_key=True, sort_order=-8)
    known_rev: Mapped[int] = mapped_column(BigInteger)
