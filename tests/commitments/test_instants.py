"""Wall-clock times to instants where clocks jump: gaps and folds in zones of several habits."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import clock
from server.errors import Refused

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "America/Santiago",
    "UTC",
]


def first_shown(day: date, wall: time, zone: str) -> datetime:
    """The same by patience: the first minute whose clock shows `wall` on `day`, or anything after it."""
    tz = ZoneInfo(zone)
    naive = datetime.combine(day, wall)
    start = naive.replace(tzinfo=UTC) - timedelta(hours=15)
    minutes = (start + timedelta(minutes=n) for n in range(30 * 60 + 1440))
    shown = [(instant, instant.astimezone(tz).replace(tzinfo=None)) for instant in minutes]
    exact = [instant for instant, local in shown if local == naive]
    return exact[0] if exact else next(instant for instant, local in shown if local > naive)


@pytest.mark.parametrize(
    ("day", "wall", "zone", "instant"),
    [
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29T01:00:00+00:00"),  # the hour that is skipped
        (date(2026, 3, 29), time(3, 0), "Europe/Berlin", "2026-03-29T01:00:00+00:00"),
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25T00:30:00+00:00"),  # the first of the two
        (date(2026, 3, 8), time(2, 15), "America/New_York", "2026-03-08T07:00:00+00:00"),
        (date(2026, 10, 4), time(2, 10), "Australia/Lord_Howe", "2026-10-03T15:30:00+00:00"),  # half an hour only
        (date(2026, 9, 6), time(0, 0), "America/Santiago", "2026-09-06T04:00:00+00:00"),  # midnight is skipped
        (date(2011, 12, 30), time(12, 0), "Pacific/Apia", "2011-12-30T10:00:00+00:00"),  # a whole day is skipped
        (date(2026, 6, 1), time(20, 30), "Asia/Kathmandu", "2026-06-01T14:45:00+00:00"),
    ],
)
def test_known_jumps(day: date, wall: time, zone: str, instant: str) -> None:
    assert clock.instant_of(day, wall, zone) == datetime.fromisoformat(instant)
    assert first_shown(day, wall, zone) == datetime.fromisoformat(instant)


JUMPS = [
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 11, 1),
    date(2026, 4, 5),
    date(2026, 10, 4),
]


@given(
    day=st.sampled_from(JUMPS) | st.dates(date(2005, 1, 1), date(2035, 12, 31)),
    wall=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
)
def test_every_time_is_the_first_that_clocks_show(day: date, wall: time, zone: str) -> None:
    assert clock.instant_of(day, wall, zone) == first_shown(day, wall, zone)


@given(
    instant=st.integers(0, 15_000_000).map(
        lambda minutes: datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    zone=st.sampled_from(ZONES),
)
def test_a_local_day_is_the_calendars(instant: datetime, zone: str) -> None:
    day = clock.local_day(instant, zone)
    assert clock.instant_of(day, time(0), zone) <= instant < clock.instant_of(day + timedelta(days=1), time(0), zone)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Europe/\0Berlin"])
def test_a_zone_that_is_none(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        clock.zone(name)
    assert refusal.value.code == "invalid"


def test_time_can_stand_still() -> None:
    instant = datetime(2026, 5, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    with clock.at(instant):
        assert clock.now() == instant
        assert clock.now().tzinfo is UTC
    assert clock.now() > instant
