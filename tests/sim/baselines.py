"""What people use instead: exponential averages, Loop's score, a mean of seven days. All in levels, one a day."""

from collections.abc import Mapping, Sequence

import numpy as np

from server.trust.observations import FeelingDay, PromiseDay
from tests.sim.couples import START, Floats

HALF_LIVES_DAYS = (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 26, 32, 40, 60, 90, 150)
LOOP_HALF_LIFE_DAYS = 13
WEEK_DAYS = 7


def daily(days: Sequence[PromiseDay | FeelingDay]) -> dict[int, float]:
    """Each logged day's own mean, by day number since START."""
    out: dict[int, float] = {}
    for day in days:
        if isinstance(day, PromiseDay):
            if day.has_data:
                out[(day.on - START).days] = (day.kept + day.partly / 2) / day.logged
        else:
            ratings = [rating for rating in (day.safe, day.seen, day.valued) if rating is not None]
            if ratings:
                out[(day.on - START).days] = sum(ratings) / len(ratings) / 10
    return out


def exponential(values: Mapping[int, float], start: int, stop: int, half_life_days: float) -> Floats:
    """The average that forgets half in `half_life_days`; begins at the first value, moves on logged days only."""
    out = np.empty(stop - start)
    now, at = values[start], start
    for day in range(start, stop):
        if day in values:
            now += (1 - 0.5 ** ((day - at) / half_life_days)) * (values[day] - now)
            at = day
        out[day - start] = now
    return out


def loop_score(values: Mapping[int, float], start: int, stop: int) -> Floats:
    """Loop Habit Tracker's score for a daily habit: half-life 13 days, from nought, a day without a mark is a nought.

    score = score * m + mark * (1 - m), m = 0.5 ** (1 / 13) (org.isoron.uhabits.core.models.Score).
    """
    keep = 0.5 ** (1 / LOOP_HALF_LIFE_DAYS)
    out, score = np.empty(stop - start), 0.0
    for day in range(start, stop):
        score = score * keep + values.get(day, 0.0) * (1 - keep)
        out[day - start] = score
    return out


def week_mean(values: Mapping[int, float], start: int, stop: int) -> Floats:
    """The mean of what was logged in the last seven days; where nothing was, what it was before."""
    out, mean = np.empty(stop - start), values[start]
    for day in range(start, stop):
        near = [values[one] for one in range(day - WEEK_DAYS + 1, day + 1) if one in values]
        mean = sum(near) / len(near) if near else mean
        out[day - start] = mean
    return out
