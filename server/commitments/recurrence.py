"""On which days a commitment is due. Plain values in and out; the app's port is held to it by shared vectors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Dated:
    """What of a commitment decides its days. `rhythm` as in docs/protocol.md, section 5."""

    id: UUID
    author_id: UUID
    rhythm: Mapping[str, Any]
    starts_on: date
    review_on: date
    ended_on: date | None


@dataclass(frozen=True)
class Rest:
    """A pause, its first and last day included; no last day means until further notice."""

    author_id: UUID
    scope: str
    commitment_id: UUID | None
    from_on: date
    until_on: date | None


def last_day(commitment: Dated) -> date:
    """The last day on which it counts."""
    return min(commitment.review_on, commitment.ended_on or commitment.review_on)


def is_due(commitment: Dated, rests: Iterable[Rest], day: date) -> bool:
    """Whether `day` is one of its days. A rhythm of n times a week may be kept, and so is due, on any."""
    if not commitment.starts_on <= day <= last_day(commitment):
        return False
    return _has_day(commitment, day) and not any(_rests(commitment, rest, day) for rest in rests)


def _has_day(commitment: Dated, day: date) -> bool:
    rhythm = commitment.rhythm
    kind = rhythm["type"]
    if kind == "weekdays":
        return day.weekday() in rhythm["days"]
    if kind == "every_n_days":
        return (day - commitment.starts_on).days % int(rhythm["n"]) == 0
    if kind == "once":
        return day == commitment.starts_on
    return True


def _rests(commitment: Dated, rest: Rest, day: date) -> bool:
    if day < rest.from_on or (rest.until_on is not None and day > rest.until_on):
        return False
    if rest.scope == "commitment":
        return rest.commitment_id == commitment.id
    return rest.scope == "both" or rest.author_id == commitment.author_id


def occurrences(commitment: Dated, rests: Iterable[Rest], first: date, last: date) -> list[date]:
    """Its days from `first` to `last`, both included, oldest first."""
    rests = list(rests)
    first, last = max(first, commitment.starts_on), min(last, last_day(commitment))
    days = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
    return [day for day in days if is_due(commitment, rests, day)]


def due_per_week(commitment: Dated, rests: Iterable[Rest], first: date, last: date) -> dict[date, int]:
    """By Monday: how often n times a week is due in the part of each week that lies in the span and is not paused."""
    most = int(commitment.rhythm["times"]) if commitment.rhythm["type"] == "times_a_week" else 7
    weeks: dict[date, int] = {}
    for day in occurrences(commitment, rests, first, last):
        week = day - timedelta(days=day.weekday())
        weeks[week] = min(most, weeks.get(week, 0) + 1)
    return weeks
