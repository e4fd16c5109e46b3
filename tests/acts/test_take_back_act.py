"""take_back_act: a tap by mistake leaves nothing while the entry is free; its day can be entered anew."""

from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from server.acts.models import Act
from server.db import transaction
from server.spaces.models import History
from server.spaces.scope import act_as_server
from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.sync.bodies import answer_body, day_of, occurrence_body, present_row
from tests.sync.ways import Way, both_ways, by_sync, check_strangers


@both_ways
def test_nothing_stays_and_the_day_is_open_again(
    *, way: Way, app: Flask, clock: Clock, couple: Couple, promise: str
) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = occurrence_body(couple, ada, promise, day_of(ada, clock.now), note="a slip")
    ada.client.apply(couple.space_id, "log_act", body)
    ada.client.apply(couple.space_id, "log_act", body | {"note": "another"})  # an unseen version goes into history
    assert way(ada.client, couple.space_id, "take_back_act", {"id": body["id"]}).code == "applied"
    assert present_row(ada, couple, "act", body["id"]) is None
    assert present_row(bo, couple, "act", body["id"]) is None
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        assert session.scalars(select(Act)).all() == []
        assert session.scalars(select(History)).all() == []
    assert way(ada.client, couple.space_id, "log_act", body | {"outcome": "missed_told"}).code == "applied"
    again = present_row(bo, couple, "act", body["id"])
    assert again is not None
    assert (again["outcome"], again["removed"], again["corrections"]) == ("missed_told", False, [])


@both_ways
def test_who_may_and_until_when(*, way: Way, clock: Clock, couple: Couple, outsider: Person, promise: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    days = [day_of(ada, clock.now, -back) for back in range(2)]
    answered, old = (occurrence_body(couple, ada, promise, on) for on in days)
    for body in (answered, old):
        ada.client.apply(couple.space_id, "log_act", body)
    assert way(bo.client, couple.space_id, "take_back_act", {"id": old["id"]}).code == "not_yours"
    assert way(ada.client, couple.space_id, "take_back_act", {"id": str(uuid4())}).code == "not_found"
    check_strangers(way, couple, outsider, "take_back_act", {"id": old["id"]})
    bo.client.apply(couple.space_id, "acknowledge", answer_body(couple, bo, answered["id"]))
    assert way(ada.client, couple.space_id, "take_back_act", {"id": answered["id"]}).code == "no_longer_free"
    clock.move(days=2)
    assert way(ada.client, couple.space_id, "take_back_act", {"id": old["id"]}).code == "no_longer_free"
    ada.client.apply(couple.space_id, "delete_act", {"id": old["id"]})
    assert way(ada.client, couple.space_id, "take_back_act", {"id": old["id"]}).code == "already_removed"


def test_it_beats_an_edit_by_who_had_not_seen_it_and_a_late_answer(clock: Clock, couple: Couple, promise: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = occurrence_body(couple, ada, promise, day_of(ada, clock.now))
    seen = by_sync(ada.client, couple.space_id, "log_act", body).rev
    ada.client.apply(couple.space_id, "take_back_act", {"id": body["id"]})
    late = ada.client.do(couple.space_id, "log_act", body | {"note": "from the other phone"}, base_rev=seen)
    assert late["problem"]["code"] == "already_removed"
    answer = answer_body(couple, bo, body["id"])
    assert by_sync(bo.client, couple.space_id, "acknowledge", answer).code == "act_removed"
    assert by_sync(ada.client, couple.space_id, "log_act", body).code == "applied"
