"""The figures that must hold, on a few couples; `make bench-trend` takes them on many."""

from functools import cache
from types import ModuleType

import numpy as np
import pytest

from tests.sim import couples, other
from tests.sim.baselines import daily, exponential, loop_score, week_mean
from tests.sim.couples import FAMILIES
from tests.sim.limit import lives, most_right, observed
from tests.sim.measures import STRANDS, Tally, add, best_average, called, rmse, together

EACH = 4


@cache
def tally_of(strand: str) -> Tally:
    counters = []
    for family in FAMILIES:
        tally = Tally()
        for seed in range(EACH):
            add(tally, couples.couple(family, seed), strand, with_calls=strand == "feeling_safe")
        counters.append(tally)
    return together(counters)


@pytest.mark.parametrize("strand", STRANDS)
def test_the_line_is_nearer_to_the_truth_than_any_average(strand: str) -> None:
    tally = tally_of(strand)
    average = best_average(tally)[1]
    assert rmse(tally.then) <= 0.88 * average
    assert rmse(tally.smooth) <= 0.62 * average


@pytest.mark.parametrize("strand", STRANDS)
def test_the_line_is_near_the_limit(strand: str) -> None:
    tally = tally_of(strand)
    assert rmse(tally.then) <= 1.10 * rmse(tally.told_then)
    assert rmse(tally.smooth) <= 1.10 * rmse(tally.told_smooth)


@pytest.mark.parametrize("strand", STRANDS)
def test_the_band_holds_nine_days_in_ten(strand: str) -> None:
    assert 0.86 <= np.mean(tally_of(strand).covered) <= 0.97


def test_calls_are_right_and_drops_are_seen() -> None:
    tally = tally_of("feeling_safe")
    shares = called(tally)
    assert shares["wrong"] <= 0.01
    assert shares["flat"] <= 0.07
    assert shares["right"] >= 0.7
    assert all(tally.drops_seen)


def test_the_limit_is_the_best_threshold_that_keeps_the_other_shares_low() -> None:
    rising = [(0.2, [chance], [0.0]) for chance in (0.9, 0.8, 0.5, 0.4)]
    flat = [(0.0, [chance], [0.0]) for chance in (0.6, *(0.1,) * 39)]
    assert most_right(rising + flat) == 1.0
    assert most_right(rising + flat + [(0.0, [0.45], [0.0])] * 3) == 0.75
    assert most_right([*rising, *flat, (-0.1, [0.85], [0.0])]) == 0.25


@pytest.mark.parametrize("module", [couples, other])
def test_who_knows_all_lives_sees_a_drop(module: ModuleType) -> None:
    one = module.couple("rupture" if module is couples else "breach", 0)
    judged, is_seen = observed(one, lives(module, 200))
    assert is_seen
    assert [change for change, _, _ in judged if change < -0.3]
    assert all(0 <= fell[2] <= fell[0] <= 1 and 0 <= rose[2] <= rose[0] <= 1 for _, rose, fell in judged)


@pytest.mark.parametrize("module", [couples, other])
def test_a_couple_is_always_the_same_one(module: ModuleType) -> None:
    couple_of = couples.couple if module is couples else other.couple
    families = list(couples.FAMILIES if module is couples else other.FAMILIES)
    for family in families:
        one, again, another = couple_of(family, 0), couple_of(family, 0), couple_of(family, 1)
        assert one.promises == again.promises
        assert one.feelings == again.feelings
        assert one.feelings != another.feelings
        assert ((one.truth > 0) & (one.truth < 1)).all()
        assert {rating for day in one.feelings for rating in day.values} <= set(range(-1, 11))


def test_the_baselines() -> None:
    values = {2: 1.0, 3: 0.0, 5: 0.5}
    assert exponential(values, 2, 6, 1) == pytest.approx([1, 0.5, 0.5, 0.5])
    assert exponential({0: 0.0, 2: 1.0}, 0, 3, 1) == pytest.approx([0, 0, 0.75])
    keep = 0.5 ** (1 / 13)
    assert loop_score(values, 2, 4) == pytest.approx([1 - keep, keep * (1 - keep)])
    assert week_mean(values, 2, 13) == pytest.approx([1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 / 2, 0.5, 0.5, 0.5])
    assert daily(couples.couple("flat", 0).promises)
