"""What a trend must be whatever the days are."""

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.trust.levels import feeling_safe_trend, promises_trend
from server.trust.observations import FeelingDay, ObservationError, PromiseDay
from server.trust.trend import Trend
from tests.trust.make_vectors import feeling_days, promise_days

START = date(2026, 1, 5)
VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "trust.json").read_text())

rating = st.none() | st.integers(0, 10)
feelings = st.dictionaries(st.integers(0, 130), st.tuples(rating, rating, rating), max_size=50).map(
    lambda by_day: [FeelingDay(START + timedelta(days=day), *ratings) for day, ratings in by_day.items()]
)
counts = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))
promises = st.dictionaries(st.integers(0, 130), counts, max_size=50).map(
    lambda by_day: [PromiseDay(START + timedelta(days=day), None, *kept) for day, kept in by_day.items()]
)


def day(number: int) -> date:
    return START + timedelta(days=number)


def check_shape(trend: Trend, logged: list[date], as_of: date) -> None:
    if not logged:
        assert trend.points == ()
        assert trend.direction.call == "too_early"
        return
    length = (as_of - min(logged)).days + 1
    assert [point.on for point in trend.points] == [min(logged) + timedelta(days=n) for n in range(length)]
    for point in trend.points:
        assert 0 <= point.low < point.level < point.high <= 1
        assert 0 < point.level_then < 1
    newest = trend.points[-1]
    assert newest.level == pytest.approx(newest.level_then, abs=1e-4)
    direction = trend.direction
    assert min(direction.p_rising, direction.p_falling) >= 0
    assert direction.p_rising + direction.p_falling <= 1 + 1e-9
    assert direction.window_days == min(28, length - 1)
    assert all(0.5 < drop.probability <= 1 for drop in trend.drops)
    if len(logged) < 10:
        assert direction.call == "too_early"


@settings(max_examples=15, deadline=None)
@given(days=feelings, seed=st.integers(0, 100))
def test_feeling_safe_has_its_shape_and_knows_no_order(days: list[FeelingDay], seed: int) -> None:
    as_of = day(135)
    trend = feeling_safe_trend(days, as_of)
    check_shape(trend, [one.on for one in days if one.has_data], as_of)
    shuffled = random.Random(seed).sample(days, len(days))
    assert feeling_safe_trend(shuffled, as_of) == trend


@settings(max_examples=15, deadline=None)
@given(days=promises, seed=st.integers(0, 100))
def test_promises_have_their_shape_and_know_no_order(days: list[PromiseDay], seed: int) -> None:
    as_of = day(135)
    trend = promises_trend(days, as_of)
    check_shape(trend, [one.on for one in days if one.has_data], as_of)
    shuffled = random.Random(seed).sample(days, len(days))
    assert promises_trend(shuffled, as_of) == trend


@settings(max_examples=10, deadline=None)
@given(days=feelings)
def test_a_day_without_data_changes_nothing(days: list[FeelingDay]) -> None:
    free = sorted({day(n) for n in range(-3, 134)} - {one.on for one in days})
    more = [*days, *(FeelingDay(on, None, None, None) for on in free[::7])]
    assert feeling_safe_trend(more, day(135)) == feeling_safe_trend(days, day(135))


@settings(max_examples=10, deadline=None)
@given(days=feelings, n=st.integers(20, 130))
def test_level_then_is_what_that_evening_said(days: list[FeelingDay], n: int) -> None:
    """Later days change no level_then; and the newest day's own is the one of the shorter history."""
    earlier = feeling_safe_trend(days, day(n)).points
    later = feeling_safe_trend(days, day(135)).points[: len(earlier)]
    assert [point.level_then for point in later] == pytest.approx([point.level_then for point in earlier])


@pytest.mark.parametrize("shift", [1, 28, 3653])
def test_only_the_distance_between_days_matters(shift: int) -> None:
    days = feeling_days(random.Random(1), 80, 0.7, [4, 6, 8])
    moved = [FeelingDay(one.on + timedelta(days=shift), one.safe, one.seen, one.valued) for one in days]
    here, there = feeling_safe_trend(days, day(80)), feeling_safe_trend(moved, day(80 + shift))
    assert [point.level for point in there.points] == pytest.approx([point.level for point in here.points])
    assert there.direction.p_rising == pytest.approx(here.direction.p_rising)


