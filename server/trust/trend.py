"""A trend as plain values: what a chart, a table, a sentence and `hearth-trend/1` are made of."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Call = Literal["rising", "steady", "falling", "too_early"]


@dataclass(frozen=True, slots=True)
class Point:
    """A day on the line, 0 to 1: `level` and its 90 % band by all days, `level_then` by the days up to that evening."""

    on: date
    level: float
    low: float
    high: float
    level_then: float


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether the level moved over the last `window_days`, and how sure that is."""

    call: Call
    p_rising: float
    p_falling: float
    window_days: int


@dataclass(frozen=True, slots=True)
class Drop:
    """A day on which (or close to which) the level likely dropped at once."""

    on: date
    probability: float


@dataclass(frozen=True, slots=True)
class Trend:
    """One strand of one person. `is_drawable` is False where too few days hold data for a line to be fair."""

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
            "drops": [
                {"on": drop.on.isoformat(), "probability": round(drop.probability, places)} for drop in self.drops
            ],
            "is_drawable": self.is_drawable,
        }
