"""The present instant, and calendar days in a person's own IANA zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from server.errors import Refused


class _Set:
    """An instant that stands still, where a test or the demo's history has set one."""

    instant: datetime | None = None


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _Set.instant or datetime.now(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Lets it be `instant` in this process, for tests and for writing a demo's past."""
    before, _Set.instant = _Set.instant, instant.astimezone(UTC)
    try:
        yield
    finally:
        _Set.instant = before


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises Refused("invalid") for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused("invalid", errors={"zone": ["Not a known time zone."]}) from error


def local_day(instant: datetime, zone_name: str) -> date:
    """The calendar date it is at `instant` for someone in that zone."""
    return instant.astimezone(zone(zone_name)).date()


def instant_of(day: date, wall: time, zone_name: str) -> datetime:
    """The instant (UTC) at which clocks in the zone first show `wall` on `day`.

    In a gap (clocks jump over it): the first valid minute after. In a fold (shown twice): the first of the two.
    """
    tz = zone(zone_name)
    naive = datetime.combine(day, wall)
    candidate = naive.replace(tzinfo=tz, fold=0).astimezone(UTC)
    if candidate.astimezone(tz).replace(tzinfo=None) == naive:
        return candidate
    # PEP 495: within a gap, fold=0 carries the offset before the jump and fold=1 the one after, so the jump lies
    # between the two readings; the offset is the earlier one up to the jump, found by minutes.
    after_jump = naive.replace(tzinfo=tz, fold=1).astimezone(UTC)
    before_offset = after_jump.astimezone(tz).utcoffset()
    instant = after_jump
    while instant.astimezone(tz).utcoffset() == before_offset:
        instant += timedelta(minutes=1)
    return instant.replace(second=0, microsecond=0)
