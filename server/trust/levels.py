"""The two levels: how steadily promises are kept, and how safe someone feels, day by day, with what is not known.

Steps: (1) run forward block by block, which gives what was known each evening and weighs the hypotheses by how well
they foresaw the next day; (2) run backward over the blocks to be drawn, under the hypotheses that still matter, which
gives the line, its band and likely drops; (3) ask the joint law of the level now and four weeks ago whether it moved.
"""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import numpy as np

from server.trust import checkpoints as marks
from server.trust import likelihoods
from server.trust.changes import drop_chances, likely_drops, moved
from server.trust.grid import (
    MISSING,
    Dynamics,
    Evidence,
    Filtered,
    Floats,
    State,
    Walk,
    centres,
    filtered,
    shares,
    smoothing,
    untouched,
)
from server.trust.observations import Day, FeelingDay, PromiseDay, days_present, enough_logged, in_order
from server.trust.trend import Call, Direction, Drop, Point, Trend

__all__ = ["Call", "Direction", "Drop", "Point", "Trend", "feeling_safe_trend", "promises_trend"]

CELLS = 50
BAND = (0.06, 0.94)
WINDOW_DAYS = 28
FEWEST_DAYS = 10
FEWEST_IN_WINDOW = 4
MOVE = 0.05
DROP_LISTED = 0.5
MATTERS = 1e-6

Pairs = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Model:
    """What a strand's level may do and how its answers may come about; each dynamics with its share beforehand.

    `sure` is the chance from which on a rise or a fall is called.
    """

    name: str
    dynamics: tuple[tuple[Dynamics, float], ...]
    noise: tuple[tuple[float, float], ...]
    likelihood: Callable[[int, Sequence[tuple[int, ...]], Pairs], Floats]
    sure: float

    def walk(self) -> Walk:
        return _walk(tuple(one for one, _ in self.dynamics))

    def beforehand(self) -> Floats:
        """(S, M) log weights before the first day."""
        share = np.log(np.array([share for _, share in self.dynamics]))
        return np.repeat(share[:, None], len(self.noise), axis=1)


@cache
def _walk(dynamics: tuple[Dynamics, ...]) -> Walk:
    return Walk.of(CELLS, dynamics)


PROMISES = Model(
    "promises/2",
    (
        (Dynamics(step=0.001, drop_rate=0.003, drift=0.004, lasting=0.99), 0.2),
        (Dynamics(step=0.012, drop_rate=0.003, drift=0.01, lasting=0.95), 0.8),
    ),
    tuple((togetherness, halves) for togetherness in (8.0, 60.0) for halves in (0.1, 0.5)),
    likelihoods.promises,
    0.83,
)
FEELING_SAFE = Model(
    "feeling_safe/2",
    (
        (Dynamics(step=0.001, drop_rate=0.002, drift=0.005, lasting=0.95), 0.87),
        (Dynamics(step=0.02, drop_rate=0.002), 0.13),
    ),
    ((0.067, 0.048), (0.115, 0.062)),
    likelihoods.feeling,
    0.77,
)


def promises_trend(
    days: Sequence[PromiseDay],
    as_of: date,
    checkpoints: MutableMapping[str, str] | None = None,
    since: date | None = None,
) -> Trend:
    """The level of promises kept from the first day with data (or from `since`, if later) to `as_of`.

    `checkpoints` is read and added to; days after `as_of` are left out. Raises ObservationError.
    """
    ordered = in_order(days, as_of)
    trend = trend_of(PROMISES, [day for day in ordered if day.has_data], as_of, checkpoints, since)
    if trend.points and not enough_logged(ordered, trend.points[0].on, as_of):
        return replace(trend, is_drawable=False)
    return trend


