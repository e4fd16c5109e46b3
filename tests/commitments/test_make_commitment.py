"""make_commitment: by both ways, by its keeper alone, five at most, and never with a day that cannot be."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.clock import Clock
from tests.support.people import Client, Couple, Person
from tests.support.protocol import shared_id
from tests.sync.bodies import commitment_body, day_of, leave, present_row
from tests.sync.ways import Way, both_ways, by_sync, check_strangers


@both_ways
def test_the_partner_reads_it_without_zone_or_time(
    way: Way, clock: Clock, couple: Couple, ada: Person, bo: Person
) -> None:
    starts_on = day_of(ada, clock.now)
    body = commitment_body(starts_on, title="  I call before I leave ")
    assert way(ada.client, couple.space_id, "make_commitment", body).code == "applied"
    wanted = {
        "author_id": ada.person_id,
        "title": "I call before I leave",
        "kind": "reliability",
        "rhythm": {"type": "daily"},
        "starts_on": starts_on.isoformat(),
        "review_on": (starts_on + timedelta(days=28)).isoformat(),
        "ended_on": None,
    }
    assert present_row(bo, couple, "commitment", body["id"]) == wanted
    one = bo.client.get(f"/spaces/{couple.space_id}/commitments/{body['id']}").json
    listed = bo.client.get(f"/spaces/{couple.space_id}/commitments").json
    assert one["body"] == wanted
    assert listed == {"items": [one], "next": None}


@both_ways
def test_a_stranger_learns_nothing(way: Way, clock: Clock, couple: Couple, ada: Person, outsider: Person) -> None:
    body = commitment_body(day_of(ada, clock.now))
    check_strangers(way, couple, outsider, "make_commitment", body)
    ada.client.apply(couple.space_id, "make_commitment", body)
    for path in ("commitments", f"commitments/{body['id']}"):
        theirs = outsider.client.get(f"/spaces/{couple.space_id}/{path}")
        missing = outsider.client.get(f"/spaces/{uuid4()}/{path}")
        assert theirs.json | {"request_id": ""} == missing.json | {"request_id": ""}
        assert theirs.status_code == 404
    assert Client(outsider.client.call).get(f"/spaces/{couple.space_id}/commitments").status_code == 401


@both_ways
def test_a_couple_that_ended_takes_no_more(way: Way, clock: Clock, couple: Couple, ada: Person, bo: Person) -> None:
    kept = commitment_body(day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "make_commitment", kept)
    leave(bo, couple)
    assert (
        way(ada.client, couple.space_id, "make_commitment", commitment_body(day_of(ada, clock.now))).code
        == "couple_ended"
    )
    assert present_row(ada, couple, "commitment", kept["id"]) is not None
    assert bo.client.rows(couple.space_id, "commitment") == {}
    assert bo.client.get(f"/spaces/{couple.space_id}/commitments/{kept['id']}").json["code"] == "not_found"


def test_only_in_a_couples_space(clock: Clock, ada: Person) -> None:
    body = commitment_body(day_of(ada, clock.now))
    assert by_sync(ada.client, ada.private_space_id, "make_commitment", body).code == "unknown_operation"


RHYTHMS_THAT_CANNOT_BE: list[Any] = [
    {},
    {"type": "hourly"},
    {"type": []},
    {"type": "daily", "n": 2},
    {"type": "weekdays"},
    {"type": "weekdays", "days": []},
    {"type": "weekdays", "days": [7]},
    {"type": "times_a_week", "times": 8},
    {"type": "times_a_week", "times": 2, "n": 2},
    {"type": "every_n_days", "n": 1},
    {"type": "every_n_days", "n": "3"},
    "daily",
]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": " \n "}, "title"),
        ({"title": "x" * 141}, "title"),
        ({"title": None}, "title"),
        ({"kind": "proof"}, "kind"),
        ({"id": "1"}, "id"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "9999-12-31"}, "starts_on"),
        ({"photo": "x"}, "photo"),
        *(({"rhythm": rhythm}, "rhythm") for rhythm in RHYTHMS_THAT_CANNOT_BE),
    ],
)
def test_what_cannot_be_is_named(clock: Clock, couple: Couple, ada: Person, change: dict[str, Any], field: str) -> None:
    body = commitment_body(day_of(ada, clock.now)) | change
    said = by_sync(ada.client, couple.space_id, "make_commitment", body)
    assert (said.code, said.problem and said.problem["status"]) == ("invalid", 422)
    assert said.problem is not None
    assert any(name.split(".")[0] == field for name in said.problem["errors"])
    assert ada.client.rows(couple.space_id, "commitment") == {}


@pytest.mark.parametrize(
    ("rhythm", "kept"),
    [
        ({"type": "weekdays", "days": [4, 0, 4]}, {"type": "weekdays", "days": [0, 4]}),
        ({"type": "times_a_week", "times": 3}, None),
        ({"type": "every_n_days", "n": 60}, None),
        ({"type": "once"}, None),
    ],
)
def test_every_rhythm(
    clock: Clock, couple: Couple, ada: Person, rhythm: dict[str, Any], kept: dict[str, Any] | None
) -> None:
    body = commitment_body(day_of(ada, clock.now), rhythm=rhythm)
    ada.client.apply(couple.space_id, "make_commitment", body)
    row = present_row(ada, couple, "commitment", body["id"])
    assert row is not None
    assert row["rhythm"] == (kept or rhythm)


@pytest.mark.parametrize(
    ("starts", "review", "code"),
    [
        (-7, None, "applied"),
        (-8, None, "too_far_back"),
        (366, None, "applied"),
        (367, None, "invalid"),
        (0, 0, "applied"),
        (0, -1, "invalid"),
        (0, 366, "applied"),
        (0, 367, "invalid"),
        (30, 396, "applied"),
        (30, 397, "invalid"),
    ],
)
def test_from_a_week_back_to_a_year_ahead(
    *, clock: Clock, couple: Couple, ada: Person, starts: int, review: int | None, code: str
) -> None:
    """`starts`, `review`: so many days from today."""
    body = commitment_body(day_of(ada, clock.now, starts))
    body |= {"review_on": day_of(ada, clock.now, review).isoformat()} if review is not None else {}
    assert by_sync(ada.client, couple.space_id, "make_commitment", body).code == code


@both_ways
def test_five_are_enough_and_each_partner_has_their_own(
    way: Way, clock: Clock, couple: Couple, ada: Person, bo: Person
) -> None:
    today = day_of(ada, clock.now)
    bodies = [commitment_body(today) for _ in range(5)]
    for body in bodies:
        assert way(ada.client, couple.space_id, "make_commitment", body).code == "applied"
    sixth = commitment_body(today)
    assert way(ada.client, couple.space_id, "make_commitment", sixth).code == "too_many_commitments"
    assert way(bo.client, couple.space_id, "make_commitment", commitment_body(today)).code == "applied"
    yesterday = (today - timedelta(days=1)).isoformat()
    ada.client.apply(couple.space_id, "end_commitment", {"id": bodies[0]["id"], "ended_on": yesterday})
    assert way(ada.client, couple.space_id, "make_commitment", sixth).code == "applied"


def test_review_makes_room(clock: Clock, couple: Couple, ada: Person) -> None:
    for _ in range(5):
        ada.client.apply(couple.space_id, "make_commitment", commitment_body(day_of(ada, clock.now)))
    clock.move(days=28)
    body = commitment_body(day_of(ada, clock.now))
    assert by_sync(ada.client, couple.space_id, "make_commitment", body).code == "too_many_commitments"
    clock.move(days=1)
    assert by_sync(ada.client, couple.space_id, "make_commitment", body).code == "applied"


def test_an_id_says_nothing(clock: Clock, couple: Couple, ada: Person) -> None:
    today = day_of(ada, clock.now)
    of_a_day = shared_id(couple.space_id, "act", str(uuid4()), today.isoformat())
    for id in (of_a_day, str(UUID("0199a6a0-0000-7000-8000-000000000000"))):
        body = commitment_body(today, id=id)
        assert by_sync(ada.client, couple.space_id, "make_commitment", body).code == "wrong_id"


@both_ways
def test_nobody_writes_over_it_by_its_id(way: Way, clock: Clock, couple: Couple, ada: Person, bo: Person) -> None:
    body = commitment_body(day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "make_commitment", body)
    for person in (ada, bo):
        again = body | {"title": "Something else"}
        assert way(person.client, couple.space_id, "make_commitment", again).code == "id_taken"
    row = present_row(bo, couple, "commitment", body["id"])
    assert row is not None
    assert (row["title"], row["author_id"]) == (body["title"], ada.person_id)


def test_the_persons_own_zone_decides_the_day(clock: Clock, couple: Couple, ada: Person, bo: Person) -> None:
    clock.set(clock.now.replace(hour=2, minute=0))  # already today in Berlin, still yesterday in New York
    assert day_of(ada, clock.now) == day_of(bo, clock.now, 1)
    body = commitment_body(day_of(bo, clock.now, -7))
    assert by_sync(ada.client, couple.space_id, "make_commitment", body).code == "too_far_back"
    assert by_sync(bo.client, couple.space_id, "make_commitment", body).code == "applied"
