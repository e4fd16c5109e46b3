"""How well a trend follows couples whose truth is known: the figures of docs/trends.md, by family and over all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import sqrt

import numpy as np

from server.trust.grid import Dynamics
from server.trust.levels import FEELING_SAFE, PROMISES, Model, trend_of
from server.trust.observations import FeelingDay, PromiseDay
from server.trust.trend import Trend
from tests.sim.baselines import HALF_LIVES_DAYS, daily, exponential, loop_score, week_mean
from tests.sim.couples import START, Couple, Floats

STRANDS = ("promises", "feeling_safe")
WINDOW_DAYS = 28
LATELY_DAYS = 35
EVERY_DAYS = 10
JUST_DROPPED_DAYS = 10
FLAT, BIG = 0.05, 0.15
SEEN_WITHIN = 7
SURELY_FALLING = 0.8
LOGISTIC_SD = 1.8138
SD_OF_T4 = sqrt(2)

Days = Sequence[PromiseDay] | Sequence[FeelingDay] | Sequence[PromiseDay | FeelingDay]


@dataclass
class Tally:
    """Mean squared errors by couple, and counts of days and calls."""

    then: list[float] = field(default_factory=list)
    smooth: list[float] = field(default_factory=list)
    told_then: list[float] = field(default_factory=list)
    told_smooth: list[float] = field(default_factory=list)
    averages: list[Floats] = field(default_factory=list)
    loop: list[float] = field(default_factory=list)
    week: list[float] = field(default_factory=list)
    covered: list[float] = field(default_factory=list)
    calls: list[tuple[float, str]] = field(default_factory=list)
    told_chances: list[tuple[float, list[float], list[float]]] = field(default_factory=list)
    drops_seen: list[bool] = field(default_factory=list)


def days_of(couple: Couple, strand: str) -> list[PromiseDay] | list[FeelingDay]:
    return couple.promises if strand == "promises" else couple.feelings


def told(couple: Couple, strand: str) -> Model:
    """The same estimator, told the couple's true step size, drop rate and noise."""
    steps = np.diff(couple.truth)
    if couple.dropped_on is not None:
        steps = np.delete(steps, couple.dropped_on - 1)
    step = max(0.0004, float(np.sqrt(np.mean(steps**2))))
    rate = 1e-6 if couple.dropped_on is None else 1 / len(couple.truth)
    dynamics = ((Dynamics(step, rate), 1.0),)
    noise = couple.noise
    if strand == "promises":
        together = float(np.clip(0.21 / max(noise.promise_mood, 0.01) ** 2 - 1, 3, 500))
        return replace(PROMISES, name="told", dynamics=dynamics, noise=((together, noise.halves),))
    scales = (noise.mood / SD_OF_T4, noise.question / LOGISTIC_SD)
    return replace(FEELING_SAFE, name="told", dynamics=dynamics, noise=(scales,))


def trend_under(model: Model, days: Days, as_of: date) -> Trend:
    return trend_of(model, _until(days, as_of), as_of)


def lately_under(model: Model, days: Days, as_of: date, checkpoints: dict[str, str]) -> Trend:
    """The last five weeks of the trend on that day, from what was known then."""
    return trend_of(model, _until(days, as_of), as_of, checkpoints, as_of - timedelta(days=LATELY_DAYS))


def add(tally: Tally, couple: Couple, strand: str, *, with_calls: bool = True) -> None:
    """Judge one strand of one couple."""
    days, length = days_of(couple, strand), len(couple.truth)
    model = PROMISES if strand == "promises" else FEELING_SAFE
    as_of = START + timedelta(days=length - 1)
    trend = trend_under(model, days, as_of)
    first = (trend.points[0].on - START).days
    truth = couple.truth[first:]
    limit = trend_under(told(couple, strand), days, as_of)
    values = daily(days)
    level, low, high, then = np.array([(p.level, p.low, p.high, p.level_then) for p in trend.points]).T

    def error(line: Floats) -> float:
        return float(np.mean((line - truth) ** 2))

    tally.smooth.append(error(level))
    tally.then.append(error(then))
    tally.told_smooth.append(error(np.array([point.level for point in limit.points])))
    tally.told_then.append(error(np.array([point.level_then for point in limit.points])))
    tally.averages.append(np.array([error(exponential(values, first, length, half)) for half in HALF_LIVES_DAYS]))
    tally.loop.append(error(loop_score(values, first, length)))
    tally.week.append(error(week_mean(values, first, length)))
    tally.covered.append(held(couple, first, low, high))
    if with_calls:
        tally.calls.extend(calls_of(couple, strand, first))
        kept_told: dict[str, str] = {}
        for change, on in _judged(couple, first):
            limit_then = lately_under(told(couple, strand), days, on, kept_told).direction
            tally.told_chances.append((change, [limit_then.p_rising], [limit_then.p_falling]))
        if couple.dropped_on is not None:
            tally.drops_seen.append(_drop_seen(model, days, couple.dropped_on))


