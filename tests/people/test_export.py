"""GET /me/export: everything of one's own, nothing of another's."""

import json
from uuid import uuid4

from flask import Flask

from tests.people.forms import random_text
from tests.support.callers import in_process
from tests.support.canary import Canaries
from tests.support.clock import Clock
from tests.support.people import Client, Couple, Person
from tests.support.protocol import shared_id
from tests.sync.bodies import day_of


def log_act(person: Person, space_id: str, note: str, on: str) -> str:
    act_id = str(uuid4())
    body = {"id": act_id, "on": on, "zone": person.zone, "kind": "honesty", "note": note}
    person.client.apply(space_id, "log_act", body)
    return act_id


def test_an_export_holds_ones_own_words_and_no_others(
    ada: Person, bo: Person, couple: Couple, canaries: Canaries, clock: Clock
) -> None:
    on = day_of(bo, clock.now).isoformat()
    mine = log_act(ada, couple.space_id, "I said it at breakfast", on)
    theirs = log_act(bo, couple.space_id, canaries.plant("note"), on)
    for person, act_id, words in ((bo, mine, canaries.plant("answer")), (ada, theirs, "I read it")):
        answer_id = shared_id(couple.space_id, "acknowledgement", act_id, person.person_id)
        body = {"id": answer_id, "act_id": act_id, "answer": "thanks", "words": words}
        person.client.apply(couple.space_id, "acknowledge", body)
    sealed = {"id": str(uuid4()), "kind": "reflection", "size_class": 256, "ciphertext": random_text(256 + 35)}
    ada.client.apply(ada.private_space_id, "put_sealed", sealed)
    answer = ada.client.get("/me/export")
    assert answer.status_code == 200
    assert answer.json["format"] == "hearth-export/1"
    shared = answer.json["spaces"][couple.space_id]
    assert shared["role"] == "member"
    assert list(shared["entities"]["act"]) == [mine]
    assert shared["entities"]["act"][mine]["note"] == "I said it at breakfast"
    assert [row["words"] for row in shared["entities"]["acknowledgement"].values()] == ["I read it"]
    private = answer.json["spaces"][ada.private_space_id]
    assert private["entities"]["sealed"][sealed["id"]]["ciphertext"] == sealed["ciphertext"]
    assert answer.json["me"]["person"]["handle"] == "ada"
    assert set(answer.json["spaces"]) == {couple.space_id, ada.private_space_id}
    assert canaries.found_in(json.dumps(answer.json)) == []


def test_an_export_after_leaving_is_still_whole(ada: Person, bo: Person, couple: Couple, clock: Clock) -> None:
    act_id = log_act(ada, couple.space_id, "kept", day_of(bo, clock.now).isoformat())
    bo.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    shared = ada.client.get("/me/export").json["spaces"][couple.space_id]
    assert shared["role"] == "former"
    assert shared["entities"]["act"][act_id]["note"] == "kept"


def test_nobody_exports_nothing(app: Flask) -> None:
    assert Client(in_process(app)).get("/me/export").json["code"] == "not_signed_in"
