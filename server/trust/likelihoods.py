"""How likely what was logged on a day is, at every level: the only place where a promise or a rating meets the grid."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from server.trust.grid import Floats, centres
from server.trust.observations import HIGHEST_RATING

MOOD_TAIL = 4.0
LARGEST_EXPONENT = 700.0


def promises(cells: int, days: Sequence[tuple[int, ...]], models: Sequence[tuple[float, float]]) -> Floats:
    """(U, M, n) likelihoods of U days of (kept, partly, missed_told), under M models (togetherness, share of halves).

    At level x a promise is kept with chance x(1 - c(1 - x)), kept partly with 2c x(1 - x), missed with (1 - x)(1 - cx),
    where c is the share of halves: the mean outcome is x whatever c is. The promises of one day share that day, so the
    three chances vary from day to day around these by a Dirichlet law of total `togetherness` (the
    Dirichlet-multinomial of Mosimann 1962, Biometrika 49): the smaller, the less a second promise adds to a first.
    """
    level = centres(cells)
    most = max((sum(day) for day in days), default=0)
    counts = np.array(days, dtype=np.int64).reshape(-1, 3)
    out = np.empty((len(days), len(models), cells))
    for m, (togetherness, halves) in enumerate(models):
        chances = (
            level * (1 - halves * (1 - level)),
            2 * halves * level * (1 - level),
            (1 - level) * (1 - halves * level),
        )
        total = -_log_rising(np.array([togetherness]), most)[counts.sum(axis=1)]
        for outcome, chance in enumerate(chances):
            total = total + _log_rising(togetherness * chance, most)[counts[:, outcome]]
        out[:, m] = np.exp(total)
    return out


def _log_rising(start: Floats, most: int) -> Floats:
    """(most + 1, n) logs of start (start + 1) … (start + k - 1), for k = 0 to `most`."""
    factors = np.log(start + np.arange(most)[:, None])
    return np.vstack([np.zeros(len(start)), np.cumsum(factors, axis=0)])


def feeling(cells: int, days: Sequence[tuple[int, ...]], models: Sequence[tuple[float, float]]) -> Floats:
    """(U, M, n) likelihoods of U days of (safe, seen, valued) ratings (-1: skipped), under M models (mood, noise).

    A rating of r says that ten times level + mood + noise fell between r - 1/2 and r + 1/2 (below 1/2 for 0, above
    9 1/2 for 10). Noise is a question's own (logistic); mood is the day's and shared by its answers (Student t, 4
    degrees): both have heavier tails than a normal law, so one odd evening does not drag the line. `mood` and `noise`
    are scales, in units of the level.
    """
    ratings = np.array(days, dtype=np.int64).reshape(-1, 3)
    out = np.empty((len(days), len(models), cells))
    for m, (mood, noise) in enumerate(models):
        answer, spread = _feeling_tables(cells, mood, noise)
        out[:, m] = (answer[ratings[:, 0]] * answer[ratings[:, 1]] * answer[ratings[:, 2]]) @ spread
    return out


@cache
def _feeling_tables(cells: int, mood: float, noise: float) -> tuple[Floats, Floats]:
    """(12, 3n) chances of each rating (the last row: any) at what is felt, (3n, n) chances of that at a level.

    What is felt reaches from -1 to 2, so that a mood can carry it past both ends of the scale.
    """
    level, felt = centres(cells), centres(3 * cells, -1.0, 2.0)
    spread = (1 + ((felt[:, None] - level) / mood) ** 2 / MOOD_TAIL) ** (-(MOOD_TAIL + 1) / 2)
    spread /= spread.sum(axis=0)
    edges = (np.arange(HIGHEST_RATING) + 0.5) / HIGHEST_RATING
    below = 1 / (1 + np.exp(np.minimum((felt - edges[:, None]) / noise, LARGEST_EXPONENT)))
    bounds = np.vstack([np.zeros_like(felt), below, np.ones_like(felt)])
    return np.vstack([np.diff(bounds, axis=0), np.ones_like(felt)]), spread
