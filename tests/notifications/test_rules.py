"""The table of decisions: what a person wished, what happened, and what therefore comes next."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server import clock
from server.notifications.rules import (
    ANSWERS,
    Facts,
    Kind,
    Preferences,
    halved_kinds,
    is_quiet,
    next_nudge,
    with_answer,
    with_sent,
)

ZONE = "Europe/Berlin"
MONDAY = date(2026, 6, 1)
TUESDAY = MONDAY + timedelta(days=1)
LOG, CHECK_IN, TO_READ = Kind.LOG, Kind.CHECK_IN, Kind.TO_READ
MOMENT, LOOK_BACK, SESSION = Kind.MOMENT, Kind.LOOK_BACK, Kind.SESSION
EVERYTHING = Preferences(
    zone=ZONE,
    log_at=time(20, 30),
    check_in_days=frozenset({0, 3}),
    check_in_at=time(19, 0),
    to_read=True,
    moment=True,
    look_back=0,
    look_back_at=time(17, 0),
)
LOG_ONLY = Preferences(zone=ZONE, log_at=time(20, 30))
TWO_A_DAY = replace(LOG_ONLY, most_a_day=2)


def at(text: str) -> datetime:
    """An instant of June 2026 in Berlin, "1 20:30"."""
    day, wall = text.split()
    return clock.instant_of(date(2026, 6, int(day)), time.fromisoformat(wall), ZONE)


NEW = Facts(new_since=at("1 08:00"))
THREE = {LOG: 3}

# name, preferences, facts, now, what comes: kind and wall clock "day hh:mm" (None: nothing)
TABLE: list[tuple[str, Preferences, Facts, str, tuple[Kind, str] | None]] = [
    ("the evening's log", LOG_ONLY, Facts(), "1 12:00", (LOG, "1 20:30")),
    ("nothing chosen, nothing sent", Preferences(zone=ZONE), NEW, "1 12:00", None),
    ("logged today: tomorrow", LOG_ONLY, Facts(logged_on=MONDAY), "1 12:00", (LOG, "2 20:30")),
    ("logged yesterday: today", LOG_ONLY, Facts(logged_on=MONDAY), "2 12:00", (LOG, "2 20:30")),
    ("sent today: tomorrow", LOG_ONLY, Facts(sent_on={LOG: MONDAY}), "1 20:31", (LOG, "2 20:30")),
    ("moved later: not twice", TWO_A_DAY, Facts(sent_on={LOG: MONDAY}), "1 19:01", (LOG, "2 20:30")),
    ("log before check-in on one day", EVERYTHING, Facts(), "1 12:00", (LOG, "1 20:30")),
    ("logged: the check-in has the day", EVERYTHING, Facts(logged_on=MONDAY), "1 12:00", (CHECK_IN, "1 19:00")),
    ("check-in before the digest", EVERYTHING, replace(NEW, logged_on=MONDAY), "1 12:00", (CHECK_IN, "1 19:00")),
    (
        "the digest before a look back",
        replace(EVERYTHING, check_in_at=None),
        replace(NEW, logged_on=MONDAY),
        "1 12:00",
        (TO_READ, "1 18:30"),
    ),
    (
        "a moment before a look back",
        replace(EVERYTHING, log_at=None, check_in_at=None, to_read=False),
        Facts(moment_since=at("1 08:00")),
        "1 12:00",
        (MOMENT, "1 18:30"),
    ),
    (
        "a session before everything",
        EVERYTHING,
        replace(NEW, sessions=(at("2 18:00"),)),
        "1 12:00",
        (SESSION, "1 18:30"),
    ),
    ("one was sent: the day is full", EVERYTHING, Facts(sent_on={LOOK_BACK: MONDAY}), "1 18:00", (LOG, "2 20:30")),
    (
        "two a day: the two that stand first, in order of time",
        replace(EVERYTHING, most_a_day=2),
        Facts(),
        "1 12:00",
        (CHECK_IN, "1 19:00"),
    ),
    (
        "two a day: the second",
        replace(EVERYTHING, most_a_day=2),
        Facts(sent_on={CHECK_IN: MONDAY}),
        "1 19:01",
        (LOG, "1 20:30"),
    ),
    (
        "never more than three",
        replace(EVERYTHING, most_a_day=9),
        Facts(sent_on={LOOK_BACK: MONDAY, TO_READ: MONDAY, CHECK_IN: MONDAY}),
        "1 19:01",
        (LOG, "2 20:30"),
    ),
    (
        "three a day: the third",
        replace(EVERYTHING, most_a_day=3),
        Facts(sent_on={CHECK_IN: MONDAY, LOOK_BACK: MONDAY}),
        "1 19:01",
        (LOG, "1 20:30"),
    ),
    (
        "fewer a day than were sent already: nothing more that day",
        EVERYTHING,
        Facts(sent_on={CHECK_IN: MONDAY, LOOK_BACK: MONDAY}, moment_since=at("1 08:00")),
        "1 18:01",
        (LOG, "2 20:30"),
    ),
    ("never fewer than one", replace(LOG_ONLY, most_a_day=0), Facts(), "1 12:00", (LOG, "1 20:30")),
    (
        "paused until the tenth",
        replace(LOG_ONLY, paused_until=date(2026, 6, 10)),
        Facts(),
        "1 12:00",
        (LOG, "10 20:30"),
    ),
    ("a pause that is over", replace(LOG_ONLY, paused_until=MONDAY), Facts(), "1 12:00", (LOG, "1 20:30")),
    ("a time in the evening's quiet hours rests", replace(LOG_ONLY, log_at=time(22, 30)), Facts(), "1 12:00", None),
    ("an early time waits for the morning", replace(LOG_ONLY, log_at=time(6, 0)), Facts(), "1 03:00", (LOG, "1 07:30")),
    (
        "quiet hours by day",
        replace(LOG_ONLY, log_at=time(13, 0), quiet_from=time(12, 0), quiet_until=time(14, 0)),
        Facts(),
        "1 03:00",
        (LOG, "1 14:00"),
    ),
    (
        "no quiet hours",
        replace(LOG_ONLY, log_at=time(23, 30), quiet_from=time(0), quiet_until=time(0)),
        Facts(),
        "1 12:00",
        (LOG, "1 23:30"),
    ),
    ("the digest is off until switched on", replace(EVERYTHING, to_read=False), NEW, "3 20:31", (LOG, "4 20:30")),
    (
        "what came within the hour waits a day",
        Preferences(zone=ZONE, to_read=True),
        Facts(new_since=at("1 17:31")),
        "1 17:31",
        (TO_READ, "2 18:30"),
    ),
    (
        "what came an hour before is told",
        Preferences(zone=ZONE, to_read=True),
        Facts(new_since=at("1 17:30")),
        "1 17:31",
        (TO_READ, "1 18:30"),
    ),
    ("nothing new, no digest", Preferences(zone=ZONE, to_read=True), Facts(), "1 12:00", None),
    ("check-in only on its days", replace(EVERYTHING, log_at=None), Facts(), "2 12:00", (CHECK_IN, "4 19:00")),
    (
        "days but no time",
        replace(EVERYTHING, log_at=None, check_in_at=None),
        Facts(),
        "2 12:00",
        (LOOK_BACK, "8 17:00"),
    ),
    ("a time but no days", replace(LOG_ONLY, log_at=None, check_in_at=time(19)), Facts(), "1 12:00", None),
    (
        "two ignored: the full rhythm",
        LOG_ONLY,
        Facts(sent_on={LOG: MONDAY}, unanswered={LOG: 2}),
        "1 20:31",
        (LOG, "2 20:30"),
    ),
    (
        "three ignored: every other day",
        LOG_ONLY,
        Facts(sent_on={LOG: MONDAY}, unanswered=THREE),
        "1 20:31",
        (LOG, "3 20:30"),
    ),
    (
        "three ignored: every other look back",
        replace(EVERYTHING, log_at=None, check_in_at=None),
        Facts(sent_on={LOOK_BACK: MONDAY}, unanswered={LOOK_BACK: 3}),
        "1 18:00",
        (LOOK_BACK, "15 17:00"),
    ),
    (
        "three ignored: every other check-in",
        replace(EVERYTHING, log_at=None, look_back=None),
        Facts(sent_on={CHECK_IN: MONDAY}, unanswered={CHECK_IN: 3}),
        "1 19:01",
        (CHECK_IN, "8 19:00"),
    ),
    (
        "three ignored: every other of one's own days",
        replace(EVERYTHING, log_at=None, look_back=None, check_in_days=frozenset({0, 1, 3})),
        Facts(sent_on={CHECK_IN: MONDAY}, unanswered={CHECK_IN: 3}),
        "1 19:01",
        (CHECK_IN, "4 19:00"),
    ),
    (
        "halving is per kind",
        replace(EVERYTHING, look_back=None),
        Facts(sent_on={LOG: MONDAY}, unanswered=THREE),
        "3 21:00",
        (LOG, "4 20:30"),
    ),
    ("late, and still of use", LOG_ONLY, Facts(), "1 21:59", (LOG, "1 20:30")),
    ("too late: the quiet hours have begun", LOG_ONLY, Facts(), "1 22:00", (LOG, "2 20:30")),
]


@pytest.mark.parametrize(("chosen", "facts", "now", "comes"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_comes_next(chosen: Preferences, facts: Facts, now: str, comes: tuple[Kind, str] | None) -> None:
    after = at("1 00:00") if facts == Facts() and now.startswith("1 2") else at(now)
    nudge = next_nudge(chosen, facts, after, at(now))
    assert (nudge and (nudge.kind, nudge.due_at)) == (comes and (comes[0], at(comes[1])))


def test_what_gave_way_stays_given_way() -> None:
    # Logging at 19:30 frees the day's one nudge; the check-in of 19:00 is over all the same.
    now = at("1 19:30")
    nudge = next_nudge(replace(EVERYTHING, look_back=None), Facts(logged_on=MONDAY), now, now)
    assert nudge is not None
    assert (nudge.kind, nudge.on) == (LOG, TUESDAY)


@pytest.mark.parametrize(
    ("log_at", "quiet_from", "quiet_until", "ends"),
    [
        (time(20, 30), time(22, 0), time(7, 30), "1 22:00"),  # the quiet hours
        (time(20, 30), time(0), time(0), "2 00:00"),  # no quiet hours: the day
        (time(20, 30), time(23), time(23), "2 00:00"),  # nor these
        (time(20, 30), time(0, 30), time(7, 30), "2 00:00"),  # quiet after midnight: the day
        (time(13, 0), time(12, 0), time(14, 0), "2 00:00"),  # moved past a midday rest
        (time(11, 0), time(12, 0), time(14, 0), "1 12:00"),
    ],
)
def test_useful_until(log_at: time, quiet_from: time, quiet_until: time, ends: str) -> None:
    preferences = Preferences(zone=ZONE, log_at=log_at, quiet_from=quiet_from, quiet_until=quiet_until)
    nudge = next_nudge(preferences, Facts(), at("1 01:00"), at("1 01:00"))
    assert nudge is not None
    assert nudge.useful_until == at(ends)


def test_three_ignored_and_one_answer() -> None:
    facts, now = Facts(), at("1 12:00")
    days = []
    for _ in range(5):
        nudge = next_nudge(LOG_ONLY, facts, now, now)
        assert nudge is not None
        facts, now = with_sent(facts, nudge), nudge.due_at
        days.append(nudge.on.day)
    assert days == [1, 2, 3, 5, 7]
    assert halved_kinds(facts) == [LOG]
    answered = with_answer(facts, ANSWERS["logged"])
    assert halved_kinds(answered) == []
    following = next_nudge(LOG_ONLY, answered, now, now)
    assert following is not None
    assert following.on.day == 8


@pytest.mark.parametrize(("what", "answers"), [("logged", LOG), ("checked_in", CHECK_IN), ("opened", TO_READ)])
def test_an_answer_is_to_its_own_kind(what: str, answers: Kind) -> None:
    facts = Facts(unanswered=dict.fromkeys(Kind, 3))
    left = with_answer(facts, ANSWERS[what]).unanswered
    assert set(Kind) - set(left) == {answers, MOMENT, LOOK_BACK}
    assert SESSION not in halved_kinds(facts)


@pytest.mark.parametrize(("ignored", "halved"), [(2, []), (3, [LOG])])
def test_halved_from_the_third_on(ignored: int, halved: list[Kind]) -> None:
    assert halved_kinds(Facts(unanswered={LOG: ignored, SESSION: 5})) == halved


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "inside", "outside"),
    [
        (time(12), time(14), [time(12), time(13, 59)], [time(11, 59), time(14)]),
        (time(22), time(7, 30), [time(22), time(0), time(7, 29)], [time(21, 59), time(7, 30)]),
        (time(9), time(9), [], [time(9), time(0)]),
    ],
)
def test_quiet_hours_hold_their_first_minute_and_not_their_last(
    quiet_from: time, quiet_until: time, inside: list[time], outside: list[time]
) -> None:
    preferences = replace(LOG_ONLY, quiet_from=quiet_from, quiet_until=quiet_until)
    found = [is_quiet(wall, preferences) for wall in (*inside, *outside)]
    assert found == [True] * len(inside) + [False] * len(outside)


def test_a_digest_tells_everything_at_once() -> None:
    facts = Facts(new_since=at("1 08:00"), moment_since=at("1 08:00"))
    preferences = Preferences(zone=ZONE, to_read=True, moment=True)
    first = next_nudge(preferences, facts, at("1 12:00"), at("1 12:00"))
    assert first is not None
    told = with_sent(facts, first)
    assert (first.kind, told.new_since, told.moment_since) == (TO_READ, None, at("1 08:00"))
    second = next_nudge(preferences, told, first.due_at, first.due_at)
    assert second is not None
    assert (second.kind, second.on) == (MOMENT, TUESDAY)
    assert with_sent(told, second).moment_since is None
    # What another kind was sent for is told all the same.
    assert with_sent(facts, second).new_since == at("1 08:00")


walls = st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None))
anyones_preferences = st.builds(
    Preferences,
    zone=st.sampled_from(["Europe/Berlin", "America/Nuuk", "Pacific/Chatham", "Asia/Kolkata", "America/Havana"]),
    log_at=st.none() | walls,
    check_in_days=st.frozensets(st.integers(0, 6)),
    check_in_at=st.none() | walls,
    to_read=st.booleans(),
    moment=st.booleans(),
    look_back=st.none() | st.integers(0, 6),
    look_back_at=st.none() | walls,
    quiet_from=walls,
    quiet_until=walls,
    most_a_day=st.integers(1, 3),
)


@settings(deadline=None)
@given(anyones_preferences, st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), st.booleans())  # noqa: DTZ001 - made aware below
def test_whatever_is_wished(preferences: Preferences, start: datetime, answers: bool) -> None:
    now = start.replace(second=0, microsecond=0, tzinfo=UTC)
    facts = Facts(new_since=now, moment_since=now, sessions=(now + timedelta(days=3, hours=5),))
    sent: list[Any] = []
    for _ in range(25):
        nudge = next_nudge(preferences, facts, now, now)
        if nudge is None:
            break
        assert now < nudge.due_at < nudge.useful_until
        assert clock.local_day(nudge.due_at, preferences.zone) == nudge.on
        last_minute = (nudge.useful_until - timedelta(minutes=1)).astimezone(clock.zone(preferences.zone))
        assert not is_quiet(nudge.due_at.astimezone(last_minute.tzinfo).time(), preferences)
        assert not is_quiet(last_minute.time(), preferences)
        assert last_minute.date() == nudge.on
        sent.append((nudge.kind, nudge.on))
        facts, now = with_sent(facts, nudge), nudge.due_at
        if answers:
            facts = with_answer(facts, frozenset(Kind))
    assert len(set(sent)) == len(sent)
    for _, day in sent:
        assert sum(on == day for _, on in sent) <= preferences.most_a_day
