"""Exact Bayesian filtering and smoothing of one hidden level on a grid of values.

The level of a day is one of n cells. From one day to the next it takes a small step, perhaps with a drift that lasts a
few weeks, or (rarely) drops to anywhere below. What was logged on a day enters as a likelihood for each cell; a day
without data has a likelihood of one. On a grid, filter and smoother are finite sums, so nothing is approximated but
the grid itself (Kitagawa 1987, "Non-Gaussian state-space modeling of nonstationary time series", JASA 82).

Shapes: several hypotheses run side by side: S dynamics (how it moves) times M observation models (how noisy answers
are). D drifts (still, falling, rising; or one), n cells, T days. States are (S, D, M, n), likelihood rows (U, M, n).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MISSING = -1
SERIES_TERMS = 80
NEGLIGIBLE = 1e-9
TURNS = 0.3


@dataclass(frozen=True, slots=True)
class Dynamics:
    """One way of moving: a day's step (sd) and drift (in levels), its chance of a drop, and of the drift lasting."""

    step: float
    drop_rate: float
    drift: float = 0.0
    lasting: float = 1.0


def centres(cells: int, low: float = 0.0, high: float = 1.0) -> Floats:
    """The middle of each of `cells` equal cells between `low` and `high`."""
    return np.array([low + (cell + 0.5) * ((high - low) / cells) for cell in range(cells)])


def step_weights(step_cells: float, cells: int) -> list[float]:
    """Chances of moving 0, 1, 2, … cells to one side in a day, for steps of standard deviation `step_cells`.

    The law of a symmetric walk in continuous time, exp(-v) I_k(v) with v = step_cells² (Skellam 1946, JRSS 109): unlike
    a sampled normal density it has exactly this variance even where a step is much smaller than a cell.
    """
    variance = step_cells * step_cells
    weights: list[float] = []
    lead = math.exp(-variance)
    for distance in range(cells):
        term, total = lead, 0.0
        for order in range(1, SERIES_TERMS):
            total += term
            term *= (variance / 2) ** 2 / (order * (order + distance))
        if distance > 0 and total < NEGLIGIBLE:
            break
        weights.append(total)
        lead *= variance / 2 / (distance + 1)
    whole = 2 * sum(weights) - weights[0]
    return [weight / whole for weight in weights]


def moves(cells: int, step_cells: float, drift_cells: float) -> Floats:
    """(n, n) chances from a cell (row) to a cell (column) by a step and a drift, reflected at both ends.

    A drift of part of a cell moves a whole cell with that chance.
    """
    matrix = np.zeros((cells, cells))
    rows = np.arange(cells)
    whole = math.floor(drift_cells)
    part = drift_cells - whole
    for distance, weight in enumerate(step_weights(step_cells, max(1, cells - 2 - abs(whole)))):
        for step in {distance, -distance}:
            for shift, share in ((whole, 1 - part), (whole + 1, part)):
                landing = rows + step + shift
                landing = np.where(landing < 0, -landing - 1, np.minimum(landing, 2 * cells - 1 - landing))
                np.add.at(matrix, (rows, landing), weight * share)
    return matrix


def drops(cells: int) -> Floats:
    """(n, n) chances of a drop: to each of the cells below alike; from the lowest it leads nowhere."""
    matrix = np.tril(np.ones((cells, cells)), -1)
    matrix[0, 0] = 1.0
    matrix /= matrix.sum(axis=1, keepdims=True)
    return matrix


def turning(lasting: float) -> Floats:
    """(3, 3) chances of the drift changing between still, falling and rising overnight."""
    changing = 1 - lasting
    return np.array(
        [
            [lasting, changing / 2, changing / 2],
            [changing * (1 - TURNS), lasting, changing * TURNS],
            [changing * (1 - TURNS), changing * TURNS, lasting],
        ]
    )


