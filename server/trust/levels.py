"""The two levels: how steadily promises are kept, and how safe someone feels, day by day, with what is not known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

import numpy as np

from server.trust import likelihoods
from server.trust.grid import (
    MISSING,
    Filtered,
    Floats,
    Walk,
    centres,
    drop_chances,
    filtered,
    moved,
    smoothing,
    untouched,
    weights,
)
from server.trust.observations import (
    Day,
    FeelingDay,
    PromiseDay,
    days_present,
    enough_logged,
    in_order,
)

Call = Literal["rising", "steady", "falling", "too_early"]

CELLS = 50
BAND = (0.05, 0.95)
WINDOW_DAYS = 28
FEWEST_DAYS = 10
SURE = 0.8
MOVE = 0.05
DROP_LISTED = 0.5
STEPS = (0.004, 0.01, 0.02)
DROP_RATES = (0.004,)
PROMISE_MODELS = ((5.0, 0.1), (5.0, 0.5), (40.0, 0.1), (40.0, 0.5))
FEELING_MODELS = tuple((mood, noise) for mood in (0.04, 0.09, 0.16) for noise in (0.04, 0.08))

Likelihood = Callable[[int, Sequence[tuple[int, ...]], Sequence[tuple[float, float]]], Floats]


@dataclass(frozen=True, slots=True)
class Point:
    """A day on the line: 0 to 1. `level_then` is what was known that evening; the rest is what all days say."""

    on: date
    level: float
    low: float
    high: float
    level_then: float


@dataclass(frozen=True, slots=True)
class Direction:
    call: Call
    p_rising: float
    p_falling: float
    window_days: int


@dataclass(frozen=True, slots=True)
class Drop:
    on: date
    probability: float


@dataclass(frozen=True, slots=True)
class Trend:
    points: tuple[Point, ...]
    direction: Direction
    days_present: int
    drops: tuple[Drop, ...]
    is_drawable: bool

    def to_json(self, places: int = 6) -> dict[str, object]:
        """The shape of one strand in `hearth-trend/1`; levels and probabilities rounded to `places`."""
        return {
            "points": [
                {
                    "on": point.on.isoformat(),
                    "level": round(point.level, places),
                    "low": round(point.low, places),
                    "high": round(point.high, places),
                    "level_then": round(point.level_then, places),
                }
                for point in self.points
            ],
            "direction": {
                "call": self.direction.call,
                "p_rising": round(self.direction.p_rising, places),
                "p_falling": round(self.direction.p_falling, places),
                "window_days": self.direction.window_days,
            },
            "days_present": self.days_present,
            "drops": [{"on": drop.on.isoformat(), "probability": round(drop.probability, places)} for drop in self.drops],
            "is_drawable": self.is_drawable,
        }


@cache
def walk() -> Walk:
    return Walk.of(CELLS, [(step * CELLS, rate) for step in STEPS for rate in DROP_RATES])


def promises_trend(days: Sequence[PromiseDay], as_of: date, checkpoints: dict[str, str] | None = None) -> Trend:
    """The level of promises kept from the first day with data to `as_of`."""
    ordered = in_order(days, as_of)
    trend = _trend(ordered, as_of, likelihoods.promises, PROMISE_MODELS)
    if trend.points and not enough_logged(ordered, trend.points[0].on, as_of):
        return Trend(trend.points, trend.direction, trend.days_present, trend.drops, is_drawable=False)
    return trend


def feeling_safe_trend(days: Sequence[FeelingDay], as_of: date, checkpoints: dict[str, str] | None = None) -> Trend:
    """The level of feeling safe from the first check-in to `as_of`."""
    return _trend(in_order(days, as_of), as_of, likelihoods.feeling, FEELING_MODELS)


def _trend(days: Sequence[Day], as_of: date, likelihood_of: Likelihood, models: Sequence[tuple[float, float]]) -> Trend:
    logged = [day for day in days if day.has_data]
    present = days_present(logged, as_of)
    if not logged:
        return Trend((), Direction("too_early", 0.0, 0.0, 0), present, (), is_drawable=False)
    first = logged[0].on
    kinds: dict[tuple[int, ...], int] = {}
    rows = [MISSING] * ((as_of - first).days + 1)
    for day in logged:
        rows[(day.on - first).days] = kinds.setdefault(day.values, len(kinds))
    likelihood = likelihood_of(CELLS, list(kinds), models)
    dynamics = walk()
    evenings = filtered(dynamics, untouched(dynamics, len(models)), likelihood, rows, first=True)
    factors = smoothing(dynamics, likelihood, rows, evenings.foreseen)
    weight = weights(evenings.log_weight[-1])
    smooth = np.einsum("sm,tsmn->tn", weight, evenings.level * factors)
    then = np.einsum("tsm,tsmn->tn", weights(evenings.log_weight), evenings.level)
    low, high = (_quantile(smooth, share) for share in BAND)
    chances = drop_chances(dynamics, evenings, factors, likelihood, rows, weight)
    points = tuple(
        Point(first + timedelta(days=index), *values)
        for index, values in enumerate(
            zip((smooth @ centres(CELLS)).tolist(), low.tolist(), high.tolist(), (then @ centres(CELLS)).tolist(), strict=True)
        )
    )
    drops = tuple(Drop(points[i].on, float(chances[i])) for i in range(len(points)) if chances[i] > DROP_LISTED)
    direction = _direction(dynamics, evenings, likelihood, rows, weight, len(logged))
    return Trend(points, direction, present, drops, is_drawable=True)


def _quantile(law: Floats, share: float) -> Floats:
    """(T,) levels below which `share` of each day's law (T, n) lies, taking a cell's mass as spread evenly in it."""
    below = np.cumsum(law, axis=1)
    cell = np.minimum((below < share).sum(axis=1), law.shape[1] - 1)
    days = np.arange(len(law))
    inside: Floats = (share - (below[days, cell] - law[days, cell])) / law[days, cell]
    return (cell + inside) / law.shape[1]


def _direction(
    dynamics: Walk, evenings: Filtered, likelihood: Floats, rows: Sequence[int], weight: Floats, logged: int
) -> Direction:
    window = min(WINDOW_DAYS, len(rows) - 1)
    start = len(rows) - 1 - window
    rose, fell = moved(dynamics, evenings.state(start), likelihood, rows[start + 1 :], weight, MOVE * CELLS)
    call: Call = "too_early"
    if logged >= FEWEST_DAYS:
        if rose > SURE:
            call = "rising"
        elif fell > SURE:
            call = "falling"
        elif 1 - rose - fell > 0.4:
            call = "steady"
    return Direction(call, rose, fell, window)
