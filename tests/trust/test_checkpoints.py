"""Going on from a checkpoint equals starting anew, and a stale one cannot be used."""

import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.trust.checkpoints import BLOCK_DAYS, blocks, keys, read, written
from server.trust.grid import State
from server.trust.levels import FEELING_SAFE, PROMISES, feeling_safe_trend, promises_trend
from server.trust.observations import FeelingDay, PromiseDay
from server.trust.trend import Trend
from tests.trust.make_vectors import feeling_days, promise_days

START = date(2026, 1, 5)
LARGEST_BYTES = 40_000


def day(number: int) -> date:
    return START + timedelta(days=number)


def numbers(trend: Trend) -> list[float]:
    lines = [value for point in trend.points for value in (point.level, point.low, point.high, point.level_then)]
    return [*lines, trend.direction.p_rising, trend.direction.p_falling, *(drop.probability for drop in trend.drops)]


edits = st.lists(
    st.tuples(st.integers(0, 139), st.none() | st.integers(0, 10), st.integers(100, 150), st.integers(0, 160)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15, deadline=None)
@given(edits=edits, seed=st.integers(0, 50))
def test_random_edits_of_the_past_equal_a_full_run(edits: list[tuple[int, int | None, int, int]], seed: int) -> None:
    feelings = {one.on: one for one in feeling_days(random.Random(seed), 140, 0.6, [7, 5, 3])}
    promises = {one.on: one for one in promise_days(random.Random(seed), 140, 0.6, [0.4, 0.8])}
    kept: dict[str, str] = {}
    for number, value, newest, since in edits:
        on, as_of, drawn = day(number), day(newest), day(since)
        feelings[on] = FeelingDay(on, value, None, None)
        promises[on] = PromiseDay(on, None, value or 0, 0, 1 if value else 0)
        for full, quick in (
            (
                feeling_safe_trend(list(feelings.values()), as_of, since=drawn),
                feeling_safe_trend(list(feelings.values()), as_of, kept, drawn),
            ),
            (
                promises_trend(list(promises.values()), as_of, since=drawn),
                promises_trend(list(promises.values()), as_of, kept, drawn),
            ),
        ):
            assert [point.on for point in quick.points] == [point.on for point in full.points]
            assert numbers(quick) == pytest.approx(numbers(full), abs=1e-9)
    assert all(len(key) + len(text) < LARGEST_BYTES for key, text in kept.items())


def test_a_checkpoint_is_used_and_a_changed_past_falls_back_to_the_one_before() -> None:
    days = [one for one in feeling_days(random.Random(1), 140, 0.9, [6]) if one.has_data]
    kept: dict[str, str] = {}
    right = feeling_safe_trend(days, day(139), kept, day(130))
    foreign: dict[str, str] = {}
    feeling_safe_trend(feeling_days(random.Random(2), 140, 0.9, [1]), day(139), foreign, day(130))
    false = dict(zip(kept, list(foreign.values())[-len(kept) :], strict=False))
    assert numbers(feeling_safe_trend(days, day(139), false, day(130))) != pytest.approx(numbers(right), abs=1e-4)
    # Only the newest usable one is read: spoiling the older ones changes nothing.
    newest = [key for key in kept if key in keys(FEELING_SAFE.name, days, day(110))][-1]
    spoiled = {key: text if key == newest else false.get(key, "") for key, text in kept.items()}
    assert numbers(feeling_safe_trend(days, day(139), spoiled, day(130))) == pytest.approx(numbers(right), abs=1e-9)


def test_an_early_window_does_not_use_a_checkpoint_after_its_first_day() -> None:
    days = feeling_days(random.Random(1), 140, 0.9, [6])
    kept: dict[str, str] = {}
    whole = feeling_safe_trend(days, day(139), kept)
    broken = dict.fromkeys(kept, "")
    assert feeling_safe_trend(days, day(139), dict(broken)) == whole
    assert feeling_safe_trend(days, day(139), broken, day(100)).points == whole.points[-40:]


def test_keys_change_from_the_changed_block_on() -> None:
    days = [FeelingDay(day(n), 5, None, None) for n in range(140)]
    before = keys(FEELING_SAFE.name, days, day(139))
    after = keys(FEELING_SAFE.name, [*days[:70], FeelingDay(day(70), 6, None, None), *days[71:]], day(139))
    same = [a == b for a, b in zip(before, after, strict=True)]
    changed_block = next(number for number, (_, stop) in enumerate(blocks(START, day(139))) if stop > 70)
    assert same == [number < changed_block for number in range(len(same))]
    assert keys(PROMISES.name, days, day(139))[0] != before[0]
    assert keys(FEELING_SAFE.name, days, day(160))[: len(before)] == before


@given(first=st.integers(-60, 60), length=st.integers(1, 120))
def test_blocks_hold_every_day_once_and_end_together(first: int, length: int) -> None:
    found = list(blocks(day(first), day(first + length - 1)))
    assert [n for start, stop in found for n in range(start, stop)] == list(range(length))
    assert all((day(first).toordinal() + stop) % BLOCK_DAYS == 0 for _, stop in found[:-1])
    assert all(0 < stop - start <= BLOCK_DAYS for start, stop in found)
    one = [FeelingDay(day(first), 5, None, None)]
    whole = [stop for _, stop in found if (day(first).toordinal() + stop) % BLOCK_DAYS == 0]
    assert len(keys("x", one, day(first + length - 1))) == len(whole)


def test_a_state_is_read_as_written_or_not_at_all() -> None:
    state = State(np.array([[[[0.25, 0.75]]]]), np.array([[-1.5]]))
    back = read(written(state), state)
    assert back is not None
    assert (back.level == state.level).all()
    assert (back.log_weight == state.log_weight).all()
    assert back.level.shape == state.level.shape
    for text in ("*", "AAAA", "", "é"):
        assert read(text, state) is None
    assert read(written(State(-state.level, state.log_weight)), state) is None
    assert read(written(State(state.level, np.array([[np.nan]]))), state) is None
