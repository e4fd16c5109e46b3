"""The table of decisions for nudges before a therapy session: its eve, and two hours before."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask

from server import clock
from server.db import transaction
from server.notifications import planning
from server.notifications.rules import Facts, Kind, Preferences, next_nudge
from server.spaces.scope import act_as_server
from tests.notifications.house import EVENING, add_people, plan_of

ZONE = "Europe/Berlin"
MONDAY = date(2026, 6, 1)
TUESDAY = MONDAY + timedelta(days=1)
SESSION = Kind.SESSION
LOG_ONLY = Preferences(zone=ZONE, log_at=time(20, 30))


def at(text: str) -> datetime:
    """An instant of June 2026 in Berlin, "1 20:30"."""
    day, wall = text.split()
    return clock.instant_of(date(2026, 6, int(day)), time.fromisoformat(wall), ZONE)


# name, preferences, facts, now, what comes: kind and wall clock "day hh:mm" in Berlin (None: nothing)
TABLE: list[tuple[str, Preferences, Facts, str, tuple[Kind, str] | None]] = [
    (
        "the eve's was sent: two hours before comes all the same",
        Preferences(zone=ZONE),
        Facts(sessions=(at("2 18:00"),), sent_on={SESSION: MONDAY}, unanswered={SESSION: 9}),
        "1 18:31",
        (SESSION, "2 16:00"),
    ),
    (
        "two sessions in a row: the evening before the second has been spent",
        Preferences(zone=ZONE),
        Facts(sessions=(at("2 18:00"), at("3 18:00")), sent_on={SESSION: TUESDAY}),
        "2 16:01",
        (SESSION, "3 16:00"),
    ),
    (
        "the first of several sessions, whatever their order",
        Preferences(zone=ZONE),
        Facts(sessions=(at("29 18:00"), at("4 18:00"), at("30 10:00"))),
        "1 12:00",
        (SESSION, "3 18:30"),
    ),
    (
        "sessions beyond the days ahead, whatever their order",
        Preferences(zone=ZONE),
        Facts(sessions=(at("30 18:00"), at("28 18:00"))),
        "1 12:00",
        (SESSION, "27 18:30"),
    ),
    (
        "two hours before midnight's session is still its eve, and quiet",
        Preferences(zone=ZONE),
        Facts(sessions=(at("3 00:30"),)),
        "2 12:00",
        (SESSION, "2 18:30"),
    ),
    (
        "an eve in the quiet hours rests, two hours before does not",
        Preferences(zone=ZONE, quiet_from=time(18), quiet_until=time(8)),
        Facts(sessions=(at("2 18:00"),)),
        "1 12:00",
        (SESSION, "2 16:00"),
    ),
    (
        "quiet until it has begun: nothing",
        Preferences(zone=ZONE, quiet_from=time(18), quiet_until=time(12)),
        Facts(sessions=(at("2 09:00"),)),
        "1 18:00",
        None,
    ),
    (
        "quiet until the minute it begins: nothing",
        Preferences(zone=ZONE),
        Facts(sessions=(at("2 07:30"),)),
        "1 19:00",
        None,
    ),
    (
        "a pause over a session, and nothing else wished",
        Preferences(zone=ZONE, paused_until=date(2026, 6, 10)),
        Facts(sessions=(at("3 12:00"),)),
        "1 12:00",
        None,
    ),
    (
        "a session where someone travels: their own evening",
        Preferences(zone="America/New_York"),
        Facts(sessions=(at("2 18:00"),)),
        "1 12:00",
        (SESSION, "2 00:30"),
    ),
    (
        "a session takes the day from the log",
        LOG_ONLY,
        Facts(sessions=(at("2 18:00"),)),
        "1 12:00",
        (SESSION, "1 18:30"),
    ),
    ("moments are off until switched on", Preferences(zone=ZONE), Facts(moment_since=at("1 08:00")), "1 12:00", None),
    (
        "a pause holds to its last minute, for a session too",
        replace(LOG_ONLY, paused_until=date(2026, 6, 3)),
        Facts(sessions=(at("3 12:00"),)),
        "2 12:00",
        (SESSION, "3 10:00"),
    ),
    ("two hours before a session", LOG_ONLY, Facts(sessions=(at("2 18:00"),)), "2 12:00", (SESSION, "2 16:00")),
    ("not once it began", Preferences(zone=ZONE), Facts(sessions=(at("2 18:00"),)), "2 18:00", None),
    (
        "a session in a month",
        Preferences(zone=ZONE),
        Facts(sessions=(at("30 18:00"),)),
        "1 12:00",
        (SESSION, "29 18:30"),
    ),
    (
        "a session in a month, whose eve is quiet",
        Preferences(zone=ZONE, quiet_from=time(18), quiet_until=time(8)),
        Facts(sessions=(at("30 18:00"),)),
        "1 12:00",
        (SESSION, "30 16:00"),
    ),
    (
        "an early session's morning is quiet",
        Preferences(zone=ZONE),
        Facts(sessions=(at("2 09:00"),)),
        "2 06:00",
        (SESSION, "2 07:30"),
    ),
]


@pytest.mark.parametrize(
    ("preferences", "facts", "now", "comes"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_what_comes_next(preferences: Preferences, facts: Facts, now: str, comes: tuple[Kind, str] | None) -> None:
    nudge = next_nudge(preferences, facts, at(now), at(now))
    assert (nudge and (nudge.kind, nudge.due_at)) == (comes and (comes[0], at(comes[1])))


def test_a_session_nudge_is_of_no_use_once_it_began() -> None:
    nudge = next_nudge(Preferences(zone=ZONE), Facts(sessions=(at("2 18:00"),)), at("2 12:00"), at("2 12:00"))
    assert nudge is not None
    assert nudge.useful_until == at("2 18:00")


def test_a_session_that_is_agreed_moved_and_called_off_plans_at_once(house: Flask) -> None:
    ((person_id, *_),) = add_people(1, None, preferences=EVENING | {"log_at": None})
    now, planned = datetime(2026, 6, 1, 12, tzinfo=UTC), []

    def set_sessions(starts: tuple[datetime, ...]) -> None:
        with transaction() as session:
            act_as_server(session)
            planning.change_facts(session, person_id, lambda facts: replace(facts, sessions=starts), now)

    for days in ((3,), (9,), ()):
        set_sessions(tuple(datetime(2026, 6, day, 18, tzinfo=UTC) for day in days))
        planned.append(plan_of(person_id).due_at)
    assert planned == [datetime(2026, 6, 2, 18, 30, tzinfo=UTC), datetime(2026, 6, 8, 18, 30, tzinfo=UTC), None]


def test_a_moment_is_told_in_the_evening_to_who_switched_it_on(house: Flask) -> None:
    now = datetime(2026, 6, 1, 12, tzinfo=UTC)
    planned = []
    for moment in (True, False):
        preferences = EVENING | {"log_at": None, "moment": moment}
        ((person_id, *_),) = add_people(1, None, preferences=preferences)
        with transaction() as session:
            act_as_server(session)
            planning.change_facts(session, person_id, lambda facts: replace(facts, moment_since=now), now)
        planned.append(plan_of(person_id).due_at)
    assert planned == [datetime(2026, 6, 1, 18, 30, tzinfo=UTC), None]
