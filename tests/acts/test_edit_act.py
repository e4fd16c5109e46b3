"""log_act again: edits while free, afterwards corrections that are appended, and never another person's act."""

import json
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from server.db import transaction
from server.spaces.models import History
from server.spaces.scope import act_as_server
from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.sync.bodies import act_body, answer_body, day_of, occurrence_body, present_row
from tests.sync.ways import Way, both_ways, by_sync


def act(person: Person, couple: Couple, id: str) -> dict[str, Any]:
    found = present_row(person, couple, "act", id)
    assert found is not None
    return found


def history(app: Flask) -> list[str]:
    """The versions that were replaced unseen, opened."""
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        rows = session.scalars(select(History).order_by(History.rev))
        return [json.dumps(row.parts) for row in rows]


@both_ways
def test_free_until_the_next_day_ends(way: Way, clock: Clock, couple: Couple, promise: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = occurrence_body(couple, ada, promise, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", body)
    clock.set(
        (clock.now + timedelta(days=1)).replace(hour=21, minute=30)
    )  # half past ten in the evening in Berlin, or eleven
    edited = body | {"outcome": "partly", "note": "Only at noon", "hard": True, "kind": "presence"}
    assert way(ada.client, couple.space_id, "log_act", edited).code == "applied"
    found = act(bo, couple, body["id"])
    assert (found["outcome"], found["note"], found["kind"]) == ("partly", "Only at noon", "presence")
    assert found["corrections"] == []
    clock.move(hours=6)
    corrected = edited | {"outcome": "missed_told", "note": "It was later than I said"}
    assert way(ada.client, couple.space_id, "log_act", corrected).code == "applied"
    found = act(bo, couple, body["id"])
    assert (found["outcome"], found["note"]) == ("partly", "Only at noon")
    assert found["corrections"] == [{"outcome": "missed_told", "hard": True, "note": "It was later than I said"}]


@both_ways
def test_free_until_it_is_answered(way: Way, clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = act_body(ada, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", body)
    bo.client.apply(couple.space_id, "acknowledge", answer_body(couple, bo, body["id"]))
    for note in ("first", "second"):
        assert way(ada.client, couple.space_id, "log_act", body | {"note": note}).code == "applied"
    found = act(bo, couple, body["id"])
    assert found["note"] == body["note"]
    assert [correction["note"] for correction in found["corrections"]] == ["first", "second"]


def test_the_days_of_freedom_count_from_recording_too(clock: Clock, couple: Couple) -> None:
    """An edit made offline in time stays an edit when it arrives days later, unless it was answered meanwhile."""
    ada, bo = couple.inviter, couple.accepter
    bodies = [act_body(ada, day_of(ada, clock.now)) for _ in range(2)]
    for body in bodies:
        ada.client.apply(couple.space_id, "log_act", body)
    edited_at = clock.now
    clock.move(days=5)
    bo.client.apply(couple.space_id, "acknowledge", answer_body(couple, bo, bodies[1]["id"]))
    for body in bodies:
        ada.client.apply(couple.space_id, "log_act", body | {"note": "edited"}, recorded_at=edited_at)
    unanswered, answered = (act(bo, couple, body["id"]) for body in bodies)
    assert (unanswered["note"], unanswered["corrections"]) == ("edited", [])
    assert (answered["note"], len(answered["corrections"])) == (bodies[1]["note"], 1)


def test_a_clock_set_back_rewrites_nothing(clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = act_body(ada, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", body)
    said_at = clock.now
    clock.move(days=9)
    ada.client.apply(couple.space_id, "log_act", body | {"note": "rewritten"}, recorded_at=said_at)
    found = act(bo, couple, body["id"])
    assert (found["note"], [correction["note"] for correction in found["corrections"]]) == (body["note"], ["rewritten"])
    undone = ada.client.do(couple.space_id, "take_back_act", {"id": body["id"]}, recorded_at=said_at)
    assert undone["problem"]["code"] == "no_longer_free"


def test_saying_the_same_again_changes_nothing(clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = act_body(ada, day_of(ada, clock.now))
    rev = ada.client.apply(couple.space_id, "log_act", body)
    path = f"/spaces/{couple.space_id}/acts/{body['id']}"
    ada.client.apply(couple.space_id, "log_act", body)
    assert bo.client.get(path).json["rev"] == rev
    clock.move(days=3)
    ada.client.apply(couple.space_id, "log_act", body | {"note": "corrected"})
    rev = bo.client.get(path).json["rev"]
    ada.client.apply(couple.space_id, "log_act", body | {"note": "corrected"})
    assert bo.client.get(path).json["rev"] == rev
    assert len(act(bo, couple, body["id"])["corrections"]) == 1


def test_a_day_and_a_commitment_stay_what_they_were(clock: Clock, couple: Couple, promise: str) -> None:
    ada, today = couple.inviter, day_of(couple.inviter, clock.now)
    body = act_body(ada, today)
    occurrence = occurrence_body(couple, ada, promise, today)
    for each in (body, occurrence):
        ada.client.apply(couple.space_id, "log_act", each)
    yesterday = (today - timedelta(days=1)).isoformat()
    for changed in (
        body | {"on": yesterday},
        body | {"commitment_id": promise, "outcome": "kept"},
        occurrence | {"on": yesterday},
        occurrence | {"commitment_id": None, "outcome": None},
    ):
        assert by_sync(ada.client, couple.space_id, "log_act", changed).code == "wrong_id"


def test_two_offline_phones_leave_one_act_and_the_other_version_in_history(
    app: Flask, clock: Clock, couple: Couple, promise: str
) -> None:
    ada, bo = couple.inviter, couple.accepter
    tablet = ada.another_device()
    body = occurrence_body(couple, ada, promise, day_of(ada, clock.now))
    rev = ada.client.apply(couple.space_id, "log_act", body | {"note": "from the phone"})
    tablet.apply(couple.space_id, "log_act", body | {"note": "from the tablet", "outcome": "partly"})
    (found,) = bo.client.rows(couple.space_id, "act").values()
    assert (found["note"], found["outcome"], found["corrections"]) == ("from the tablet", "partly", [])
    (kept,) = history(app)
    assert "from the phone" in kept
    assert '"outcome": "kept"' in kept
    seen = ada.client.apply(couple.space_id, "log_act", body | {"note": "stale"}, base_rev=rev)
    assert len(history(app)) == 2
    ada.client.apply(couple.space_id, "log_act", body | {"note": "having seen it"}, base_rev=seen)
    assert len(history(app)) == 2
    ada.client.apply(couple.space_id, "delete_act", {"id": body["id"]})
    assert history(app) == []