def feeling_safe_trend(
    days: Sequence[FeelingDay],
    as_of: date,
    checkpoints: MutableMapping[str, str] | None = None,
    since: date | None = None,
) -> Trend:
    """The level of feeling safe, as `promises_trend`."""
    logged = [day for day in in_order(days, as_of) if day.has_data]
    return trend_of(FEELING_SAFE, logged, as_of, checkpoints, since)


def trend_of(
    model: Model,
    logged: Sequence[Day],
    as_of: date,
    checkpoints: MutableMapping[str, str] | None = None,
    since: date | None = None,
) -> Trend:
    """The trend under `model` of days with data, oldest first, none after `as_of`."""
    present = days_present(logged, as_of)
    if not logged:
        return Trend((), Direction("too_early", 0.0, 0.0, 0), present, (), is_drawable=False)
    first = logged[0].on
    newest = (as_of - first).days
    window = min(WINDOW_DAYS, newest)
    drawn_from = 0 if since is None else min(max(0, (since - first).days), newest)
    known = {} if checkpoints is None else checkpoints
    run = _Run(model, logged, as_of, known, min(drawn_from, newest - window))
    run.forward(known)
    drawn = run.backward(drawn_from, newest - window)
    level = drawn.law @ centres(CELLS)
    low, high = (_edge(drawn.law, level, share) for share in BAND)
    days = [first + timedelta(days=drawn_from + index) for index in range(len(level))]
    points = tuple(map(Point, days, level.tolist(), low.tolist(), high.tolist(), run.then[-len(days) :]))
    drops = tuple(Drop(days[index], chance) for index, chance in likely_drops(drawn.drop_chances, DROP_LISTED))
    lately = sum((as_of - day.on).days < WINDOW_DAYS for day in logged)
    is_enough = len(logged) >= FEWEST_DAYS and lately >= FEWEST_IN_WINDOW
    call = _call(drawn.rose, drawn.fell, model.sure) if is_enough else "too_early"
    direction = Direction(call, drawn.rose, drawn.fell, window)
    return Trend(points, direction, present, drops, is_drawable=True)


def _call(rose: float, fell: float, sure: float) -> Call:
    if rose > sure:
        return "rising"
    if fell > sure:
        return "falling"
    return "steady" if 1 - rose - fell > max(rose, fell) else "too_early"


def _edge(law: Floats, level: Floats, share: float) -> Floats:
    """(T,) values below which `share` of each day's law (T, n) with mean `level` lies.

    A cell's mass is first taken as spread evenly in it, which adds a cell's own variance of h²/12; drawing the edge in
    towards the mean takes that off again (Sheppard's correction), else the band of a still level comes out too wide.
    """
    below = np.cumsum(law, axis=1)
    cell = np.minimum((below < share).sum(axis=1), CELLS - 1)
    days = np.arange(len(law))
    inside = (share - (below[days, cell] - law[days, cell])) / law[days, cell]
    variance = law @ centres(CELLS) ** 2 - level**2
    drawn_in = np.sqrt(np.maximum(variance, 0) / (variance + 1 / (12 * CELLS**2)))
    edge: Floats = level + ((cell + inside) / CELLS - level) * drawn_in
    return edge


