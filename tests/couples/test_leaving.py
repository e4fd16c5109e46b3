"""Leaving takes one person, and closes the couple's space for both."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from server.db import transaction
from server.events import Event
from server.spaces.scope import act_as_server
from tests.support.clock import Clock
from tests.support.people import Couple, Person, pair
from tests.support.protocol import shared_id
from tests.sync.bodies import day_of


def log_act(person: Person, space_id: str, note: str, on: str) -> str:
    act_id = str(uuid4())
    body = {"id": act_id, "on": on, "zone": person.zone, "kind": "honesty", "note": note}
    person.client.apply(space_id, "log_act", body)
    return act_id


def events(app: Flask) -> list[tuple[str, dict[str, Any]]]:
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        return [(event.name, event.payload) for event in session.scalars(select(Event).order_by(Event.id))]


def role_of(person: Person, space_id: str) -> str:
    role: str = next(each["role"] for each in person.client.sync()["spaces"] if each["space_id"] == space_id)
    return role


@pytest.mark.parametrize("who", ["inviter", "accepter"])
def test_either_leaves_and_both_become_former(couple: Couple, who: str, clock: Clock) -> None:
    leaver: Person = getattr(couple, who)
    answer = leaver.client.post(f"/spaces/{couple.space_id}/leave", {"delete_mine": False})
    assert answer.status_code == 200
    for person in (couple.inviter, couple.accepter):
        assert role_of(person, couple.space_id) == "former"
        (ended,) = person.client.get("/me").json["couples"]
        assert (ended["state"], ended["deletion"]) == ("ended", None)
        assert ended["ended_on"] == day_of(leaver, clock.now).isoformat()


def test_leaving_needs_no_fresh_password(couple: Couple, ada: Person, clock: Clock) -> None:
    clock.move(days=3)
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": True})


def test_the_other_is_told_nothing(app: Flask, couple: Couple, ada: Person, bo: Person) -> None:
    before = len(events(app))
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": True})
    assert events(app)[before:] == [("couple_ended", {"space_id": couple.space_id})]
    # Nor who left, nor what becomes of the other's words.
    (ended,) = bo.client.get("/me").json["couples"]
    assert ended["deletion"] is None
    assert ada.client.get("/me").json["couples"][0]["deletion"] is not None


def test_afterwards_each_reads_only_their_own(couple: Couple, ada: Person, bo: Person, clock: Clock) -> None:
    on, space = day_of(bo, clock.now).isoformat(), couple.space_id
    acts = {person.handle: log_act(person, space, f"of {person.handle}", on) for person in (ada, bo)}
    for person, other in ((ada, bo), (bo, ada)):
        answer_id = shared_id(space, "acknowledgement", acts[other.handle], person.person_id)
        body = {"id": answer_id, "act_id": acts[other.handle], "answer": "seen", "words": person.handle}
        person.client.apply(space, "acknowledge", body)
        body = {"id": str(uuid4()), "scope": "both", "from_on": on}
        person.client.apply(space, "pause", body)
    bo.client.apply(space, "leave_couple", {"delete_mine": False})
    for person, other in ((ada, bo), (bo, ada)):
        for kind in ("act", "acknowledgement", "pause"):
            found = person.client.rows(space, kind)
            assert [row["author_id"] for row in found.values()] == [person.person_id]
        listed = person.client.get(f"/spaces/{space}/acts").json["items"]
        assert [item["id"] for item in listed] == [acts[person.handle]]
        assert person.client.get(f"/spaces/{space}/acts/{acts[person.handle]}").status_code == 200
        assert person.client.get(f"/spaces/{space}/acts/{acts[other.handle]}").status_code == 404
        trend = f"/spaces/{space}/trends/promises"
        assert person.client.get(f"{trend}/{person.person_id}").status_code == 200
        assert person.client.get(f"{trend}/{other.person_id}").status_code == 404


def test_afterwards_nothing_new_is_written(couple: Couple, ada: Person, bo: Person, clock: Clock) -> None:
    on, space = day_of(bo, clock.now).isoformat(), couple.space_id
    act_id = log_act(ada, space, "before", on)
    commitment = {"id": str(uuid4()), "title": "tea", "kind": "presence", "rhythm": {"type": "daily"}, "starts_on": on}
    ada.client.apply(space, "make_commitment", commitment)
    bo.client.apply(space, "leave_couple", {"delete_mine": False})
    act = {"id": str(uuid4()), "on": on, "zone": "UTC", "kind": "honesty"}
    share_id = shared_id(space, "check_in_share", ada.person_id)
    refused: list[tuple[Person, str, dict[str, Any]]] = [
        (ada, "log_act", act),
        (ada, "log_act", act | {"id": act_id, "note": "after"}),
        (bo, "log_act", act),
        (bo, "acknowledge", {"id": str(uuid4()), "act_id": act_id, "answer": "seen"}),
        (ada, "make_commitment", commitment | {"id": str(uuid4())}),
        (ada, "edit_commitment", {"id": commitment["id"], "title": "coffee"}),
        (ada, "end_commitment", {"id": commitment["id"], "ended_on": on}),
        (ada, "pause", {"id": str(uuid4()), "scope": "mine", "from_on": on}),
        (ada, "share_check_ins", {"id": share_id, "mode": "trend"}),
        (ada, "publish_check_ins", {"values": [{"on": on, "safe": 5}]}),
        (ada, "leave_couple", {"delete_mine": False}),
        (bo, "leave_couple", {"delete_mine": True}),
    ]
    for person, kind, body in refused:
        outcome = person.client.do(space, kind, body)
        assert (outcome["status"], outcome["problem"]["code"]) == ("refused", "couple_ended"), kind
    assert ada.client.rows(space, "act")[act_id]["note"] == "before"


def test_afterwards_ones_own_can_still_be_removed(couple: Couple, ada: Person, bo: Person, clock: Clock) -> None:
    on, space = day_of(bo, clock.now).isoformat(), couple.space_id
    mine, theirs = log_act(ada, space, "mine", on), log_act(bo, space, "theirs", on)
    bo.client.apply(space, "leave_couple", {"delete_mine": False})
    ada.client.apply(space, "delete_act", {"id": mine})
    assert ada.client.rows(space, "act")[mine]["removed"] is True
    assert ada.client.do(space, "delete_act", {"id": theirs})["problem"]["code"] == "not_found"
    assert bo.client.rows(space, "act")[theirs]["note"] == "theirs"


def test_pairing_again_is_a_new_space(couple: Couple, ada: Person, bo: Person, clock: Clock) -> None:
    act_id = log_act(ada, couple.space_id, "before", day_of(bo, clock.now).isoformat())
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    again = pair(bo, ada)
    assert again.space_id != couple.space_id
    assert bo.client.rows(again.space_id, "act") == {}
    assert bo.client.rows(couple.space_id, "act") == {}
    assert list(ada.client.rows(couple.space_id, "act")) == [act_id]
    states = {each["space_id"]: each["state"] for each in ada.client.get("/me").json["couples"]}
    assert states == {couple.space_id: "ended", again.space_id: "active"}


def test_one_may_pair_with_someone_else(couple: Couple, bo: Person, outsider: Person) -> None:
    couple.inviter.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    new = pair(outsider, bo)
    assert role_of(outsider, new.space_id) == "member"
    assert [each["space_id"] for each in outsider.client.get("/me").json["couples"]] == [new.space_id]


def test_only_members_leave(couple: Couple, outsider: Person) -> None:
    outcome = outsider.client.do(couple.space_id, "leave_couple", {"delete_mine": True})
    assert outcome["problem"]["code"] == "not_found"
    assert role_of(couple.accepter, couple.space_id) == "member"
    own = outsider.client.do(outsider.private_space_id, "leave_couple", {"delete_mine": True})
    assert own["problem"]["code"] == "unknown_operation"


def test_whether_to_delete_is_said(couple: Couple, ada: Person) -> None:
    for body in ({}, {"delete_mine": "perhaps"}, {"delete_mine": None}, {"delete_mine": True, "reason": "none"}):
        answer = ada.client.post(f"/spaces/{couple.space_id}/leave", body)
        assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert role_of(ada, couple.space_id) == "member"
