"""acknowledge and take_back_acknowledgement: the other partner's free answer, changeable, and theirs alone."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.sync.bodies import act_body, answer_body, day_of, leave, present_row
from tests.sync.ways import Way, both_ways, by_sync, check_strangers


@pytest.fixture
def act_id(clock: Clock, couple: Couple, ada: Person) -> str:
    body = act_body(ada, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", body)
    return str(body["id"])


@both_ways
@pytest.mark.parametrize("answer", ["seen", "helped", "thanks", "hard", "not_ready", "differs", "talk"])
def test_every_answer_can_be_given_changed_and_taken_back(way: Way, answer: str, couple: Couple, act_id: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = answer_body(couple, bo, act_id, answer, "in my words")
    assert way(bo.client, couple.space_id, "acknowledge", body).code == "applied"
    wanted = {"author_id": bo.person_id, "act_id": act_id, "answer": answer, "words": "in my words"}
    assert present_row(ada, couple, "acknowledgement", body["id"]) == wanted
    changed = body | {"answer": "talk", "words": ""}
    assert way(bo.client, couple.space_id, "acknowledge", changed).code == "applied"
    assert ada.client.rows(couple.space_id, "acknowledgement") == {body["id"]: wanted | {"answer": "talk", "words": ""}}
    listed = ada.client.get(f"/spaces/{couple.space_id}/acknowledgements").json["items"]
    assert listed == [ada.client.get(f"/spaces/{couple.space_id}/acknowledgements/{body['id']}").json]
    assert way(bo.client, couple.space_id, "take_back_acknowledgement", {"id": body["id"]}).code == "applied"
    assert ada.client.rows(couple.space_id, "acknowledgement") == {}
    gone = ada.client.get(f"/spaces/{couple.space_id}/acknowledgements/{body['id']}")
    assert gone.json["code"] == "not_found"
    assert way(bo.client, couple.space_id, "acknowledge", body).code == "applied"


@both_ways
def test_who_may(way: Way, couple: Couple, outsider: Person, act_id: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    space_id = couple.space_id
    body = answer_body(couple, bo, act_id)
    assert way(ada.client, space_id, "acknowledge", answer_body(couple, ada, act_id)).code == "not_yours"
    assert way(bo.client, space_id, "acknowledge", answer_body(couple, bo, str(uuid4()))).code == "not_found"
    assert way(bo.client, space_id, "acknowledge", body | {"id": str(uuid4())}).code == "wrong_id"
    as_ada = body | {"id": answer_body(couple, ada, act_id)["id"]}
    assert way(bo.client, space_id, "acknowledge", as_ada).code == "wrong_id"
    assert way(bo.client, space_id, "acknowledge", body).code == "applied"
    assert way(ada.client, space_id, "take_back_acknowledgement", {"id": body["id"]}).code == "not_yours"
    assert way(bo.client, space_id, "take_back_acknowledgement", {"id": str(uuid4())}).code == "not_found"
    check_strangers(way, couple, outsider, "acknowledge", body)
    check_strangers(way, couple, outsider, "take_back_acknowledgement", {"id": body["id"]})
    leave(ada, couple)
    assert way(bo.client, space_id, "acknowledge", body | {"answer": "hard"}).code == "couple_ended"
    assert way(ada.client, space_id, "take_back_acknowledgement", {"id": body["id"]}).code == "not_found"
    assert ada.client.rows(space_id, "acknowledgement") == {}
    assert way(bo.client, space_id, "take_back_acknowledgement", {"id": body["id"]}).code == "applied"


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "forgiven"},
        {"answer": None},
        {"words": "x" * 1001},
        {"act_id": "x"},
        {"id": None},
        {"read_at": "now"},
    ],
)
def test_what_cannot_be(couple: Couple, act_id: str, change: dict[str, Any]) -> None:
    body = answer_body(couple, couple.accepter, act_id) | change
    assert by_sync(couple.accepter.client, couple.space_id, "acknowledge", body).code == "invalid"