@dataclass(frozen=True, slots=True)
class Walk:
    """How a level moves overnight under S hypotheses: its drift may turn (S, D, D), then it moves (S, D, n, n)."""

    cells: int
    dynamics: tuple[Dynamics, ...]
    turns: Floats
    moves: Floats

    @classmethod
    def of(cls, cells: int, dynamics: Sequence[Dynamics]) -> "Walk":
        """A walk on `cells`; it has one drift if every dynamics is still, else three."""
        is_still = all(one.drift == 0 for one in dynamics)
        signs = [0] if is_still else [0, -1, 1]
        turns = np.stack([np.ones((1, 1)) if is_still else turning(one.lasting) for one in dynamics])
        below = drops(cells)
        overnight = [
            (1 - one.drop_rate) * moves(cells, one.step * cells, sign * one.drift * cells) + one.drop_rate * below
            for one in dynamics
            for sign in signs
        ]
        return cls(cells, tuple(dynamics), turns, np.stack(overnight).reshape(len(dynamics), len(signs), cells, cells))

    @property
    def drifts(self) -> int:
        return len(self.turns[0])

    def among(self, kept: Sequence[int]) -> "Walk":
        """The same walk with only the dynamics numbered in `kept`."""
        chosen = list(kept)
        return Walk(self.cells, tuple(self.dynamics[s] for s in chosen), self.turns[chosen], self.moves[chosen])

    def turned(self, level: Floats) -> Floats:
        """(S, D, M, n) with each drift kept or changed."""
        flat = level.reshape(*level.shape[:2], -1)
        mixed: Floats = np.matmul(self.turns.transpose(0, 2, 1), flat)
        return mixed.reshape(level.shape)

    def turned_back(self, factor: Floats) -> Floats:
        """The transpose of `turned`."""
        mixed: Floats = np.matmul(self.turns, factor.reshape(*factor.shape[:2], -1))
        return mixed.reshape(factor.shape)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was logged on T days: for each a row of `likelihood` (U, M, n), or MISSING."""

    likelihood: Floats
    rows: Sequence[int]

    def between(self, start: int, stop: int) -> "Evidence":
        return Evidence(self.likelihood, self.rows[start:stop])

    def under(self, model: int) -> "Evidence":
        """The same under one observation model."""
        return Evidence(self.likelihood[:, [model]], self.rows)

    def coming(self, factor: Floats, day: int, foreseen: Floats) -> Floats:
        """What a day and the later ones (`factor`) say together about that day's level."""
        if self.rows[day] == MISSING:
            return factor
        said: Floats = factor * (self.likelihood[self.rows[day]] / foreseen[day][..., None])[:, None]
        return said


@dataclass(frozen=True, slots=True)
class State:
    """What is known in the evening of a day: the level (S, D, M, n; sums to one for each S, M), log weights (S, M)."""

    level: Floats
    log_weight: Floats


def untouched(walk: Walk, log_weight: Floats) -> State:
    """Before the first day: every cell and every drift alike; the hypotheses by `log_weight` (S, M)."""
    dynamics, models = log_weight.shape
    alike = 1.0 / (walk.cells * walk.drifts)
    return State(np.full((dynamics, walk.drifts, models, walk.cells), alike), log_weight)


@dataclass(frozen=True, slots=True)
class Filtered:
    """The evenings of T days: levels (T, S, D, M, n), how well each day was foreseen and log weights (T, S, M)."""

    level: Floats
    foreseen: Floats
    log_weight: Floats

    def state(self, day: int) -> State:
        return State(self.level[day], self.log_weight[day])


def filtered(walk: Walk, before: State, evidence: Evidence, *, is_first: bool) -> Filtered:
    """Run forward over the days of `evidence`.

    With `is_first` the state before is the prior of the first day itself, so no step is taken into it.
    """
    days = len(evidence.rows)
    level = np.empty((days, *before.level.shape))
    foreseen = np.ones((days, *before.log_weight.shape))
    current = before.level
    for day, row in enumerate(evidence.rows):
        ahead = level[day]
        if is_first and day == 0:
            ahead[...] = current
        else:
            np.matmul(walk.turned(current), walk.moves, out=ahead)
        if row != MISSING:
            ahead *= evidence.likelihood[row]
            fit = ahead.sum(axis=(1, 3))
            ahead /= fit[:, None, :, None]
            foreseen[day] = fit
        current = ahead
    return Filtered(level, foreseen, before.log_weight + np.cumsum(np.log(foreseen), axis=0))


def smoothing(walk: Walk, evidence: Evidence, foreseen: Floats, after: Floats) -> Floats:
    """Run backward: (T + 1, S, D, M, n) factors, the first for the evening before the days, the last being `after`.

    Level times factor is the level given all days, for every evening and hypothesis (the scaled forward-backward pass,
    Rabiner 1989, Proc. IEEE 77). `after` is all ones where `evidence` ends with the newest day.
    """
    days = len(evidence.rows)
    factors = np.empty((days + 1, *after.shape))
    factors[-1] = after
    back = np.ascontiguousarray(walk.moves.transpose(0, 1, 3, 2))
    for day in range(days - 1, -1, -1):
        said = evidence.coming(factors[day + 1], day, foreseen)
        factors[day] = walk.turned_back(np.matmul(said, back))
    return factors


def shares(log_weight: Floats) -> Floats:
    """Log weights (…, S, M) made to sum to one over their last two axes."""
    raw: Floats = np.exp(log_weight - log_weight.max(axis=(-2, -1), keepdims=True))
    raw /= raw.sum(axis=(-2, -1), keepdims=True)
    return raw
