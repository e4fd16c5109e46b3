"""The server's own reading of promises: what counts, what is left out, and who may read it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from server.db import transaction
from server.spaces.scope import act_as_server
from server.trust import service
from server.trust.observations import PromiseDay
from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.sync.bodies import act_body, answer_body, commitment_body, day_of, leave, occurrence_body


@pytest.fixture
def started(clock: Clock, couple: Couple) -> date:
    """Six days ago, when Ada's promises begin; each test makes them."""
    clock.set(clock.now.replace(hour=12, minute=0, second=0, microsecond=0))
    return day_of(couple.inviter, clock.now, -6)


def promise(couple: Couple, starts_on: date, **change: Any) -> str:  # noqa: ANN401 - JSON
    body = commitment_body(starts_on, **change)
    couple.inviter.client.apply(couple.space_id, "make_commitment", body)
    return str(body["id"])


def log(couple: Couple, id: str, on: date, outcome: str = "kept", **change: Any) -> dict[str, Any]:  # noqa: ANN401
    body = occurrence_body(couple, couple.inviter, id, on, outcome, **change)
    couple.inviter.client.apply(couple.space_id, "log_act", body)
    return body


def answer(couple: Couple, act: dict[str, Any], answer: str) -> None:
    bo = couple.accepter
    bo.client.apply(couple.space_id, "acknowledge", answer_body(couple, bo, act["id"], answer))


def days(app: Flask, couple: Couple, as_of: date) -> dict[date, PromiseDay]:
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        found = service.promise_days(session, UUID(couple.space_id), UUID(couple.inviter.person_id), as_of)
    assert [day.on for day in found] == sorted({day.on for day in found})
    return {day.on: day for day in found}


def test_what_counts_and_what_is_left_out(app: Flask, couple: Couple, started: date) -> None:
    id = promise(couple, started)
    on = [started + timedelta(days=n) for n in range(7)]
    log(couple, id, on[0])
    log(couple, id, on[1], "missed_told")
    log(couple, id, on[2], "not_applicable")
    answer(couple, log(couple, id, on[3]), "differs")
    removed = log(couple, id, on[4])
    couple.inviter.client.apply(couple.space_id, "delete_act", {"id": removed["id"]})
    answer(couple, log(couple, id, on[5], "partly"), "thanks")
    ada = couple.inviter
    ada.client.apply(couple.space_id, "log_act", act_body(ada, on[6], told=True, note=""))
    ada.client.apply(couple.space_id, "log_act", act_body(ada, on[6]))
    assert days(app, couple, on[6]) == {
        on[0]: PromiseDay(on[0], due=1, kept=1, partly=0, missed_told=0),
        on[1]: PromiseDay(on[1], due=1, kept=0, partly=0, missed_told=1),
        on[4]: PromiseDay(on[4], due=1, kept=0, partly=0, missed_told=0),
        on[5]: PromiseDay(on[5], due=1, kept=0, partly=1, missed_told=0),
        on[6]: PromiseDay(on[6], due=1, kept=0, partly=0, missed_told=0),
    }


def test_the_last_correction_counts(app: Flask, clock: Clock, couple: Couple, started: date) -> None:
    id = promise(couple, started)
    first = log(couple, id, started)
    clock.move(days=3)
    log(couple, id, started, "missed_told")
    assert days(app, couple, started)[started].values == (0, 0, 1)
    answer(couple, first, "differs")
    assert days(app, couple, started) == {}


def test_a_paused_day_leaves_no_trace(app: Flask, couple: Couple, started: date) -> None:
    id = promise(couple, started)
    log(couple, id, started)
    log(couple, id, started + timedelta(days=3), "missed_told")
    before = days(app, couple, started + timedelta(days=6))
    body = {"id": str(uuid4()), "scope": "mine", "from_on": (started + timedelta(days=2)).isoformat()}
    couple.inviter.client.apply(couple.space_id, "pause", body)
    after = days(app, couple, started + timedelta(days=6))
    assert len(before) == 7
    assert after == {on: day for on, day in before.items() if on < started + timedelta(days=2)}


def test_several_a_day_add_up_and_times_a_week_count_where_logged(app: Flask, couple: Couple, started: date) -> None:
    daily, weekly = promise(couple, started), promise(couple, started, rhythm={"type": "times_a_week", "times": 2})
    other = promise(couple, started)
    log(couple, daily, started)
    log(couple, weekly, started)
    log(couple, other, started, "partly")
    log(couple, weekly, started + timedelta(days=1), "missed_told")
    found = days(app, couple, started + timedelta(days=1))
    assert found[started] == PromiseDay(started, due=3, kept=2, partly=1, missed_told=0)
    assert found[started + timedelta(days=1)].due == 3


def document(person: Person, couple: Couple, of: Person) -> Any:  # noqa: ANN401 - JSON
    return person.client.get(f"/spaces/{couple.space_id}/trends/promises/{of.person_id}")


def test_both_partners_read_the_same(couple: Couple, started: date) -> None:
    ada, bo = couple.inviter, couple.accepter
    id = promise(couple, started)
    for n in range(6):
        log(couple, id, started + timedelta(days=n))
    theirs, mine = document(bo, couple, ada), document(ada, couple, ada)
    assert theirs.status_code == 200
    assert theirs.json["format"] == "hearth-trend/1"
    assert set(theirs.json["strands"]) == {"promises"}
    assert theirs.json["strands"]["promises"] == mine.json["strands"]["promises"]
    assert document(ada, couple, bo).status_code == 200


def test_who_may_not(couple: Couple, outsider: Person, started: date) -> None:
    ada, bo = couple.inviter, couple.accepter
    log(couple, promise(couple, started), started)
    for answer in (
        document(outsider, couple, ada),
        document(ada, couple, outsider),
        ada.client.get(f"/spaces/{ada.private_space_id}/trends/promises/{ada.person_id}"),
        ada.client.get(f"/spaces/{uuid4()}/trends/promises/{ada.person_id}"),
    ):
        assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    leave(bo, couple)
    assert document(bo, couple, ada).status_code == 404
    assert document(ada, couple, ada).status_code == 200
