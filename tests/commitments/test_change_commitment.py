"""edit_commitment, renew_commitment, end_commitment and delete_commitment: by the keeper, and nobody else."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.sync.bodies import commitment_body, day_of, leave, occurrence_body, present_row
from tests.sync.ways import Way, both_ways, by_sync, check_strangers


@pytest.fixture
def promise(clock: Clock, couple: Couple, ada: Person) -> str:
    body = commitment_body(day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "make_commitment", body)
    return str(body["id"])


def row(couple: Couple, person: Person, id: str) -> dict[str, Any]:
    found = present_row(person, couple, "commitment", id)
    assert found is not None
    return found


def change(kind: str, id: str, clock: Clock, ada: Person) -> dict[str, Any]:
    """A body of each kind that its keeper may send."""
    bodies = {
        "edit_commitment": {"title": "I write when plans change"},
        "renew_commitment": {"review_on": day_of(ada, clock.now, 60).isoformat()},
        "end_commitment": {"ended_on": day_of(ada, clock.now).isoformat()},
        "delete_commitment": {},
    }
    return {"id": id} | bodies[kind]


EVERY_KIND = ["edit_commitment", "renew_commitment", "end_commitment", "delete_commitment"]


@both_ways
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_keeper_alone(
    *, way: Way, kind: str, clock: Clock, couple: Couple, ada: Person, bo: Person, outsider: Person, promise: str
) -> None:
    before = row(couple, bo, promise)
    body = change(kind, promise, clock, ada)
    assert way(bo.client, couple.space_id, kind, body).code == "not_yours"
    assert row(couple, bo, promise) == before
    check_strangers(way, couple, outsider, kind, body)
    assert way(ada.client, couple.space_id, kind, body | {"id": str(uuid4())}).code == "not_found"
    assert way(ada.client, couple.space_id, kind, body).code == "applied"
    assert row(couple, bo, promise) != before


@both_ways
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_afterwards_only_ones_words_can_go(
    *, way: Way, kind: str, clock: Clock, couple: Couple, ada: Person, bo: Person, promise: str
) -> None:
    leave(bo, couple)
    body = change(kind, promise, clock, ada)
    wanted = "applied" if kind == "delete_commitment" else "couple_ended"
    assert way(ada.client, couple.space_id, kind, body).code == wanted
    assert way(bo.client, couple.space_id, kind, body).code in {"couple_ended", "not_found"}
    assert (row(couple, ada, promise)["title"] is None) == (kind == "delete_commitment")


def test_edit_changes_what_is_given(couple: Couple, ada: Person, promise: str) -> None:
    ada.client.apply(couple.space_id, "edit_commitment", {"id": promise, "title": " New words "})
    ada.client.apply(couple.space_id, "edit_commitment", {"id": promise, "kind": "empathy"})
    found = row(couple, ada, promise)
    assert (found["title"], found["kind"]) == ("New words", "empathy")


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("edit_commitment", {"title": " "}),
        ("edit_commitment", {"title": "x" * 141}),
        ("edit_commitment", {"rhythm": {"type": "once"}}),
        ("edit_commitment", {"kind": ""}),
        ("renew_commitment", {}),
        ("renew_commitment", {"review_on": "soon"}),
        ("end_commitment", {}),
        ("end_commitment", {"ended_on": None}),
        ("delete_commitment", {"title": "x"}),
    ],
)
def test_what_cannot_be(couple: Couple, ada: Person, promise: str, kind: str, given: dict[str, Any]) -> None:
    assert by_sync(ada.client, couple.space_id, kind, {"id": promise} | given).code == "invalid"


@pytest.mark.parametrize(("days", "code"), [(366, "applied"), (367, "invalid"), (0, "applied"), (-1, "invalid")])
def test_renewed_for_a_year_at_most(
    *, clock: Clock, couple: Couple, ada: Person, promise: str, days: int, code: str
) -> None:
    review_on = day_of(ada, clock.now, days).isoformat()
    said = by_sync(ada.client, couple.space_id, "renew_commitment", {"id": promise, "review_on": review_on})
    assert said.code == code


def test_review_ends_it_unless_renewed(clock: Clock, couple: Couple, ada: Person, promise: str) -> None:
    clock.move(days=28)
    last = day_of(ada, clock.now)
    ada.client.apply(couple.space_id, "log_act", occurrence_body(couple, ada, promise, last))
    clock.move(days=1)
    after = occurrence_body(couple, ada, promise, last + timedelta(days=1))
    assert by_sync(ada.client, couple.space_id, "log_act", after).code == "commitment_ended"
    renewal = {"id": promise, "review_on": (last + timedelta(days=30)).isoformat()}
    assert by_sync(ada.client, couple.space_id, "renew_commitment", renewal).code == "commitment_ended"


def test_renewed_in_time_it_goes_on(clock: Clock, couple: Couple, ada: Person, promise: str) -> None:
    clock.move(days=28)
    today = day_of(ada, clock.now)
    ada.client.apply(couple.space_id, "end_commitment", {"id": promise, "ended_on": today.isoformat()})
    renewal = {"id": promise, "review_on": (today + timedelta(days=28)).isoformat()}
    ada.client.apply(couple.space_id, "renew_commitment", renewal)
    found = row(couple, ada, promise)
    assert (found["review_on"], found["ended_on"]) == (renewal["review_on"], None)
    clock.move(days=1)
    ada.client.apply(couple.space_id, "log_act", occurrence_body(couple, ada, promise, today + timedelta(days=1)))


def test_the_last_day_counts_and_lies_at_most_a_week_back(
    clock: Clock, couple: Couple, ada: Person, promise: str
) -> None:
    clock.move(days=10)
    for back, code in ((8, "too_far_back"), (7, "applied"), (1, "applied")):
        ended_on = day_of(ada, clock.now, -back).isoformat()
        said = by_sync(ada.client, couple.space_id, "end_commitment", {"id": promise, "ended_on": ended_on})
        assert said.code == code
    inside = occurrence_body(couple, ada, promise, day_of(ada, clock.now, -1))
    outside = occurrence_body(couple, ada, promise, day_of(ada, clock.now))
    assert by_sync(ada.client, couple.space_id, "log_act", inside).code == "applied"
    assert by_sync(ada.client, couple.space_id, "log_act", outside).code == "commitment_ended"


def test_deleted_words_go_and_days_stay(clock: Clock, couple: Couple, ada: Person, bo: Person, promise: str) -> None:
    today = day_of(ada, clock.now)
    act = occurrence_body(couple, ada, promise, today)
    ada.client.apply(couple.space_id, "log_act", act)
    for _ in range(2):
        ada.client.apply(couple.space_id, "delete_commitment", {"id": promise})
    found = row(couple, bo, promise)
    assert (found["title"], found["ended_on"]) == (None, today.isoformat())
    logged = present_row(bo, couple, "act", act["id"])
    assert logged is not None
    assert logged["outcome"] == "kept"
    for kind in ("edit_commitment", "renew_commitment"):
        said = by_sync(ada.client, couple.space_id, kind, change(kind, promise, clock, ada))
        assert said.code == "already_removed"


def test_renewing_counts_itself_only_once(clock: Clock, couple: Couple, ada: Person, promise: str) -> None:
    for _ in range(4):
        ada.client.apply(couple.space_id, "make_commitment", commitment_body(day_of(ada, clock.now)))
    renewal = {"id": promise, "review_on": day_of(ada, clock.now, 60).isoformat()}
    assert by_sync(ada.client, couple.space_id, "renew_commitment", renewal).code == "applied"
