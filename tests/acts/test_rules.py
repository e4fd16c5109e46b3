"""Rule 5 of the house, as plain values: how far back, added later, free or only corrected."""

from datetime import date, timedelta

import pytest

from server.acts import rules
from server.errors import Refused

TODAY = date(2026, 3, 1)


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize("days", range(8))
def test_a_week_back_may_be_filled_in(days: int) -> None:
    rules.check_day(back(days), TODAY)


@pytest.mark.parametrize(("days", "code"), [(8, "too_far_back"), (400, "too_far_back"), (-1, "day_in_future")])
def test_other_days_may_not(days: int, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        rules.check_day(back(days), TODAY)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("written", "arrived", "is_later"),
    [(0, 0, False), (1, 1, False), (2, 2, True), (7, 7, True), (0, 7, False), (0, 8, True), (1, 40, True)],
)
def test_added_later_counts_from_the_day_it_was_written(written: int, arrived: int, is_later: bool) -> None:
    """`written`, `arrived`: so many days after the day it is about."""
    on = back(60)
    found = rules.is_added_later(on, on + timedelta(days=written), on + timedelta(days=arrived))
    assert found is is_later


def test_free_until_the_next_day_ends_or_it_is_answered() -> None:
    assert rules.free_until(TODAY) == TODAY + timedelta(days=1)
    assert not rules.is_free(TODAY, TODAY, TODAY, is_answered=True)


@pytest.mark.parametrize(
    ("said", "arrived", "is_free"),
    [(0, 0, True), (1, 1, True), (2, 2, False), (0, 8, True), (1, 8, True), (1, 9, False), (-300, 9, False)],
)
def test_what_was_said_in_time_may_arrive_a_week_late(said: int, arrived: int, is_free: bool) -> None:
    """`said`, `arrived`: so many days after the day it was recorded on."""
    days = (TODAY + timedelta(days=count) for count in (said, arrived))
    assert rules.is_free(TODAY, *days, is_answered=False) is is_free
