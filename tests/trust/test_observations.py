"""Days that can be, days that cannot, and how many there were."""

from datetime import date, timedelta

import pytest

from server.trust.observations import (
    FeelingDay,
    ObservationError,
    PromiseDay,
    days_present,
    enough_logged,
    fault,
    in_order,
)

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (PromiseDay(DAY, 3, 2, 0, 1), None),
        (PromiseDay(DAY, None, 0, 0, 0), None),
        (PromiseDay(DAY, None, 100, 0, 0), None),
        (PromiseDay(DAY, 2, 2, 0, 1), "3 outcomes, more than the 2 due"),
        (PromiseDay(DAY, 0, 1, 0, 0), "1 outcomes, more than the 0 due"),
        (PromiseDay(DAY, None, 60, 0, 41), "101 outcomes, more than 100"),
        (PromiseDay(DAY, 3, -1, 0, 0), "kept is -1, not between 0 and 100"),
        (PromiseDay(DAY, 101, 0, 0, 0), "due is 101, not between 0 and 100"),
        (PromiseDay(DAY, None, 0, 101, 0), "partly is 101, not between 0 and 100"),
        (PromiseDay(DAY, None, 0, 0, 101), "missed_told is 101, not between 0 and 100"),
        (FeelingDay(DAY, 0, 10, None), None),
        (FeelingDay(DAY, 11, 0, 0), "safe is 11, not between 0 and 10"),
        (FeelingDay(DAY, None, -1, 0), "seen is -1, not between 0 and 10"),
        (FeelingDay(DAY, None, None, 11), "valued is 11, not between 0 and 10"),
    ],
)
def test_what_is_wrong_with_a_day(day: PromiseDay | FeelingDay, reason: str | None) -> None:
    assert fault(day) == reason


def test_in_order_sorts_and_leaves_later_days_out() -> None:
    days = [FeelingDay(DAY + timedelta(days=n), 5, None, None) for n in (4, 0, 9)]
    assert [day.on.day for day in in_order(days, DAY + timedelta(days=4))] == [1, 5]


def test_in_order_refuses_a_day_given_twice_and_an_impossible_one() -> None:
    with pytest.raises(ObservationError, match="2026-03-01 is given twice"):
        in_order([PromiseDay(DAY, None, 1, 0, 0), PromiseDay(DAY, None, 0, 0, 1)], DAY)
    with pytest.raises(ObservationError, match="2026-03-01: safe is 12"):
        in_order([FeelingDay(DAY, 12, None, None)], DAY)


@pytest.mark.parametrize(("ratings", "has_data"), [((None, None, None), False), ((None, None, 0), True)])
def test_a_check_in_without_answers_is_no_data(ratings: tuple[int | None, ...], has_data: bool) -> None:
    day = FeelingDay(DAY, *ratings)
    assert day.has_data is has_data
    assert day.values == tuple(-1 if rating is None else rating for rating in ratings)


def test_days_present_counts_thirty_days_with_data() -> None:
    days = [PromiseDay(DAY + timedelta(days=n), None, n % 2, 0, 0) for n in range(60)]
    assert days_present(days, DAY + timedelta(days=59)) == 15
    assert days_present(days, DAY + timedelta(days=60)) == 15
    assert days_present(days, DAY + timedelta(days=29)) == 15
    assert days_present(days[1:2], DAY + timedelta(days=30)) == 1
    assert days_present(days[1:2], DAY + timedelta(days=31)) == 0


@pytest.mark.parametrize(("logged", "enough"), [(4, False), (5, True), (0, False)])
def test_half_of_the_due_days_are_enough(logged: int, enough: bool) -> None:
    days = [PromiseDay(DAY + timedelta(days=n), 1, int(n < logged), 0, 0) for n in range(10)]
    nothing_due = [PromiseDay(DAY + timedelta(days=n), 0, 0, 0, 0) for n in range(10, 40)]
    unknown = [PromiseDay(DAY + timedelta(days=n), None, 0, 0, 0) for n in range(40, 50)]
    assert enough_logged(days + nothing_due + unknown, DAY, DAY + timedelta(days=60)) is enough


def test_days_outside_the_window_do_not_count_as_due() -> None:
    days = [PromiseDay(DAY + timedelta(days=n), 1, int(n == 5), 0, 0) for n in range(10)]
    assert enough_logged(days, DAY + timedelta(days=5), DAY + timedelta(days=6))
    assert not enough_logged(days, DAY + timedelta(days=4), DAY + timedelta(days=6))


def test_an_unknown_due_counts_where_something_was_logged() -> None:
    unlogged = PromiseDay(DAY, 1, 0, 0, 0)
    assert enough_logged([unlogged, PromiseDay(DAY + timedelta(days=1), None, 1, 0, 0)], DAY, DAY + timedelta(days=1))
