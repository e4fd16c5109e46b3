"""What a day says of a level."""

import itertools
import math

import numpy as np
import pytest

from server.trust import likelihoods
from server.trust.grid import centres

CELLS = 20


@pytest.mark.parametrize("together", [3.0, 50.0])
@pytest.mark.parametrize("halves", [0.1, 0.6])
def test_promises_are_a_law_of_the_counts_with_the_level_as_mean(together: float, halves: float) -> None:
    """Over all outcomes of three promises the chances sum to one, and the mean outcome is the level."""
    days = [counts for counts in itertools.product(range(4), repeat=3) if sum(counts) == 3]
    ways = np.array([math.factorial(3) / math.prod(map(math.factorial, counts)) for counts in days])
    each = likelihoods.promises(CELLS, days, [(together, halves)])[:, 0]
    law = ways[:, None] * each
    assert law.sum(axis=0) == pytest.approx(1)
    means = np.array([(kept + partly / 2) / 3 for kept, partly, _ in days])
    assert means @ law == pytest.approx(centres(CELLS))


def test_promises_of_one_day_say_less_than_of_many() -> None:
    one_day = likelihoods.promises(CELLS, [(4, 0, 0)], [(5.0, 0.2)])[0, 0]
    four_days = likelihoods.promises(CELLS, [(1, 0, 0)], [(5.0, 0.2)])[0, 0] ** 4
    assert one_day[5] / one_day[-1] > four_days[5] / four_days[-1]


def test_promises_without_days() -> None:
    assert likelihoods.promises(CELLS, [], [(5.0, 0.2)]).shape == (0, 1, CELLS)


def test_an_answer_is_some_rating_for_certain() -> None:
    each = likelihoods.feeling(CELLS, [(rating, -1, -1) for rating in range(11)], [(0.1, 0.05), (0.2, 0.1)])
    assert each.sum(axis=0) == pytest.approx(1)


def test_a_rating_points_to_its_own_level() -> None:
    each = likelihoods.feeling(50, [(3, -1, -1), (-1, 8, -1), (-1, -1, 0), (10, 10, 10)], [(0.1, 0.05)])[:, 0]
    assert centres(50)[each.argmax(axis=1)] == pytest.approx([0.3, 0.8, 0.01, 0.99], abs=0.02)


def test_three_answers_of_a_day_share_its_mood() -> None:
    """They say more than one answer, and less than one answer on each of three days."""
    three, one = likelihoods.feeling(50, [(7, 7, 7), (7, -1, -1)], [(0.1, 0.05)])[:, 0]

    def spread(law: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        share, level = law / law.sum(), centres(50)
        return float(share @ level**2 - (share @ level) ** 2)

    assert spread(one) > spread(three) > spread(one**3)


def test_one_odd_evening_is_not_believed_outright() -> None:
    """Heavy tails: against eight sevens a single nought moves the middle by less than a normal law would let it."""
    sevens, nought = likelihoods.feeling(50, [(7, 7, 7), (0, 0, 0)], [(0.05, 0.04)])[:, 0]
    law = sevens**8 * nought
    assert (law / law.sum()) @ centres(50) == pytest.approx(0.7, abs=0.03)
