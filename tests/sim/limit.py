"""What could be called at all: the most that anyone can say of promises who knows how such couples are drawn.

This observer holds thousands of lives from the very simulator a couple comes from, knows the couple's noise, and
weighs each life by how well it foretold the days logged so far (importance sampling). Only which life it is stays
unknown: what this observer cannot call, the days do not say.
"""

from collections.abc import Sequence
from types import ModuleType

import numpy as np

from tests.sim import couples, other
from tests.sim.couples import START, Couple, Floats
from tests.sim.measures import EVERY_DAYS, FLAT, SEEN_WITHIN, SURELY_FALLING, WINDOW_DAYS, Tally, called, told

LIVES = 3000
FINE_CELLS = 200
MOVES = (FLAT, 0.08, 0.1)
THRESHOLDS = np.arange(0.3, 0.99, 0.01).tolist()
MOST_FLAT, MOST_WRONG = 0.05, 0.01

Chances = tuple[float, Sequence[float], Sequence[float]]


def lives(module: ModuleType, count: int = LIVES) -> Floats:
    """(families x count, days) true levels, as many of each family."""
    rng = np.random.default_rng(0)
    if module is couples:
        return np.stack([draw(rng)[0] for draw in couples.FAMILIES.values() for _ in range(count)])
    return np.stack([other.truth_of(rng, family)[0] for family in other.FAMILIES for _ in range(count)])


def observed(couple: Couple, known: Floats) -> tuple[list[Chances], bool]:
    """For every tenth day the true change over four weeks and the chances of a rise and a fall by each of MOVES.

    Then whether a drop was seen within seven answered days (False where there was none).
    """
    model = told(couple, "promises")
    logged = {(day.on - START).days: day.values for day in couple.promises if day.has_data}
    kinds = {values: row for row, values in enumerate(dict.fromkeys(logged.values()))}
    log_likelihood = np.log(model.likelihood(FINE_CELLS, list(kinds), model.noise)[:, 0])
    cell = np.minimum((known * FINE_CELLS).astype(np.intp), FINE_CELLS - 1)
    log_weight, first = np.zeros(len(known)), min(logged)
    judged: list[Chances] = []
    answered, is_seen = 0, False
    for day in range(first, len(couple.truth)):
        if day in logged:
            log_weight += log_likelihood[kinds[logged[day]], cell[:, day]]
        ago = max(first, day - WINDOW_DAYS)
        is_after_drop = couple.dropped_on is not None and day >= couple.dropped_on and day in logged
        is_judged = day >= first + WINDOW_DAYS and (day - first - WINDOW_DAYS) % EVERY_DAYS == 0
        if is_after_drop or is_judged:
            weight = np.exp(log_weight - log_weight.max())
            weight /= weight.sum()
            change = known[:, day] - known[:, ago]
            rose, fell = ([float(weight[sign * change > by].sum()) for by in MOVES] for sign in (1, -1))
            if is_judged:
                judged.append((float(couple.truth[day] - couple.truth[ago]), rose, fell))
            answered += is_after_drop
            is_seen |= is_after_drop and answered <= SEEN_WITHIN and fell[0] > SURELY_FALLING
    return judged, is_seen


def most_right(judged: Sequence[Chances]) -> float:
    """The largest share of big moves called right by any threshold on these very days that still keeps the two other
    shares (moved while flat, wrong way) as low as they must be.
    """
    best = 0.0
    for move in range(len(judged[0][1])):
        for sure in THRESHOLDS:
            calls = [(change, _call(rose[move], fell[move], sure)) for change, rose, fell in judged]
            shares = called(Tally(calls=calls))
            if shares["flat"] <= MOST_FLAT and shares["wrong"] <= MOST_WRONG:
                best = max(best, shares["right"])
    return best


def _call(rose: float, fell: float, sure: float) -> str:
    if max(rose, fell) <= sure:
        return "open"
    return "rising" if rose > fell else "falling"
