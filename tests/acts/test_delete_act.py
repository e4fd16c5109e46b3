"""delete_act: words, outcome, corrections and history go at once; the day says that its author removed it."""

from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from server.acts.models import Act
from server.db import transaction
from server.spaces.scope import act_as_server
from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.sync.bodies import act_body, answer_body, day_of, leave, occurrence_body, present_row
from tests.sync.ways import Way, both_ways, by_sync, check_strangers


def removed_row(person: Person, on: str, commitment_id: str | None) -> dict[str, Any]:
    return {
        "author_id": person.person_id,
        "on": on,
        "kind": None,
        "commitment_id": commitment_id,
        "outcome": None,
        "hard": False,
        "note": "",
        "told": False,
        "added_later": False,
        "removed": True,
        "corrections": [],
    }


@both_ways
def test_everything_goes_but_the_day(*, way: Way, app: Flask, clock: Clock, couple: Couple, promise: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    on = day_of(ada, clock.now, -3)
    body = occurrence_body(couple, ada, promise, on, "missed_told", hard=True, note="words")
    ada.client.apply(couple.space_id, "log_act", body)
    clock.move(days=2)
    ada.client.apply(couple.space_id, "log_act", body | {"note": "more words"})
    assert way(ada.client, couple.space_id, "delete_act", {"id": body["id"]}).code == "applied"
    for person in (ada, bo):
        assert present_row(person, couple, "act", body["id"]) == removed_row(ada, on.isoformat(), promise)
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        assert session.scalars(select(Act)).one().body_parts()["corrections"] == []
    assert way(ada.client, couple.space_id, "delete_act", {"id": body["id"]}).code == "applied"


@both_ways
def test_who_may(way: Way, clock: Clock, couple: Couple, outsider: Person) -> None:
    ada, bo = couple.inviter, couple.accepter
    bodies = [act_body(ada, day_of(ada, clock.now)) for _ in range(2)]
    for body in bodies:
        ada.client.apply(couple.space_id, "log_act", body)
    first, second = ({"id": body["id"]} for body in bodies)
    assert way(bo.client, couple.space_id, "delete_act", first).code == "not_yours"
    assert way(ada.client, couple.space_id, "delete_act", {"id": str(uuid4())}).code == "not_found"
    check_strangers(way, couple, outsider, "delete_act", first)
    leave(bo, couple)
    assert way(bo.client, couple.space_id, "delete_act", second).code == "not_found"
    found = present_row(ada, couple, "act", second["id"])
    assert found is not None
    assert found["removed"] is False
    assert way(ada.client, couple.space_id, "delete_act", second).code == "applied"


@both_ways
def test_removing_beats_editing_and_answering(way: Way, clock: Clock, couple: Couple, promise: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = occurrence_body(couple, ada, promise, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", body)
    bo.client.apply(couple.space_id, "acknowledge", answer_body(couple, bo, body["id"], words="mine"))
    ada.client.apply(couple.space_id, "delete_act", {"id": body["id"]})
    assert way(ada.client, couple.space_id, "log_act", body | {"note": "again"}).code == "already_removed"
    answer = answer_body(couple, bo, body["id"], "thanks")
    assert way(bo.client, couple.space_id, "acknowledge", answer).code == "act_removed"
    theirs = present_row(bo, couple, "acknowledgement", answer["id"])
    assert theirs is not None
    assert theirs["words"] == "mine"  # what the other wrote stays theirs, and theirs to take back
    assert way(bo.client, couple.space_id, "take_back_acknowledgement", {"id": answer["id"]}).code == "applied"


def test_it_takes_an_id_and_no_more(couple: Couple) -> None:
    for body in ({}, {"id": "x"}, {"id": str(uuid4()), "note": "x"}):
        assert by_sync(couple.inviter.client, couple.space_id, "delete_act", body).code == "invalid"
