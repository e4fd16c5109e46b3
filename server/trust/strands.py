"""The two strands that are counts, not levels: openness by week, and what helped. Neither is set against anything."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

HONEST_KINDS = frozenset({"honesty", "accountability"})
DONE = frozenset({None, "kept", "partly"})
WELCOME = frozenset({"helped", "thanks"})


@dataclass(frozen=True, slots=True)
class Act:
    """What the counts need of an act. `outcome` is None for an unprompted one, `answer` None where there is none.

    What was told in person first (`told`) is not passed in: it enters no trend.
    """

    id: str
    on: date
    kind: str
    outcome: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class OpenWeek:
    """One ISO week: how often a miss was said, and how many acts of honesty or accountability there were."""

    week_on: date
    honest_misses: int
    honesty: int


@dataclass(frozen=True, slots=True)
class HelpedWeek:
    """One ISO week: how many acts of each kind were answered `helped` or `thanks`."""

    week_on: date
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WhatHelped:
    """The acts that were answered so, newest first, and by kind over the weeks. There is no rate of answering."""

    acts: tuple[Act, ...]
    weeks: tuple[HelpedWeek, ...]


def week_of(day: date) -> date:
    """The Monday of the ISO week that holds `day`."""
    return day - timedelta(days=day.weekday())


def openness(acts: Iterable[Act]) -> tuple[OpenWeek, ...]:
    """Counts by ISO week, oldest first; a week without any is not there. An honest miss counts as a miss only."""
    misses: Counter[date] = Counter()
    honesty: Counter[date] = Counter()
    for act in acts:
        if act.outcome == "missed_told":
            misses[week_of(act.on)] += 1
        elif act.kind in HONEST_KINDS and act.outcome in DONE:
            honesty[week_of(act.on)] += 1
    return tuple(OpenWeek(week, misses[week], honesty[week]) for week in sorted({*misses, *honesty}))


def what_helped(acts: Iterable[Act]) -> WhatHelped:
    """The acts answered `helped` or `thanks`; weeks oldest first, kinds by name."""
    found = sorted((act for act in acts if act.answer in WELCOME), key=lambda act: (act.on, act.id), reverse=True)
    counted: dict[date, Counter[str]] = {}
    for act in found:
        counted.setdefault(week_of(act.on), Counter())[act.kind] += 1
    weeks = tuple(HelpedWeek(week, tuple(sorted(counted[week].items()))) for week in sorted(counted))
    return WhatHelped(tuple(found), weeks)
