"""What changed: the chance that a level rose or fell over some weeks, and the days on which it likely dropped."""

import numpy as np

from server.trust.grid import MISSING, Evidence, Floats, State, Walk

COVERED = 0.95
SUPPORT = 1e-5
NEAR_DAYS = 7


def moved(walk: Walk, start: State, evidence: Evidence, weight: Floats, by: float) -> tuple[float, float]:
    """Chances that the level rose, and fell, by more than `by` from the evening of `start` over the days of `evidence`.

    Averages over the likeliest hypotheses that together hold 95 % of the `weight` (S, M).
    """
    rose = fell = held = 0.0
    models = weight.shape[1]
    for index in np.argsort(-weight, axis=None, kind="stable"):
        if held >= COVERED:
            break
        s, m = divmod(int(index), models)
        share = float(weight[s, m])
        up, down = _moved_under(walk.among([s]), start.level[s, :, m], evidence.under(m), by * walk.cells)
        rose, fell, held = rose + share * up, fell + share * down, held + share
    return rose / held, fell / held


def _moved_under(walk: Walk, start: Floats, evidence: Evidence, by_cells: float) -> tuple[float, float]:
    """The same under one hypothesis, from `start` (D, n): carries the joint law of both ends (start cell, n)."""
    possible = np.flatnonzero(start.sum(axis=0) > SUPPORT)
    joint = np.zeros((1, walk.drifts, len(possible), walk.cells))
    joint[0, :, np.arange(len(possible)), possible] = start[:, possible].T
    for row in evidence.rows:
        joint = np.matmul(walk.turned(joint), walk.moves)
        if row != MISSING:
            joint *= evidence.likelihood[row]
            joint /= joint.sum()
    ends = joint[0].sum(axis=0)
    gap = np.arange(walk.cells)[None, :] - possible[:, None]
    whole = ends.sum()
    return float(ends[gap > by_cells].sum() / whole), float(ends[gap < -by_cells].sum() / whole)


def drop_chances(walk: Walk, evidence: Evidence, foreseen: Floats, evenings: Floats, factors: Floats) -> Floats:
    """(T, S, M) chance under each hypothesis that the level dropped into each day of `evidence`, given all days.

    `evenings` and `factors` (T + 1, S, D, M, n) begin with the evening before.
    """
    chances = np.empty(foreseen.shape)
    rates = np.array([one.drop_rate for one in walk.dynamics])[:, None]
    below = np.maximum(np.arange(walk.cells), 1)
    for day in range(len(chances)):
        said = walk.turned_back(evidence.coming(factors[day + 1], day, foreseen))
        landing = np.empty_like(said)
        landing[..., 0] = said[..., 0]
        landing[..., 1:] = np.cumsum(said[..., :-1], axis=-1) / below[1:]
        chances[day] = np.einsum("sdmn,sdmn->sm", evenings[day], landing) * rates
    return chances


def likely_drops(chances: Floats, listed_above: float) -> list[tuple[int, float]]:
    """Days (by number) at which a drop is likely, each with its chance.

    When exactly a drop came is rarely certain, so its chance lies spread over neighbouring days: the likeliest day of a
    fortnight stands for the sum of that fortnight.
    """
    listed = []
    for day, chance in enumerate(chances.tolist()):
        near = chances[max(0, day - NEAR_DAYS) : day + NEAR_DAYS + 1]
        first_of_highest = max(0, day - NEAR_DAYS) + int(near.argmax()) == day
        together = min(1.0, float(near.sum()))
        if chance > 0 and first_of_highest and together > listed_above:
            listed.append((day, together))
    return listed