class _Run:
    """One strand's days laid out on the grid, and the filter's state at the end of each block."""

    def __init__(
        self,
        model: Model,
        logged: Sequence[Day],
        as_of: date,
        checkpoints: MutableMapping[str, str],
        needed_from: int,
    ) -> None:
        """Finds the newest usable checkpoint before day `needed_from`; only the days after it are laid out."""
        first = logged[0].on
        self.walk = model.walk()
        self.before = untouched(self.walk, model.beforehand())
        self.blocks = list(marks.blocks(first, as_of))
        self.keys = marks.keys(model.name, logged, as_of)
        self.ends: dict[int, State] = {}
        self.resumed = self._resume(checkpoints, needed_from)
        kinds: dict[tuple[int, ...], int] = {}
        rows = [MISSING] * self.blocks[-1][1]
        for day in logged:
            index = (day.on - first).days
            if index >= self.blocks[self.resumed][0]:
                rows[index] = kinds.setdefault(day.values, len(kinds))
        self.evidence = Evidence(model.likelihood(CELLS, list(kinds), model.noise), rows)
        self.then: list[float] = []

    def forward(self, checkpoints: MutableMapping[str, str]) -> None:
        """Filter to the last day; leaves checkpoints behind."""
        for block in range(self.resumed, len(self.blocks)):
            evenings = self._evenings(block, self.walk, self.ends.get(block - 1, self.before), self.evidence)
            law = np.einsum("tsm,tsdmn->tn", shares(evenings.log_weight), evenings.level)
            self.then += (law @ centres(CELLS)).tolist()
            self.ends[block] = evenings.state(-1)
            if block < len(self.keys) and self.keys[block] not in checkpoints:
                checkpoints[self.keys[block]] = marks.written(self.ends[block])

    def _resume(self, checkpoints: MutableMapping[str, str], needed_from: int) -> int:
        """The first block to filter: the one after the newest usable checkpoint."""
        for block in range(len(self.keys) - 1, -1, -1):
            if self.blocks[block][1] <= needed_from and self.keys[block] in checkpoints:
                state = marks.read(checkpoints[self.keys[block]], self.before)
                if state is not None:
                    self.ends[block] = state
                    return block + 1
        return 0

    def _evenings(self, block: int, walk: Walk, before: State, evidence: Evidence) -> Filtered:
        return filtered(walk, before, evidence.between(*self.blocks[block]), is_first=block == 0)

    def backward(self, drawn_from: int, start_day: int) -> "_Drawn":
        """What all days say of those from `drawn_from` on, and of the change since the evening of `start_day`.

        A block's evenings are worked out again from the block before rather than kept: ten years of them are 100 MB.
        """
        whole = shares(self.ends[len(self.blocks) - 1].log_weight)
        kept = np.ix_(np.flatnonzero(whole.max(axis=1) > MATTERS), np.flatnonzero(whole.max(axis=0) > MATTERS))
        kept_s, kept_m = kept[0].ravel(), kept[1].ravel()
        weight = whole[kept] / whole[kept].sum()
        walk = self.walk.among(kept_s.tolist())
        evidence = Evidence(np.ascontiguousarray(self.evidence.likelihood[:, kept_m]), self.evidence.rows)
        after = np.ones((len(kept_s), walk.drifts, len(kept_m), CELLS))
        laws, chances, start = [], [], self.before
        for block in range(len(self.blocks) - 1, -1, -1):
            first, stop = self.blocks[block]
            if stop <= min(drawn_from, start_day):
                break
            known = self.ends.get(block - 1, self.before)
            before = State(known.level[kept_s][:, :, kept_m], known.log_weight[kept])
            evenings = self._evenings(block, walk, before, evidence)
            if first <= start_day < stop:
                start = evenings.state(start_day - first)
            said = evidence.between(first, stop)
            factors = smoothing(walk, said, evenings.foreseen, after)
            laws.append(np.einsum("sm,tsdmn->tn", weight, evenings.level * factors[1:]))
            eves = np.concatenate([before.level[None], evenings.level[:-1]])
            chances.append((drop_chances(walk, said, evenings.foreseen, eves, factors) * weight).sum(axis=(1, 2)))
            after = factors[0]
        wanted = len(self.evidence.rows) - drawn_from
        law, into = np.concatenate(laws[::-1])[-wanted:], np.concatenate(chances[::-1])[-wanted:]
        if drawn_from == 0:
            into[0] = 0.0
        rose, fell = moved(walk, start, evidence.between(start_day + 1, len(evidence.rows)), weight, MOVE)
        return _Drawn(law, into, rose, fell)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Laws (T, n) and drop chances (T,) of the days to be drawn, and the chances that the level rose and fell."""

    law: Floats
    drop_chances: Floats
    rose: float
    fell: float
