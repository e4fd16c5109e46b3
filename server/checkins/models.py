"""What a person shares of their check-ins, in the couple's space. The check-ins themselves are sealed records."""

from datetime import date

from server.bodies import BodyRow, InBody
from server.db import Base
from server.spaces.models import EntityRow


class CheckInShare(EntityRow, BodyRow, Base):
    """That its author shares at present, and how: "trend" or "values"."""

    __tablename__ = "check_in_share"
    mode = InBody[str]()


class SharedPoint(EntityRow, BodyRow, Base):
    """One week of the trend, as the author's device published it: levels rounded to 0.05."""

    __tablename__ = "shared_point"
    week_on = InBody[date](date.fromisoformat)
    level = InBody[float]()
    low = InBody[float]()
    high = InBody[float]()
    call = InBody[str]()


class SharedCheckIn(EntityRow, BodyRow, Base):
    """One day's values, as the author chose to share them."""

    __tablename__ = "shared_check_in"
    on = InBody[date](date.fromisoformat)
    safe = InBody[int | None]()
    seen = InBody[int | None]()
    valued = InBody[int | None]()
