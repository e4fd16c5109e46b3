"""On which days a commitment is due: the vectors shared with the app, and what holds for every commitment."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.commitments.recurrence import Dated, Rest, due_per_week, is_due, last_day, occurrences

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "recurrence.json").read_text(encoding="utf-8"))
KEEPER, PARTNER, COMMITMENT, OTHER = (UUID(int=number) for number in range(4))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def dated(plain: dict[str, Any]) -> Dated:
    return Dated(
        id=UUID(plain["id"]),
        author_id=UUID(plain["author_id"]),
        rhythm=plain["rhythm"],
        starts_on=date.fromisoformat(plain["starts_on"]),
        review_on=date.fromisoformat(plain["review_on"]),
        ended_on=date.fromisoformat(plain["ended_on"]) if plain["ended_on"] else None,
    )


def rest(plain: dict[str, Any]) -> Rest:
    return Rest(
        author_id=UUID(plain["author_id"]),
        scope=plain["scope"],
        commitment_id=UUID(plain["commitment_id"]) if plain["commitment_id"] else None,
        from_on=date.fromisoformat(plain["from_on"]),
        until_on=date.fromisoformat(plain["until_on"]) if plain["until_on"] else None,
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_vectors_shared_with_the_app(vector: dict[str, Any]) -> None:
    span = dated(vector["commitment"]), [rest(plain) for plain in vector["pauses"]]
    first, last = date.fromisoformat(vector["from"]), date.fromisoformat(vector["to"])
    assert [day.isoformat() for day in occurrences(*span, first, last)] == vector["due_days"]
    if "due_per_week" in vector:
        found = {week.isoformat(): times for week, times in due_per_week(*span, first, last).items()}
        assert found == vector["due_per_week"]


RHYTHMS = st.one_of(
    st.just({"type": "daily"}),
    st.builds(lambda days: {"type": "weekdays", "days": sorted(days)}, st.sets(st.integers(0, 6), min_size=1)),
    st.builds(lambda times: {"type": "times_a_week", "times": times}, st.integers(1, 7)),
    st.builds(lambda n: {"type": "every_n_days", "n": n}, st.integers(2, 60)),
    st.just({"type": "once"}),
)


@st.composite
def commitments(draw: st.DrawFn) -> Dated:
    starts_on = draw(DAYS)
    review_on = starts_on + timedelta(days=draw(st.integers(0, 366)))
    ended_on = draw(st.none() | st.integers(-7, 400).map(lambda days: starts_on + timedelta(days=days)))
    return Dated(COMMITMENT, KEEPER, draw(RHYTHMS), starts_on, review_on, ended_on)


@st.composite
def rests(draw: st.DrawFn) -> Rest:
    scope = draw(st.sampled_from(["commitment", "mine", "both"]))
    from_on = draw(DAYS)
    until_on = draw(st.none() | st.integers(-3, 60).map(lambda days: from_on + timedelta(days=days)))
    commitment_id = draw(st.sampled_from([COMMITMENT, OTHER])) if scope == "commitment" else None
    return Rest(draw(st.sampled_from([KEEPER, PARTNER])), scope, commitment_id, from_on, until_on)


@given(commitments(), st.lists(rests(), max_size=4))
def test_due_days_lie_inside_and_in_order(commitment: Dated, paused: list[Rest]) -> None:
    found = occurrences(commitment, paused, commitment.starts_on - timedelta(days=30), commitment.review_on)
    assert found == sorted(set(found))
    assert all(commitment.starts_on <= day <= last_day(commitment) for day in found)
    assert last_day(commitment) <= commitment.review_on
    assert all(is_due(commitment, paused, day) for day in found)
    outside = (commitment.starts_on - timedelta(days=1), last_day(commitment) + timedelta(days=1))
    assert not any(is_due(commitment, paused, day) for day in outside)


@given(commitments(), st.lists(rests(), max_size=3), rests())
def test_a_pause_only_ever_takes_its_own_days_away(commitment: Dated, paused: list[Rest], more: Rest) -> None:
    span = commitment.starts_on, commitment.review_on
    before = occurrences(commitment, paused, *span)
    after = occurrences(commitment, [*paused, more], *span)
    taken = set(before) - set(after)
    assert set(after) <= set(before)
    assert all(more.from_on <= day and (more.until_on is None or day <= more.until_on) for day in taken)
    is_anothers = more.scope == "mine" and more.author_id == PARTNER
    if is_anothers or more.commitment_id == OTHER:
        assert after == before


@given(commitments(), st.lists(rests(), max_size=3), DAYS)
def test_a_span_is_the_sum_of_its_parts(commitment: Dated, paused: list[Rest], cut: date) -> None:
    first, last = commitment.starts_on, commitment.review_on
    whole = occurrences(commitment, paused, first, last)
    parts = [(first, min(cut, last)), (max(first, cut + timedelta(days=1)), last)]
    assert [day for part in parts for day in occurrences(commitment, paused, *part)] == whole


@given(commitments(), st.lists(rests(), max_size=3))
def test_a_week_is_due_as_often_as_it_has_days_and_no_more_than_agreed(commitment: Dated, paused: list[Rest]) -> None:
    span = commitment.starts_on, commitment.review_on
    days = occurrences(commitment, paused, *span)
    weeks = due_per_week(commitment, paused, *span)
    most = commitment.rhythm["times"] if commitment.rhythm["type"] == "times_a_week" else 7
    assert all(week.weekday() == 0 for week in weeks)
    for week, times in weeks.items():
        assert times == min(most, sum(week <= day < week + timedelta(days=7) for day in days))
    assert {day - timedelta(days=day.weekday()) for day in days} == set(weeks)