def test_the_three_questions_are_alike() -> None:
    days = feeling_days(random.Random(2), 60, 0.7, [5])
    turned = [FeelingDay(one.on, one.valued, one.safe, one.seen) for one in days]
    here, there = feeling_safe_trend(days, day(60)), feeling_safe_trend(turned, day(60))
    assert [point.high for point in there.points] == pytest.approx([point.high for point in here.points])


def test_kept_and_missed_mirror_each_other_but_for_drops() -> None:
    all_kept = promises_trend([PromiseDay(day(n), 2, 2, 0, 0) for n in range(30)], day(29))
    all_missed = promises_trend([PromiseDay(day(n), 2, 0, 0, 2) for n in range(30)], day(29))
    half = promises_trend([PromiseDay(day(n), 2, 0, 2, 0) for n in range(30)], day(29))
    assert all_kept.points[-1].level > 0.93
    assert all_missed.points[-1].level < 0.07
    assert half.points[-1].level == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("value", [0, 10])
def test_ratings_at_an_end_stay_there(value: int) -> None:
    trend = feeling_safe_trend([FeelingDay(day(n), value, value, value) for n in range(40)], day(39))
    assert trend.points[-1].level == pytest.approx(value / 10, abs=0.07)
    assert trend.direction.call == "steady"
    assert trend.drops == ()


def test_silence_widens_the_band_and_says_nothing() -> None:
    days = feeling_days(random.Random(3), 60, 0.8, [6])
    trend = feeling_safe_trend(days, day(160))
    widths = [point.high - point.low for point in trend.points]
    assert widths[100] > 1.5 * widths[40]
    assert trend.direction.call == "too_early"
    assert trend.days_present == 0


def test_one_single_day() -> None:
    trend = feeling_safe_trend([FeelingDay(START, 7, None, None)], START)
    assert len(trend.points) == 1
    assert trend.direction.window_days == 0
    assert trend.direction.p_rising == trend.direction.p_falling == 0
    assert trend.days_present == 1


def days_of_level(levels: list[float], strand: str) -> Trend:
    rng = random.Random(11)
    length = 25 * len(levels)
    if strand == "promises":
        return promises_trend(promise_days(rng, length, 0.9, levels), day(length - 1))
    return feeling_safe_trend(feeling_days(rng, length, 0.9, [10 * level for level in levels]), day(length - 1))


@pytest.mark.parametrize("strand", ["promises", "feeling_safe"])
@pytest.mark.parametrize(
    ("levels", "call"),
    [
        ([0.3, 0.3, 0.3, 0.8], "rising"),
        ([0.6, 0.6, 0.6, 0.6], "steady"),
        ([0.8, 0.8, 0.8, 0.3], "falling"),
    ],
)
def test_calls(levels: list[float], call: str, strand: str) -> None:
    assert days_of_level(levels, strand).direction.call == call


def test_a_sudden_drop_is_listed_near_its_day() -> None:
    trend = days_of_level([0.85, 0.85, 0.85, 0.3], "feeling_safe")
    assert len(trend.drops) == 1
    assert abs((trend.drops[0].on - day(75)).days) <= 2
    assert trend.drops[0].probability > 0.9


def test_a_drop_is_listed_when_it_is_likelier_than_not() -> None:
    (likely,) = days_of_level([0.85, 0.85, 0.85, 0.55], "feeling_safe").drops
    assert 0.5 < likely.probability < 0.95
    assert days_of_level([0.85, 0.85, 0.85, 0.6], "feeling_safe").drops == ()


def test_a_call_needs_days_within_its_window() -> None:
    days = [FeelingDay(day(n), 5, 5, 5) for n in range(40)]
    assert feeling_safe_trend(days, day(63)).direction.call == "steady"
    assert feeling_safe_trend(days, day(64)).direction.call == "too_early"


def test_nine_days_are_too_early_and_ten_may_tell() -> None:
    days = [FeelingDay(day(3 * n), 5, 5, 5) for n in range(10)]
    assert feeling_safe_trend(days[:9], day(27)).direction.call == "too_early"
    assert feeling_safe_trend(days, day(27)).direction.call == "steady"


