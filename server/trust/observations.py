"""What was logged on a day, as plain values: the only thing the trends are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

MOST_A_DAY = 100
HIGHEST_RATING = 10
PRESENCE_WINDOW_DAYS = 30


class ObservationError(ValueError):
    """A day that cannot be: twice given, out of range, or with more outcomes than were due."""


@dataclass(frozen=True, slots=True)
class PromiseDay:
    """The outcomes logged for one local day; `due` is None where nobody knows how many were due."""

    on: date
    due: int | None
    kept: int
    partly: int
    missed_told: int

    @property
    def logged(self) -> int:
        """How many outcomes say something about the level."""
        return self.kept + self.partly + self.missed_told

    @property
    def has_data(self) -> bool:
        return self.logged > 0

    @property
    def values(self) -> tuple[int, ...]:
        """What the level depends on: (kept, partly, missed_told)."""
        return (self.kept, self.partly, self.missed_told)


@dataclass(frozen=True, slots=True)
class FeelingDay:
    """One check-in: 0 to 10 each, None where the question was skipped."""

    on: date
    safe: int | None
    seen: int | None
    valued: int | None

    @property
    def has_data(self) -> bool:
        return not (self.safe is None and self.seen is None and self.valued is None)

    @property
    def values(self) -> tuple[int, ...]:
        """What the level depends on: (safe, seen, valued), -1 where skipped."""
        return tuple(-1 if rating is None else rating for rating in (self.safe, self.seen, self.valued))


Day = PromiseDay | FeelingDay
AnyDay = TypeVar("AnyDay", PromiseDay, FeelingDay)


def fault(day: Day) -> str | None:
    """Why `day` cannot be, in words for the person who wrote it, or None."""
    if isinstance(day, FeelingDay):
        for name in ("safe", "seen", "valued"):
            rating = getattr(day, name)
            if rating is not None and not 0 <= rating <= HIGHEST_RATING:
                return f"{name} is {rating}, not between 0 and {HIGHEST_RATING}"
        return None
    for name in ("due", "kept", "partly", "missed_told"):
        count = getattr(day, name)
        if count is not None and not 0 <= count <= MOST_A_DAY:
            return f"{name} is {count}, not between 0 and {MOST_A_DAY}"
    if day.due is not None and day.logged > day.due:
        return f"{day.logged} outcomes, more than the {day.due} due"
    if day.logged > MOST_A_DAY:
        return f"{day.logged} outcomes, more than {MOST_A_DAY}"
    return None


def in_order(days: Iterable[AnyDay], as_of: date) -> list[AnyDay]:
    """The days up to `as_of`, oldest first. Raises ObservationError for an impossible day or one given twice."""
    ordered = sorted(days, key=lambda day: day.on)
    for before, day in pairwise(ordered):
        if before.on == day.on:
            raise ObservationError(f"{day.on.isoformat()} is given twice")
    for day in ordered:
        reason = fault(day)
        if reason is not None:
            raise ObservationError(f"{day.on.isoformat()}: {reason}")
    return [day for day in ordered if day.on <= as_of]


def days_present(days: Sequence[Day], as_of: date) -> int:
    """On how many of the 30 days up to and with `as_of` something was logged."""
    return sum(day.has_data and 0 <= (as_of - day.on).days < PRESENCE_WINDOW_DAYS for day in days)


def enough_logged(days: Sequence[PromiseDay], since: date, as_of: date) -> bool:
    """Whether at least half of the days from `since` to `as_of` on which something was due were logged.

    A day whose `due` is unknown counts as due only if something was logged on it.
    """
    due = [day for day in days if since <= day.on <= as_of and (day.due or day.has_data)]
    return 2 * sum(day.has_data for day in due) >= len(due)
