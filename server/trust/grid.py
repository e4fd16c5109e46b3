"""Exact Bayesian filtering and smoothing of one hidden level on a grid of values.

The level of a day is one of `n` cells. From one day to the next it takes a small step, or (rarely) drops to anywhere
below. What was logged on a day enters as a likelihood for each cell; a day without data has a likelihood of one. On a
grid the filter and smoother are finite sums, so nothing is approximated but the grid itself (Kitagawa 1987, JASA 82,
"Non-Gaussian state-space modeling of nonstationary time series").

Shapes: several hypotheses run side by side. S dynamics (step size, drop rate) times M observation models (noise), n
cells, T days: states are (S, M, n), transitions (S, n, n), likelihood rows (U, M, n).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

MISSING = -1
SERIES_TERMS = 80


def centres(cells: int, low: float = 0.0, high: float = 1.0) -> Floats:
    """The middle of each of `cells` equal cells between `low` and `high`."""
    return low + (np.arange(cells) + 0.5) * ((high - low) / cells)


def step_weights(step_cells: float, reach: int) -> list[float]:
    """Chance of moving 0, 1, … `reach` cells to one side in a day, for steps of standard deviation `step_cells`.

    The law of a continuous-time symmetric walk on the cells, exp(-v) I_k(v) with v = step_cells² (Skellam 1946): unlike a
    sampled normal density it has exactly this variance even where the step is much smaller than a cell.
    """
    variance = step_cells * step_cells
    weights = []
    for distance in range(reach + 1):
        term = math.exp(distance * math.log(variance / 2) - math.lgamma(distance + 1) - variance)
        total = 0.0
        for order in range(1, SERIES_TERMS):
            total += term
            term *= (variance / 2) ** 2 / (order * (order + distance))
        weights.append(total)
    return weights


def transition(cells: int, step_cells: float, drop_rate: float) -> Floats:
    """(n, n) chances from a cell (row) to a cell (column): a small step, reflected at both ends, or a drop.

    A drop leads to each of the cells below with the same chance; from the lowest it leads nowhere.
    """
    steps = np.zeros((cells, cells))
    rows = np.arange(cells)
    for distance, weight in enumerate(step_weights(step_cells, cells - 1)):
        for shift in {distance, -distance}:
            landing = rows + shift
            landing = np.where(landing < 0, -landing - 1, np.minimum(landing, 2 * cells - 1 - landing))
            steps[rows, landing] += weight
    steps /= steps.sum(axis=1, keepdims=True)
    drops = np.tril(np.ones((cells, cells)), -1)
    drops[0, 0] = 1.0
    drops /= drops.sum(axis=1, keepdims=True)
    return (1 - drop_rate) * steps + drop_rate * drops


@dataclass(frozen=True, slots=True)
class Walk:
    """How a level moves: S hypotheses of a daily step (in cells) and a drop rate (a day)."""

    cells: int
    steps: tuple[tuple[float, float], ...]
    transitions: Floats

    @classmethod
    def of(cls, cells: int, steps: Sequence[tuple[float, float]]) -> "Walk":
        return cls(cells, tuple(steps), np.stack([transition(cells, step, rate) for step, rate in steps]))


@dataclass(frozen=True, slots=True)
class State:
    """What is known in the evening of a day: the level under each hypothesis (S, M, n), and their log weights (S, M)."""

    level: Floats
    log_weight: Floats


def untouched(walk: Walk, models: int) -> State:
    """Before the first day: every cell and every hypothesis alike."""
    shape = (len(walk.steps), models)
    return State(np.full((*shape, walk.cells), 1.0 / walk.cells), np.zeros(shape))


@dataclass(frozen=True, slots=True)
class Filtered:
    """The evenings of T days: levels (T, S, M, n), how well each day was foreseen (T, S, M), log weights (T, S, M)."""

    level: Floats
    foreseen: Floats
    log_weight: Floats

    def state(self, day: int) -> State:
        return State(self.level[day], self.log_weight[day])


def filtered(walk: Walk, before: State, likelihood: Floats, rows: Sequence[int], *, first: bool) -> Filtered:
    """Run forward over the days of `rows`; a row is an index into `likelihood` (U, M, n), or MISSING.

    With `first` the state before is the prior of the first day itself, so no step is taken into it.
    """
    shape = (len(rows), *before.level.shape)
    level, foreseen = np.empty(shape), np.ones((*shape[:3], 1))
    current = before.level
    for day, row in enumerate(rows):
        ahead = level[day]
        if day == 0 and first:
            ahead[...] = current
        else:
            np.matmul(current, walk.transitions, out=ahead)
        if row != MISSING:
            ahead *= likelihood[row]
            np.sum(ahead, axis=-1, keepdims=True, out=foreseen[day])
            ahead /= foreseen[day]
        current = ahead
    fit = foreseen[..., 0]
    return Filtered(level, fit, before.log_weight + np.cumsum(np.log(fit), axis=0))


def smoothing(walk: Walk, likelihood: Floats, rows: Sequence[int], foreseen: Floats) -> Floats:
    """Run backward: (T, S, M, n) factors that turn each evening's level into the level given all days.

    `level * factor` is a distribution for every day and hypothesis (the scaled forward-backward pass, Rabiner 1989).
    """
    factors = np.empty((len(rows), *foreseen.shape[1:], walk.cells))
    factors[-1] = 1.0
    back = np.ascontiguousarray(walk.transitions.transpose(0, 2, 1))
    for day in range(len(rows) - 1, 0, -1):
        coming = factors[day]
        if rows[day] != MISSING:
            coming = coming * likelihood[rows[day]] / foreseen[day][..., None]
        np.matmul(coming, back, out=factors[day - 1])
    return factors


def weights(log_weight: Floats) -> Floats:
    """Log weights over their last two axes, made to sum to one."""
    top = log_weight.max(axis=(-2, -1), keepdims=True)
    share: Floats = np.exp(log_weight - top)
    return share / share.sum(axis=(-2, -1), keepdims=True)


def drop_chances(walk: Walk, filtered_days: Filtered, factors: Floats, likelihood: Floats, rows: Sequence[int], weight: Floats) -> Floats:
    """(T,) chance that the level dropped into each day, given all days; 0 for the first."""
    chances = np.zeros(len(rows))
    below = np.arange(walk.cells)
    below[0] = 1
    rates = np.array([rate for _, rate in walk.steps])[:, None]
    for day in range(1, len(rows)):
        coming = factors[day]
        if rows[day] != MISSING:
            coming = coming * likelihood[rows[day]] / filtered_days.foreseen[day][..., None]
        reach = np.cumsum(coming, axis=-1)
        reach[..., 1:] = reach[..., :-1] / below[1:]
        per_hypothesis = (filtered_days.level[day - 1] * reach).sum(axis=-1)
        chances[day] = (weight * rates * per_hypothesis).sum()
    return chances


def moved(walk: Walk, start: State, likelihood: Floats, rows: Sequence[int], weight: Floats, by_cells: float) -> tuple[float, float]:
    """Chances that the level rose, and fell, by more than `by_cells` from the evening of `start` to the last of `rows`.

    Carries the joint law of both ends forward: (n, n) for each hypothesis whose weight matters.
    """
    cells = walk.cells
    gap = np.arange(cells)[None, :] - np.arange(cells)[:, None]
    rose = fell = 0.0
    for s, m in np.argwhere(weight > 1e-6):
        joint = np.diag(start.level[s, m])
        for row in rows:
            joint = joint @ walk.transitions[s]
            if row != MISSING:
                joint *= likelihood[row, m]
                joint /= joint.sum()
        rose += weight[s, m] * joint[gap > by_cells].sum() / joint.sum()
        fell += weight[s, m] * joint[gap < -by_cells].sum() / joint.sum()
    return float(rose), float(fell)
