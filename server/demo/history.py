"""A plausible history of two people, by a seed: values only, no database. Tests and the demo use the same one."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

DAYS = 120


@dataclass(frozen=True)
class Promise:
    """A commitment of the history; `who` is 0 or 1, `comes_up` the share of days on which there is anything to keep."""

    who: int
    title: str
    kind: str
    rhythm: dict[str, Any]
    starts_after: int
    comes_up: float = 0.97


@dataclass(frozen=True)
class Entry:
    """What one person logged of one promise on a day of the history."""

    who: int
    promise: int
    outcome: str
    note: str
    hard: bool


@dataclass(frozen=True)
class Unprompted:
    """An act nobody promised."""

    who: int
    kind: str
    note: str
    told: bool = False


@dataclass(frozen=True)
class Feeling:
    """One person's check-in."""

    who: int
    safe: int
    seen: int | None
    valued: int | None


@dataclass(frozen=True)
class Day:
    """One local day of both."""

    on: date
    entries: tuple[Entry, ...]
    unprompted: tuple[Unprompted, ...]
    feelings: tuple[Feeling, ...]
    # For every entry and unprompted act, in order: the other's answer, or None for none.
    answers: tuple[tuple[str, str] | None, ...]


PROMISES = (
    Promise(0, "If they get in touch, I tell you the same day.", "honesty", {"type": "daily"}, 0, comes_up=0.1),
    Promise(0, "I say when plans change, before you have to ask.", "reliability", {"type": "daily"}, 2),
    Promise(0, "Phone in the hall while we eat.", "presence", {"type": "weekdays", "days": [0, 1, 2, 3, 4]}, 16),
    Promise(0, "I ask how your day really was, and listen.", "empathy", {"type": "times_a_week", "times": 3}, 40),
    Promise(1, "Ten minutes of tea together, no screens.", "reconnection", {"type": "weekdays", "days": [5, 6]}, 30),
)
_NOTES = {
    "kept": (
        "",
        "",
        "",
        "I wrote before I left the office.",
        "You were already worried. I saw it.",
        "It was easy today.",
    ),
    "partly": ("Late with it, but I said so.", "Only half of the meal.", ""),
    "missed_told": ("I forgot, and I want you to hear it from me.", "I put it off until it was too late.", ""),
}
_UNPROMPTED = (
    ("honesty", "I told you about the photo before you found it."),
    ("accountability", "I wrote down what I hid in June, for our next session."),
    ("empathy", "I stayed with you when it came back at breakfast."),
    ("presence", "We walked to the lake. I left the phone at home."),
    ("reliability", "I picked up the prescription, as I said."),
    ("reconnection", "I found the record we danced to."),
)
_ANSWERS = (
    ("seen", ""),
    ("seen", ""),
    ("helped", ""),
    ("helped", "This one landed."),
    ("thanks", ""),
    ("hard", ""),
    ("not_ready", ""),
)


def history(seed: int, last: date, days: int = DAYS) -> Iterator[Day]:
    """`days` local days up to `last`: a slow climb with a bad fortnight, and gaps where nobody wrote."""
    chance = random.Random(seed)  # noqa: S311 - a made-up past, not a secret
    first = last - timedelta(days=days - 1)
    safe = [3.0, 5.5]
    for number in range(days):
        on = first + timedelta(days=number)
        is_rough = 62 <= number < 74
        keeps = 0.62 + 0.3 * number / days - (0.25 if is_rough else 0.0)
        is_logged = chance.random() < 0.88
        entries = tuple(_entries(chance, on, number, keeps)) if is_logged else ()
        unprompted = tuple(_unprompted(chance, number))
        acts: tuple[Entry | Unprompted, ...] = (*entries, *unprompted)
        answers = tuple(_answer(chance, number, act) for act in acts)
        for who in (0, 1):
            safe[who] += chance.gauss(0.035 if not is_rough else -0.16, 0.12)
            safe[who] = min(9.0, max(1.0, safe[who]))
        yield Day(on, entries, unprompted, tuple(_feelings(chance, on, safe)), answers)


def _entries(chance: random.Random, on: date, number: int, keeps: float) -> Iterator[Entry]:
    for index, promise in enumerate(PROMISES):
        rhythm = promise.rhythm
        is_due = rhythm["type"] == "daily" or on.weekday() in rhythm.get("days", ())
        if rhythm["type"] == "times_a_week":
            is_due = chance.random() < rhythm["times"] / 7
        if not is_due or number < promise.starts_after or chance.random() > 0.94:
            continue
        draw = chance.random()
        outcome = "kept" if draw < keeps else "partly" if draw < keeps + 0.12 else "missed_told"
        if chance.random() > promise.comes_up:
            outcome = "not_applicable"
        note = chance.choice(_NOTES.get(outcome, ("",)))
        yield Entry(promise.who, index, outcome, note, hard=outcome != "not_applicable" and chance.random() < 0.12)


def _unprompted(chance: random.Random, number: int) -> Iterator[Unprompted]:
    if chance.random() < 0.16:
        kind, note = chance.choice(_UNPROMPTED)
        yield Unprompted(0 if chance.random() < 0.8 else 1, kind, note)
    if number == 47:
        yield Unprompted(0, "honesty", "They wrote. I told you the same evening, in the kitchen.", told=True)


def _answer(chance: random.Random, number: int, entry: Entry | Unprompted) -> tuple[str, str] | None:
    if number == 90 and isinstance(entry, Entry):
        return ("differs", "I remember the afternoon differently.")
    is_answered = chance.random() < (0.25 + 0.3 * number / DAYS)
    return chance.choice(_ANSWERS) if is_answered else None


def _feelings(chance: random.Random, on: date, safe: list[float]) -> Iterator[Feeling]:
    for who, days in ((0, (2, 6)), (1, (1, 4, 6))):
        if on.weekday() in days and chance.random() < 0.85:
            mood = chance.gauss(0, 0.7)

            def rating(level: float, mood: float = mood) -> int:
                return max(0, min(10, round(level + mood + chance.gauss(0, 0.6))))

            has_more = chance.random() < 0.6
            more = (rating(safe[who] + 0.4), rating(safe[who] - 0.3)) if has_more else (None, None)
            yield Feeling(who, rating(safe[who]), *more)