def test_no_line_where_fewer_than_half_of_the_due_days_were_logged() -> None:
    logged = [PromiseDay(day(2 * n), 1, 1, 0, 0) for n in range(20)]
    unlogged = [PromiseDay(day(2 * n + 1), 1, 0, 0, 0) for n in range(20)]
    assert promises_trend(logged + unlogged, day(39)).is_drawable
    short = promises_trend([*logged[1:18], *unlogged, *(PromiseDay(day(n), 1, 0, 0, 0) for n in (36, 38))], day(39))
    assert not short.is_drawable
    assert short.points
    since = promises_trend(logged[:10] + unlogged[:5], day(39), since=day(12))
    assert since.is_drawable


def test_days_after_as_of_are_left_out_and_impossible_ones_refused() -> None:
    days = [FeelingDay(day(n), 5, 5, 5) for n in range(20)]
    assert feeling_safe_trend(days, day(9)) == feeling_safe_trend(days[:10], day(9))
    with pytest.raises(ObservationError):
        feeling_safe_trend([*days, FeelingDay(day(3), 1, None, None)], day(30))
    with pytest.raises(ObservationError):
        promises_trend([PromiseDay(START, 1, 1, 0, 1)], START)


@pytest.mark.parametrize(("since", "drawn"), [(-5, 40), (0, 40), (12, 28), (39, 1), (60, 1)])
def test_since_draws_the_later_part_of_the_same_line(since: int, drawn: int) -> None:
    days = feeling_days(random.Random(4), 40, 1.0, [3, 7])
    days = [FeelingDay(day(n), one.safe or 5, one.seen, one.valued) for n, one in enumerate(days)]
    whole = feeling_safe_trend(days, day(39))
    part = feeling_safe_trend(days, day(39), since=day(since))
    assert [point.on for point in part.points] == [point.on for point in whole.points[-drawn:]]
    assert [point.low for point in part.points] == pytest.approx([point.low for point in whole.points[-drawn:]])
    assert [point.level_then for point in part.points] == [point.level_then for point in whole.points[-drawn:]]
    assert part.direction.p_rising == pytest.approx(whole.direction.p_rising)


def test_ten_years_and_a_hundred_promises_a_day() -> None:
    days = [FeelingDay(START + timedelta(days=3 * n), n % 11, None, None) for n in range(1217)]
    assert len(feeling_safe_trend(days, START + timedelta(days=3650)).points) == 3651
    hard = [PromiseDay(day(n), 100, *((100, 0, 0) if n % 2 else (0, 0, 100))) for n in range(60)]
    check_shape(promises_trend(hard, day(59)), [one.on for one in hard], day(59))


def same(got: object, wanted: object) -> bool:
    if isinstance(wanted, dict) and isinstance(got, dict):
        return got.keys() == wanted.keys() and all(same(got[name], wanted[name]) for name in wanted)
    if isinstance(wanted, list) and isinstance(got, list):
        return len(got) == len(wanted) and all(map(same, got, wanted))
    return bool(got == pytest.approx(wanted, abs=1e-8)) if isinstance(wanted, float) else bool(got == wanted)


TRENDS: dict[str, Callable[[Any, date], Trend]] = {"promises": promises_trend, "feeling_safe": feeling_safe_trend}
KINDS: dict[str, Any] = {"promises": PromiseDay, "feeling_safe": FeelingDay}


@pytest.mark.parametrize(
    ("strand", "number"), [(strand, number) for strand in TRENDS for number in range(len(VECTORS[strand]))]
)
def test_the_shared_vectors(strand: str, number: int) -> None:
    one = VECTORS[strand][number]
    days = [KINDS[strand](**{**fields, "on": date.fromisoformat(fields["on"])}) for fields in one["days"]]
    trend = TRENDS[strand](days, date.fromisoformat(one["as_of"]))
    assert same(trend.to_json(places=9), one["trend"]), one["name"]


def test_the_shared_keys_of_checkpoints() -> None:
    (one,) = VECTORS["keys"]
    days = [FeelingDay(**{**fields, "on": date.fromisoformat(fields["on"])}) for fields in one["days"]]
    checkpoints: dict[str, str] = {}
    feeling_safe_trend(days, date.fromisoformat(one["as_of"]), checkpoints)
    assert list(checkpoints) == one["keys"]
