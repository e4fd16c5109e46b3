"""What nudge, if any, comes next for one person, and when: values in, values out.

docs/nudges.md tells these rules in words. A day is always the person's own local day, and a wall-clock time is turned
into an instant by server.clock: the first valid minute after a gap, the first of the two in a fold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from server import clock


class Kind(IntEnum):
    """The kinds of nudges, in the order in which one gives way to another on the same day."""

    SESSION = 0
    LOG = 1
    CHECK_IN = 2
    TO_READ = 3
    MOMENT = 4
    LOOK_BACK = 5

    @property
    def word(self) -> str:
        """The kind as the wire says it."""
        return self.name.lower()


EVENING = time(18, 30)  # the digest and the eve of a session; fixed, so that it tells nobody's minute
DIGEST_WAITS = timedelta(hours=1)
BEFORE_SESSION = timedelta(hours=2)
IGNORED_UNTIL_HALVED = 3
# Today and three weeks and a day: a halved look back, a turn of which a clock change took, for someone who flew west.
DAYS_LOOKED_AT = 23
HALVED = frozenset(Kind) - {Kind.SESSION}
# What a person did, and the kinds it answers. A look back and a moment ask for nothing of their own: anything answers.
_FREE = frozenset({Kind.MOMENT, Kind.LOOK_BACK})
ANSWERS: dict[str, frozenset[Kind]] = {
    "logged": _FREE | {Kind.LOG},
    "checked_in": _FREE | {Kind.CHECK_IN},
    "opened": _FREE | {Kind.TO_READ},
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose (docs/protocol.md section 2). A time that is None, or no days, means: not this kind."""

    zone: str
    log_at: time | None = None
    check_in_days: frozenset[int] = frozenset()
    check_in_at: time | None = None
    to_read: bool = False
    moment: bool = False
    look_back: int | None = None
    look_back_at: time | None = None
    quiet_from: time = time(22, 0)
    quiet_until: time = time(7, 30)
    most_a_day: int = 1
    paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened so far. `unanswered` counts the nudges of a kind in a row that nothing followed."""

    sent_on: Mapping[Kind, date] = field(default_factory=dict)
    unanswered: Mapping[Kind, int] = field(default_factory=dict)
    logged_on: date | None = None
    new_since: datetime | None = None
    moment_since: datetime | None = None
    sessions: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Nudge:
    """One nudge: the local day it belongs to, its instant, and the instant from which it is of no use any more."""

    kind: Kind
    on: date
    due_at: datetime
    useful_until: datetime


def next_nudge(preferences: Preferences, facts: Facts, after: datetime, now: datetime) -> Nudge | None:
    """The earliest nudge due later than `after` and still useful at `now`; None if none falls in the days ahead.

    Day by day: gather what falls on the day, let the kinds that stand first have what is left of the day's number,
    and take the earliest of those.
    """
    for day in _days_to_look_at(preferences, facts, now):
        left = max(0, most_a_day(preferences) - sum(sent == day for sent in facts.sent_on.values()))
        coming = [n for n in _falling_on(day, preferences, facts) if n.due_at > after and n.useful_until > now]
        chosen = sorted(coming, key=lambda nudge: nudge.kind)[:left]
        if chosen:
            return min(chosen, key=lambda nudge: (nudge.due_at, nudge.kind))
    return None


def most_a_day(preferences: Preferences) -> int:
    """One a day unless the person asked for more; three at most."""
    return max(1, min(3, preferences.most_a_day))


def with_sent(facts: Facts, nudge: Nudge) -> Facts:
    """The facts once `nudge` went out: unanswered until an answer comes, and a digest has told what was new."""
    sent_on = {**facts.sent_on, nudge.kind: nudge.on}
    unanswered = {**facts.unanswered, nudge.kind: facts.unanswered.get(nudge.kind, 0) + 1}
    return replace(
        facts,
        sent_on=sent_on,
        unanswered=unanswered,
        new_since=None if nudge.kind is Kind.TO_READ else facts.new_since,
        moment_since=None if nudge.kind is Kind.MOMENT else facts.moment_since,
    )


def with_answer(facts: Facts, kinds: frozenset[Kind]) -> Facts:
    """The facts once the person did what these kinds had asked for: the full rhythm is back."""
    return replace(facts, unanswered={kind: n for kind, n in facts.unanswered.items() if kind not in kinds})


def halved_kinds(facts: Facts) -> list[Kind]:
    """The kinds that come half as often for now."""
    return [kind for kind, count in facts.unanswered.items() if kind in HALVED and count >= IGNORED_UNTIL_HALVED]


def is_quiet(wall: time, preferences: Preferences) -> bool:
    """Whether this time of day lies in the quiet hours; equal ends mean there are none."""
    start, end = preferences.quiet_from, preferences.quiet_until
    if start <= end:
        return start <= wall < end
    return wall >= start or wall < end


def _days_to_look_at(preferences: Preferences, facts: Facts, now: datetime) -> Iterator[date]:
    # Nothing is useful beyond its own day, so today is the first; a session may lie beyond the days ahead.
    first = clock.local_day(now, preferences.zone)
    if preferences.paused_until is not None:
        first = max(first, preferences.paused_until)
    days = {first + timedelta(days=ahead) for ahead in range(DAYS_LOOKED_AT)}
    held_on = {clock.local_day(starts_at, preferences.zone) for starts_at in facts.sessions}
    beyond = held_on | {day - timedelta(days=1) for day in held_on}
    yield from sorted(days | {day for day in beyond if day > first})


def _falling_on(day: date, preferences: Preferences, facts: Facts) -> Iterator[Nudge]:
    if preferences.log_at and facts.logged_on != day:
        yield from _at(Kind.LOG, day, preferences.log_at, preferences, facts)
    if preferences.check_in_at and _occurs(Kind.CHECK_IN, day, preferences):
        yield from _at(Kind.CHECK_IN, day, preferences.check_in_at, preferences, facts)
    if preferences.look_back_at and _occurs(Kind.LOOK_BACK, day, preferences):
        yield from _at(Kind.LOOK_BACK, day, preferences.look_back_at, preferences, facts)
    for is_on, since, kind in (
        (preferences.to_read, facts.new_since, Kind.TO_READ),
        (preferences.moment, facts.moment_since, Kind.MOMENT),
    ):
        if is_on and since is not None:
            yield from (n for n in _at(kind, day, EVENING, preferences, facts) if n.due_at >= since + DIGEST_WAITS)
    yield from _before_sessions(day, preferences, facts)


def _before_sessions(day: date, preferences: Preferences, facts: Facts) -> Iterator[Nudge]:
    for starts_at in facts.sessions:
        eve = clock.local_day(starts_at, preferences.zone) - timedelta(days=1)
        shortly = (starts_at - BEFORE_SESSION).astimezone(clock.zone(preferences.zone))
        for on, wall in ((eve, EVENING), (shortly.date(), shortly.time())):
            if on == day:
                nudges = _at(Kind.SESSION, day, wall, preferences, facts)
                yield from (
                    replace(n, useful_until=min(n.useful_until, starts_at)) for n in nudges if n.due_at < starts_at
                )


def _at(kind: Kind, day: date, wall: time, preferences: Preferences, facts: Facts) -> Iterator[Nudge]:
    """The nudge at this time of the day, if quiet hours, the day's own length and the halved rhythm let it be."""
    if not _is_its_turn(kind, day, preferences, facts):
        return
    if is_quiet(wall, preferences):
        # It waits for the end of the quiet hours if that comes later on the same day; an evening's nudge rests.
        wall = max(wall, preferences.quiet_until)
    due_at = on_that_day(day, wall, preferences.zone)
    if due_at is None or is_quiet(due_at.astimezone(clock.zone(preferences.zone)).time(), preferences):
        return
    yield Nudge(kind, day, due_at, _useful_until(day, due_at, preferences))