def _judged(couple: Couple, first: int) -> list[tuple[float, date]]:
    """Every tenth day from the 28th after the first with data, behind how far the truth had moved in four weeks."""
    days = range(first + WINDOW_DAYS, len(couple.truth), EVERY_DAYS)
    return [(float(couple.truth[day] - couple.truth[day - WINDOW_DAYS]), START + timedelta(days=day)) for day in days]


def calls_of(couple: Couple, strand: str, first: int | None = None) -> list[tuple[float, str]]:
    """By how much the truth had moved on each judged day, and what was called that evening."""
    days, kept = days_of(couple, strand), dict[str, str]()
    model = PROMISES if strand == "promises" else FEELING_SAFE
    if first is None:
        first = (min(day.on for day in days if day.has_data) - START).days
    return [(change, lately_under(model, days, on, kept).direction.call) for change, on in _judged(couple, first)]


def held(couple: Couple, first: int, low: Floats, high: Floats) -> float:
    """The share of days from `first` on, but for the ten after a drop, on which the band holds the truth."""
    truth = couple.truth[first:]
    counted = np.ones(len(truth), dtype=bool)
    if couple.dropped_on is not None:
        counted[couple.dropped_on - first : couple.dropped_on - first + JUST_DROPPED_DAYS] = False
    return float(np.mean(((low <= truth) & (truth <= high))[counted]))


def held_by_band(couple: Couple, strand: str) -> float:
    """The same of one strand's own band, nothing else worked out."""
    model = PROMISES if strand == "promises" else FEELING_SAFE
    points = trend_under(model, days_of(couple, strand), START + timedelta(days=len(couple.truth) - 1)).points
    low, high = np.array([(point.low, point.high) for point in points]).T
    return held(couple, (points[0].on - START).days, low, high)


def _until(days: Days, as_of: date) -> list[PromiseDay | FeelingDay]:
    return sorted((day for day in days if day.has_data and day.on <= as_of), key=lambda day: day.on)


def _drop_seen(model: Model, days: Days, dropped_on: int) -> bool:
    after = [one.on for one in days if one.has_data and (one.on - START).days >= dropped_on][:SEEN_WITHIN]
    kept: dict[str, str] = {}
    for as_of in after:
        trend = lately_under(model, days, as_of, kept)
        is_listed = any((drop.on - START).days >= dropped_on - SEEN_WITHIN for drop in trend.drops)
        if is_listed or trend.direction.p_falling > SURELY_FALLING:
            return True
    return False


def together(counters: Sequence[Tally]) -> Tally:
    """One tally of many."""
    whole = Tally()
    for tally in counters:
        for name, values in vars(tally).items():
            getattr(whole, name).extend(values)
    return whole


def rmse(errors: Sequence[float]) -> float:
    return sqrt(float(np.mean(errors)))


def best_average(tally: Tally) -> tuple[float, float]:
    """The half-life in days that fits best with the truth in hand, and its error."""
    errors = np.sqrt(np.mean(tally.averages, axis=0))
    return HALF_LIVES_DAYS[int(errors.argmin())], float(errors.min())


def best_average_by_couple(tally: Tally) -> float:
    """The error where even each couple's own best half-life is chosen with the truth in hand."""
    return sqrt(float(np.mean(np.min(tally.averages, axis=1))))


def share(
    calls: Sequence[tuple[float, str]], counted: Callable[[float], bool], wanted: Callable[[float, str], bool]
) -> float:
    """Among calls whose true change is `counted`, the share that is `wanted`."""
    judged = [wanted(change, call) for change, call in calls if counted(change)]
    return sum(judged) / len(judged) if judged else float("nan")


def wrong_way(change: float, call: str) -> bool:
    return (change > 0 and call == "falling") or (change < 0 and call == "rising")


def right_way(change: float, call: str) -> bool:
    return (change > 0 and call == "rising") or (change < 0 and call == "falling")


def moved_call(_: float, call: str) -> bool:
    return call in {"rising", "falling"}


def called(tally: Tally) -> dict[str, float]:
    """Three shares: called the wrong way (truth moved by 0.05 or more), moved when flat, right when it moved much."""
    return {
        "wrong": share(tally.calls, lambda change: abs(change) >= FLAT, wrong_way),
        "flat": share(tally.calls, lambda change: abs(change) < FLAT, moved_call),
        "right": share(tally.calls, lambda change: abs(change) >= BIG, right_way),
    }
