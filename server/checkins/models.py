"""What a person shares of their check-ins, in the couple's space. The check-ins themselves are sealed records."""

from datetime import date

from sqlalchemy import CheckConstraint, Float, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base
from server.spaces import Entity


class CheckInShare(Entity, Base):
    """That its author shares at present, and how."""

    __tablename__ = "check_in_share"
    __table_args__ = (CheckConstraint("mode IN ('trend', 'values')", name="mode"),)
    mode: Mapped[str] = mapped_column(String(8))


class SharedPoint(Entity, Base):
    """One week of the trend, as the author's device published it: levels rounded to 0.05."""

    __tablename__ = "shared_point"
    week_on: Mapped[date]
    level: Mapped[float] = mapped_column(Float)
    low: Mapped[float] = mapped_column(Float)
    high: Mapped[float] = mapped_column(Float)
    call: Mapped[str] = mapped_column(String(16))


class SharedCheckIn(Entity, Base):
    """One day's values, as the author chose to share them."""

    __tablename__ = "shared_check_in"
    on: Mapped[date]
    safe: Mapped[int | None]
    seen: Mapped[int | None]
    valued: Mapped[int | None]
