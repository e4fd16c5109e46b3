"""Couples whose true level is known, for judging the trends: seven families of lives, and how they are reported.

The truth is a path in [0, 1]. Ratings are ten times the truth plus a mood that the day's three answers share plus each
answer's own noise, rounded and clipped to 0..10; both noises are Student t, heavier than normal. A promise is kept with
the truth's chance, moved by the day's mood; some that are not kept whole are kept partly, in a way that leaves the mean
at the truth. Half to nine tenths of the days are answered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from server.trust.observations import FeelingDay, PromiseDay

Floats = NDArray[np.float64]
Rng = np.random.Generator

START = date(2026, 1, 5)
DAYS = 182
TAIL = 4.0
SD_OF_T4 = 2**0.5


@dataclass(frozen=True, slots=True)
class Noise:
    """Scales of the observation noise, in units of the level, and how often a promise is kept partly."""

    mood: float
    question: float
    promise_mood: float
    halves: float


@dataclass(frozen=True, slots=True)
class Couple:
    family: str
    truth: Floats
    dropped_on: int | None
    noise: Noise
    promises: list[PromiseDay]
    feelings: list[FeelingDay]


def climbing(rng: Rng) -> tuple[Floats, int | None]:
    low, high = rng.uniform(0.25, 0.45), rng.uniform(0.7, 0.9)
    middle, width = rng.uniform(60, 120), rng.uniform(15, 35)
    return low + (high - low) / (1 + np.exp(-(np.arange(DAYS) - middle) / width)), None


def flat(rng: Rng) -> tuple[Floats, int | None]:
    return np.full(DAYS, rng.uniform(0.25, 0.85)), None


def slipping(rng: Rng) -> tuple[Floats, int | None]:
    path, _ = climbing(rng)
    return path[::-1].copy(), None


def rupture(rng: Rng) -> tuple[Floats, int | None]:
    day = int(rng.integers(60, 120))
    before, depth, back = rng.uniform(0.7, 0.9), rng.uniform(0.3, 0.5), rng.uniform(0.0, 0.15)
    after = np.maximum(np.arange(DAYS) - day, 0)
    path = np.where(np.arange(DAYS) < day, before, before - depth + back * (1 - np.exp(-after / 60)))
    return path, day


def slow_rebuild(rng: Rng) -> tuple[Floats, int | None]:
    low, gain, pace = rng.uniform(0.2, 0.35), rng.uniform(0.35, 0.55), rng.uniform(50, 110)
    return low + gain * (1 - np.exp(-np.arange(DAYS) / pace)), None


def wobble(rng: Rng) -> tuple[Floats, int | None]:
    middle, swing = rng.uniform(0.45, 0.65), rng.uniform(0.08, 0.16)
    period, phase = rng.uniform(60, 110), rng.uniform(0, 2 * np.pi)
    return middle + swing * np.sin(2 * np.pi * np.arange(DAYS) / period + phase), None


def on_off(rng: Rng) -> tuple[Floats, int | None]:
    steps = np.cumsum(rng.normal(0, 0.012, DAYS))
    path = rng.uniform(0.4, 0.7) + steps
    return 1 - np.abs(1 - np.abs(path)), None


FAMILIES: dict[str, Callable[[Rng], tuple[Floats, int | None]]] = {
    "climbing": climbing,
    "flat": flat,
    "slipping": slipping,
    "rupture": rupture,
    "slow_rebuild": slow_rebuild,
    "wobble": wobble,
    "on_off": on_off,
}


def answered_days(rng: Rng, family: str) -> NDArray[np.bool_]:
    """Which days hold an answer: each by chance, or in spells of one to three weeks."""
    share = rng.uniform(0.5, 0.9)
    if family != "on_off":
        return rng.random(DAYS) < share
    answered = np.zeros(DAYS, dtype=bool)
    day = 0
    while day < DAYS:
        on, off = int(rng.integers(8, 22)), int(rng.integers(3, 12))
        answered[day : day + on] = rng.random(len(answered[day : day + on])) < 0.95
        day += on + off
    return answered


def heavy(rng: Rng, scale: float, shape: int | tuple[int, int]) -> Floats:
    """Student t with standard deviation `scale`."""
    return rng.standard_t(TAIL, shape) * scale / SD_OF_T4


def check_ins(rng: Rng, truth: Floats, answered: NDArray[np.bool_], noise: Noise) -> list[FeelingDay]:
    felt = truth[:, None] + heavy(rng, noise.mood, len(truth))[:, None] + heavy(rng, noise.question, (len(truth), 3))
    ratings = np.clip(np.rint(10 * felt), 0, 10).astype(int)
    asked = rng.random((len(truth), 3)) < np.array([0.95, 0.6, 0.6])
    return [
        FeelingDay(
            START + timedelta(days=int(day)),
            *(int(ratings[day, q]) if asked[day, q] else None for q in range(3)),
        )
        for day in np.flatnonzero(answered & asked.any(axis=1))
    ]


def promise_days(rng: Rng, truth: Floats, answered: NDArray[np.bool_], noise: Noise) -> list[PromiseDay]:
    most = int(rng.integers(2, 5))
    mood = heavy(rng, noise.promise_mood, len(truth))
    out = []
    for day, level in enumerate(truth):
        on, due = START + timedelta(days=day), int(rng.integers(max(1, most - 1), most + 1))
        if not answered[day]:
            out.append(PromiseDay(on, due, 0, 0, 0))
            continue
        chance = float(np.clip(level + mood[day], 0.01, 0.99))
        partly = 2 * noise.halves * chance * (1 - chance)
        counts = rng.multinomial(due, [chance - partly / 2, partly, 1 - chance - partly / 2])
        out.append(PromiseDay(on, due, *(int(count) for count in counts)))
    return out


def couple(family: str, seed: int) -> Couple:
    """The couple number `seed` of a family: always the same one."""
    rng = np.random.default_rng([seed, list(FAMILIES).index(family)])
    truth, dropped_on = FAMILIES[family](rng)
    answered = answered_days(rng, family)
    noise = Noise(rng.uniform(0.06, 0.14), rng.uniform(0.06, 0.12), rng.uniform(0.0, 0.12), rng.uniform(0.05, 0.5))
    return Couple(
        family,
        truth,
        dropped_on,
        noise,
        promise_days(rng, truth, answered, noise),
        check_ins(rng, truth, answered, noise),
    )
