"""One nudge on every local day: 20 zones x 48 times x every day of three years, none missing, none double."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from server import clock
from server.notifications.rules import Facts, Kind, Preferences, next_nudge, on_that_day, with_sent

ZONES = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Nuuk",  # a gap from 23:00 to midnight
    "America/Santiago",  # a gap at midnight, a fold before it
    "America/Havana",  # a fold after midnight
    "America/Phoenix",
    "Africa/Cairo",
    "Africa/Casablanca",  # leaves its clock change for Ramadan
    "Asia/Beirut",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour
    "Antarctica/Troll",  # two hours
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]
TIMES = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 30)]
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize("zone", ZONES)
def test_one_on_every_local_day(zone: str) -> None:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    start = clock.instant_of(FIRST, time(0), zone) - timedelta(minutes=1)
    for wall in TIMES:
        preferences = Preferences(zone=zone, log_at=wall, quiet_from=time(0), quiet_until=time(0))
        facts, after, seen = Facts(), start, Counter[date]()
        while (nudge := next_nudge(preferences, facts, after, after)) and nudge.on <= LAST:
            # The day it is by the person's own clock, not the day the rule claims.
            seen[clock.local_day(nudge.due_at, zone)] += 1
            assert nudge.due_at < nudge.useful_until
            facts, after = Facts(sent_on=with_sent(facts, nudge).sent_on), nudge.due_at
        assert [day for day in days if seen[day] != 1] == [], wall


@pytest.mark.parametrize(
    ("zone", "day", "wall", "local"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T03:00:00+02:00"),  # gap: the first minute after
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T02:30:00+02:00"),  # fold: the first of the two
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04T02:30:00+11:00"),
        ("America/Havana", date(2026, 11, 1), time(0, 30), "2026-11-01T00:30:00-04:00"),
        ("America/Nuuk", date(2024, 3, 30), time(23, 30), "2024-03-30T22:59:00-02:00"),  # still on that day
        ("Pacific/Apia", date(2011, 12, 29), time(20, 30), "2011-12-29T20:30:00-10:00"),
    ],
)
def test_gap_and_fold(zone: str, day: date, wall: time, local: str) -> None:
    instant = on_that_day(day, wall, zone)
    assert instant is not None
    assert instant.astimezone(clock.zone(zone)).isoformat() == local


def test_a_day_that_the_zone_left_out_has_no_nudge() -> None:
    assert on_that_day(date(2011, 12, 30), time(20, 30), "Pacific/Apia") is None
    preferences = Preferences(zone="Pacific/Apia", log_at=time(20, 30))
    nudge = next_nudge(preferences, Facts(), *[datetime(2011, 12, 30, 7, tzinfo=UTC)] * 2)
    assert nudge is not None
    assert nudge.on == date(2011, 12, 31)


def test_flying_west_over_the_date_line_does_not_repeat_a_day() -> None:
    at_home = Preferences(zone="Pacific/Auckland", log_at=time(20, 0))
    start = datetime(2026, 6, 10, 0, tzinfo=UTC)
    first = next_nudge(at_home, Facts(), start, start)
    assert first is not None
    facts = with_sent(Facts(), first)
    moved = next_nudge(Preferences(zone="Pacific/Honolulu", log_at=time(20, 0)), facts, first.due_at, first.due_at)
    assert moved is not None
    assert moved.on > first.on


SPRING_FORWARD = date(2026, 3, 29)  # a Sunday; clocks in Berlin jump from two to three


def test_a_time_that_a_clock_change_moves_into_the_quiet_hours_rests() -> None:
    preferences = Preferences(zone="Europe/Berlin", log_at=time(2, 30), quiet_from=time(3), quiet_until=time(7, 30))
    now = clock.instant_of(SPRING_FORWARD, time(0), preferences.zone)
    nudge = next_nudge(preferences, Facts(), now, now)
    assert nudge is not None
    assert nudge.due_at == clock.instant_of(SPRING_FORWARD + timedelta(days=1), time(2, 30), preferences.zone)


def test_a_look_back_whose_turn_a_clock_change_took_comes_a_week_later() -> None:
    preferences = Preferences(
        "Europe/Berlin", look_back=6, look_back_at=time(2, 30), quiet_from=time(3), quiet_until=time(7, 30)
    )
    sent_on = SPRING_FORWARD - timedelta(weeks=2)
    facts = Facts(sent_on={Kind.LOOK_BACK: sent_on}, unanswered={Kind.LOOK_BACK: 3})
    # Sent on a Sunday in the Pacific; further west it is still the day before.
    now = clock.instant_of(sent_on - timedelta(days=1), time(23), preferences.zone)
    nudge = next_nudge(preferences, facts, now, now)
    assert nudge is not None
    assert nudge.due_at == clock.instant_of(sent_on + timedelta(weeks=3), time(2, 30), preferences.zone)