def on_that_day(day: date, wall: time, zone: str) -> datetime | None:
    """The instant of a wall-clock time that still lies on `day`.

    Where a gap runs over midnight, that is the last minute before it; None for a day that the zone left out.
    """
    instant = clock.instant_of(day, wall, zone)
    if clock.local_day(instant, zone) == day:
        return instant
    before = instant - timedelta(minutes=1)
    return before if clock.local_day(before, zone) == day else None


def _useful_until(day: date, due_at: datetime, preferences: Preferences) -> datetime:
    ends = [clock.instant_of(day + timedelta(days=1), time(0), preferences.zone)]
    if preferences.quiet_from != preferences.quiet_until:
        ends.append(clock.instant_of(day, preferences.quiet_from, preferences.zone))
    return min(end for end in ends if end > due_at)


def _occurs(kind: Kind, day: date, preferences: Preferences) -> bool:
    if kind is Kind.CHECK_IN:
        return day.weekday() in preferences.check_in_days
    if kind is Kind.LOOK_BACK:
        return day.weekday() == preferences.look_back
    return True


def _is_its_turn(kind: Kind, day: date, preferences: Preferences, facts: Facts) -> bool:
    """At most once on a local day, never on an earlier one than the last, and every other time while halved."""
    last = facts.sent_on.get(kind)
    if last is None:
        return True
    if day <= last:
        return False
    if kind not in HALVED or facts.unanswered.get(kind, 0) < IGNORED_UNTIL_HALVED:
        return True
    between = (last + timedelta(days=n) for n in range(1, (day - last).days))
    return any(_occurs(kind, passed, preferences) for passed in between)
