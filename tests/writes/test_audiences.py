"""Who reads a row, by what its kind declares: the one place that decides is the session's scope."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from server.db import transaction
from server.spaces.models import THERAPIST, Access, Grant
from server.spaces.scope import act_as_server
from tests.support.people import Couple, Person


def reads(person: Person, space_id: str, collection: str, id: str) -> bool:
    """Whether they read it, by its route, in the list, and by sync alike."""
    one = person.client.get(f"/spaces/{space_id}/{collection}/{id}").status_code == 200
    listed = person.client.get(f"/spaces/{space_id}/{collection}").json.get("items", [])
    assert (id in {item["id"] for item in listed}) is one
    assert (id in person.client.rows(space_id, collection[:-1].replace("-", "_"))) is one
    return one


def enter_as_therapist(app: Flask, therapist: Person, space_id: str) -> None:
    with app.app_context(), transaction() as session:
        act_as_server(session)
        session.add(Access(space_id=UUID(space_id), person_id=UUID(therapist.person_id), role=THERAPIST))


def grant(app: Flask, author: Person, therapist: Person, space_id: str, item: str) -> None:
    with app.app_context(), transaction() as session:
        act_as_server(session)
        ids = {"author_id": UUID(author.person_id), "reader_id": UUID(therapist.person_id)}
        session.add(Grant(space_id=UUID(space_id), item=item, **ids))


def test_a_recipient_reads_and_the_other_does_not(couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    to_bo, to_nobody = str(uuid4()), str(uuid4())
    ada.client.apply(couple.space_id, "test_send", {"id": to_bo, "recipient_id": bo.person_id, "words": "x"})
    ada.client.apply(couple.space_id, "test_send", {"id": to_nobody, "words": "x"})
    assert [reads(bo, couple.space_id, "test-letters", id) for id in (to_bo, to_nobody)] == [True, False]
    assert [reads(ada, couple.space_id, "test-letters", id) for id in (to_bo, to_nobody)] == [True, True]


def test_a_therapist_reads_what_its_author_granted_and_nothing_else(
    app: Flask, couple: Couple, therapist: Person, outsider: Person
) -> None:
    ada, bo, space = couple.inviter, couple.accepter, couple.space_id
    adas, bos = str(uuid4()), str(uuid4())
    ada.client.apply(space, "test_score", {"id": adas, "words": "x"})
    bo.client.apply(space, "test_score", {"id": bos, "words": "x"})
    assert reads(ada, space, "test-scores", adas)
    assert not reads(bo, space, "test-scores", adas)
    enter_as_therapist(app, therapist, space)
    assert not reads(therapist, space, "test-scores", adas)
    grant(app, ada, therapist, space, "moments")
    assert not reads(therapist, space, "test-scores", adas)
    grant(app, ada, therapist, space, "scores")
    assert reads(therapist, space, "test-scores", adas)
    assert not reads(therapist, space, "test-scores", bos)
    grant(app, bo, outsider, space, "scores")
    assert not reads(therapist, space, "test-scores", bos)


@pytest.mark.parametrize("name", ["test_score", "log_act", "leave_couple"])
def test_a_therapist_writes_nothing(app: Flask, couple: Couple, therapist: Person, name: str) -> None:
    enter_as_therapist(app, therapist, couple.space_id)
    bodies: dict[str, dict[str, Any]] = {
        "test_score": {"id": str(uuid4()), "words": "x"},
        "log_act": {"id": str(uuid4()), "on": "2026-01-01", "zone": "UTC", "kind": "honesty"},
        "leave_couple": {"delete_mine": False},
    }
    assert therapist.client.do(couple.space_id, name, bodies[name])["problem"]["code"] == "not_found"


def test_what_two_accepted_stays_readable_to_both_after_a_leaving_until_either_ends_it(couple: Couple) -> None:
    ada, bo, id = couple.inviter, couple.accepter, str(uuid4())
    ada.client.apply(couple.space_id, "test_accord", {"id": id, "words": "we"})
    bo.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    assert reads(bo, couple.space_id, "test-accords", id)
    bo.client.apply(couple.space_id, "test_end_accord", {"id": id})
    assert not reads(ada, couple.space_id, "test-accords", id)
