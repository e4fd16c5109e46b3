"""A second, different set of couples, so that the trends are not judged only by a simulator that thinks as they do.

Here the truth moves on the scale of log-odds as an autoregressive path with a pull that changes from month to month;
moods last (they are correlated from day to day), a single answer is now and then a careless one, reports cluster in
the second half of the week, and the promises of a day stand or fall together.
"""

from datetime import timedelta

import numpy as np

from server.trust.observations import FeelingDay, PromiseDay
from tests.sim.couples import START, Couple, Floats, Noise, Rng

DAYS = 200
FAMILIES = {
    "settling": (-0.8, 0.9),
    "drifting_away": (0.9, -0.7),
    "even": (0.3, 0.3),
    "two_steps_back": (-0.3, 0.8),
    "breach": (1.2, 1.0),
}


def logistic(log_odds: Floats) -> Floats:
    odds: Floats = 1 / (1 + np.exp(-log_odds))
    return odds


def truth_of(rng: Rng, family: str) -> tuple[Floats, int | None]:
    start, goal = (value + rng.normal(0, 0.25) for value in FAMILIES[family])
    pull, step = rng.uniform(0.01, 0.03), 0.0 if family == "even" else rng.uniform(0.01, 0.04)
    path, now = np.empty(DAYS), start
    dropped_on = int(rng.integers(70, 130)) if family == "breach" else None
    for day in range(DAYS):
        aim = goal
        if family == "two_steps_back" and (day // 45) % 2:
            aim = start
        now += pull * (aim - now) + step * rng.standard_t(5) if family != "even" else 0.0
        if day == dropped_on:
            now -= rng.uniform(1.5, 2.2)
            goal -= 1.2
        path[day] = now
    return logistic(path), dropped_on


def answered(rng: Rng) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    base = rng.uniform(0.45, 0.85)
    weekly = base + 0.15 * np.where(np.arange(DAYS) % 7 >= 4, 1, -0.7)
    return rng.random(DAYS) < np.clip(weekly, 0.05, 0.98)


def couple(family: str, seed: int) -> Couple:
    """The couple number `seed` of a family: always the same one."""
    rng = np.random.default_rng([seed, list(FAMILIES).index(family), 77])
    truth, dropped_on = truth_of(rng, family)
    noise = Noise(rng.uniform(0.05, 0.1), rng.uniform(0.05, 0.1), rng.uniform(0.05, 0.12), rng.uniform(0.0, 0.4))
    mood, now = np.empty(DAYS), 0.0
    for day in range(DAYS):
        now = 0.35 * now + rng.laplace(0, noise.mood / 1.51)
        mood[day] = now
    feelings, promises = [], []
    for day in np.flatnonzero(answered(rng)).tolist():
        felt = 10 * (truth[day] + mood[day]) + rng.laplace(0, 10 * noise.question / 1.41, 3)
        careless = rng.random(3) < 0.02
        ratings = np.where(careless, rng.integers(0, 11, 3), np.clip(np.rint(felt), 0, 10)).astype(int)
        asked = rng.random(3) < (0.9, 0.5, 0.5)
        on = START + timedelta(days=day)
        feelings.append(FeelingDay(on, *(int(ratings[q]) if asked[q] else None for q in range(3))))
    for day in np.flatnonzero(answered(rng)).tolist():
        due = int(rng.integers(2, 5))
        chance = rng.beta(14 * truth[day], 14 * (1 - truth[day]))
        kept = int(rng.binomial(due, chance))
        pairs = int(rng.binomial(min(kept, due - kept), noise.halves))
        on = START + timedelta(days=day)
        promises.append(PromiseDay(on, None, kept - pairs, 2 * pairs, due - kept - pairs))
    return Couple(family, truth, dropped_on, noise, promises, [day for day in feelings if day.has_data])
