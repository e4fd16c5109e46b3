"""The filter and smoother against what they must equal: every path counted, and a series whose answer is known."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest

from server.trust.changes import drop_chances, likely_drops, moved
from server.trust.grid import (
    MISSING,
    Dynamics,
    Evidence,
    Floats,
    Walk,
    centres,
    drops,
    filtered,
    moves,
    shares,
    smoothing,
    step_weights,
    untouched,
)

CELLS = 4
DYNAMICS = (Dynamics(0.2, 0.1, drift=0.1, lasting=0.8), Dynamics(0.05, 0.3, drift=0.3, lasting=0.6))
ROWS = [0, MISSING, 1, 0]
BY = 0.25

NILE = [
    *(1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140),
    *(1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969),
    *(831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759),
    *(781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890),
    *(744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740),
]


@pytest.mark.parametrize("step", [0.02, 0.6, 3.0])
def test_a_step_has_exactly_its_variance(step: float) -> None:
    weights = step_weights(step, 60)
    assert weights[0] + 2 * sum(weights[1:]) == pytest.approx(1)
    assert 2 * sum(far * far * weight for far, weight in enumerate(weights)) == pytest.approx(step * step, rel=1e-4)


def test_a_drift_moves_by_its_mean_and_is_reflected_at_the_ends() -> None:
    middle = moves(40, 0.3, -1.25)[20]
    assert middle @ np.arange(40) == pytest.approx(20 - 1.25)
    assert moves(40, 0.3, -1.25).sum(axis=1) == pytest.approx(1)
    assert moves(40, 0.0001, -1.0)[0].argmax() == 0


def test_a_drop_goes_anywhere_below_and_from_the_lowest_nowhere() -> None:
    assert drops(3) == pytest.approx(np.array([[1, 0, 0], [1, 0, 0], [0.5, 0.5, 0]]))


class Paths:
    """Every path of (drift, cell, whether the night was a drop) under one hypothesis, with its weight."""

    def __init__(self, dynamics: Dynamics, likelihood: Floats) -> None:
        walk = Walk.of(CELLS, [dynamics])
        states = list(itertools.product(range(walk.drifts), range(CELLS)))
        below = drops(CELLS)
        self.weights: dict[tuple[tuple[int, ...], tuple[bool, ...]], float] = {}
        cells: tuple[tuple[int, int], ...]
        for cells in itertools.product(states, repeat=len(ROWS)):
            for dropped in itertools.product((False, True), repeat=len(ROWS) - 1):
                weight = 1.0 / len(states)
                for day, (drift, cell) in enumerate(cells):
                    if day:
                        was_drift, was = cells[day - 1]
                        by_drop = dynamics.drop_rate * below[was, cell]
                        whole = walk.moves[0, drift, was, cell]
                        weight *= walk.turns[0, was_drift, drift] * (by_drop if dropped[day - 1] else whole - by_drop)
                    if ROWS[day] != MISSING:
                        weight *= likelihood[ROWS[day], cell]
                path = tuple(cell for _, cell in cells)
                key = (path, dropped)
                self.weights[key] = self.weights.get(key, 0.0) + weight
        self.total = sum(self.weights.values())

    def chance(self, of: Callable[[tuple[int, ...], tuple[bool, ...]], bool]) -> float:
        return sum(weight for (path, dropped), weight in self.weights.items() if of(path, dropped)) / self.total


Wanted = Callable[[tuple[int, ...], tuple[bool, ...]], bool]


def at(day: int, cell: int) -> Wanted:
    return lambda path, _: path[day] == cell


def dropped_into(day: int) -> Wanted:
    return lambda _, dropped: dropped[day - 1]


@pytest.mark.parametrize("model", [0, 1])
@pytest.mark.parametrize("hypothesis", [0, 1])
def test_every_path_counted_gives_the_same(hypothesis: int, model: int) -> None:
    likelihood = np.array([[[0.1, 0.2, 0.6, 0.9], [0.9, 0.2, 0.1, 0.1]], [[0.7, 0.3, 0.1, 0.05], [0.2, 0.2, 0.5, 0.3]]])
    evidence = Evidence(likelihood, ROWS)
    walk = Walk.of(CELLS, DYNAMICS)
    before = untouched(walk, np.zeros((2, 2)))
    evenings = filtered(walk, before, evidence, is_first=True)
    factors = smoothing(walk, evidence, evenings.foreseen, np.ones(before.level.shape))
    paths = Paths(DYNAMICS[hypothesis], likelihood[:, model])
    law = (evenings.level * factors[1:])[:, hypothesis, :, model].sum(axis=1)
    for day, cell in itertools.product(range(len(ROWS)), range(CELLS)):
        assert law[day, cell] == pytest.approx(paths.chance(at(day, cell)))
    assert evenings.log_weight[-1, hypothesis, model] == pytest.approx(math.log(paths.total))

    known = np.concatenate([before.level[None], evenings.level[:-1]])
    chances = drop_chances(walk, evidence, evenings.foreseen, known, factors)[:, hypothesis, model]
    for night in range(1, len(ROWS)):
        assert chances[night] == pytest.approx(paths.chance(dropped_into(night)))

    only = np.zeros((2, 2))
    only[hypothesis, model] = 1.0
    rose, fell = moved(walk, evenings.state(1), evidence.between(2, 4), only, BY)
    # Seen from the second evening: the days before it and after it both speak, as they do in `paths`.
    assert rose == pytest.approx(paths.chance(lambda path, _: path[3] - path[1] > BY * CELLS), abs=1e-6)
    assert fell == pytest.approx(paths.chance(lambda path, _: path[1] - path[3] > BY * CELLS), abs=1e-6)


def test_going_on_from_an_evening_equals_one_run() -> None:
    walk = Walk.of(CELLS, DYNAMICS)
    evidence = Evidence(np.random.default_rng(1).random((2, 3, CELLS)), ROWS)
    before = untouched(walk, np.log(np.array([[0.2, 0.3, 0.5], [0.1, 0.1, 0.8]])))
    whole = filtered(walk, before, evidence, is_first=True)
    first = filtered(walk, before, evidence.between(0, 2), is_first=True)
    second = filtered(walk, first.state(-1), evidence.between(2, 4), is_first=False)
    assert second.level == pytest.approx(whole.level[2:])
    assert second.log_weight == pytest.approx(whole.log_weight[2:])


def test_moved_averages_hypotheses_by_their_weight() -> None:
    walk = Walk.of(CELLS, DYNAMICS)
    evidence = Evidence(np.random.default_rng(2).random((2, 1, CELLS)), ROWS)
    evenings = filtered(walk, untouched(walk, np.zeros((2, 1))), evidence, is_first=True)
    days = evidence.between(1, 4)
    each = [moved(walk, evenings.state(0), days, np.array(one)[:, None], 0.2) for one in ([1.0, 0.0], [0.0, 1.0])]
    both = moved(walk, evenings.state(0), days, np.array([[0.3], [0.7]]), 0.2)
    assert both == pytest.approx([0.3 * a + 0.7 * b for a, b in zip(*each, strict=True)])


def test_a_drop_spread_over_days_is_listed_once_at_its_likeliest() -> None:
    chances = np.zeros(40)
    chances[[10, 11, 12]] = [0.2, 0.25, 0.2]
    chances[30] = 0.3
    assert np.array(likely_drops(chances, 0.5)) == pytest.approx(np.array([(11, 0.65)]))
    assert np.array(likely_drops(chances, 0.25)) == pytest.approx(np.array([(11, 0.65), (30, 0.3)]))
    assert likely_drops(np.full(3, 0.9), 0.5) == [(0, 1.0)]
    assert likely_drops(np.zeros(3), -1.0) == []


def test_shares_sum_to_one_whatever_the_logs() -> None:
    assert shares(np.array([[-5000.0, -5000.0]])) == pytest.approx(np.array([[0.5, 0.5]]))


def log_likelihood(noise_variance: float, step_variance: float) -> float:
    """Of the Nile series under a Gaussian local level: no drops, no drift, normal answers."""
    cells, low, high = 140, 200.0, 1600.0
    spacing = (high - low) / cells
    walk = Walk.of(cells, [Dynamics(math.sqrt(step_variance) / spacing / cells, 0.0)])
    away = np.array(NILE)[:, None] - centres(cells, low, high)
    likelihood = np.exp(-(away**2) / (2 * noise_variance)) / math.sqrt(noise_variance)
    run = filtered(
        walk, untouched(walk, np.zeros((1, 1))), Evidence(likelihood[:, None], range(len(NILE))), is_first=True
    )
    return float(run.log_weight[-1, 0, 0])


def test_the_gaussian_case_finds_the_textbook_variances_of_the_nile() -> None:
    """Durbin and Koopman (2012), Time Series Analysis by State Space Methods, section 2.10: 15099 and 1469.1."""
    best, size = np.log([10_000.0, 1_000.0]), 0.5
    top = log_likelihood(*np.exp(best))
    while size > 0.002:
        tried = [best + size * np.array(way) for way in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1))]
        found = [log_likelihood(*np.exp(one)) for one in tried]
        if max(found) > top:
            top, best = max(found), tried[int(np.argmax(found))]
        else:
            size /= 2
    noise_variance, step_variance = np.exp(best)
    assert noise_variance == pytest.approx(15_099, rel=0.02)
    assert step_variance == pytest.approx(1_469.1, rel=0.02)
