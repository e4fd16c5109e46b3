"""Events: written with what caused them, handed on exactly once, and holding ids, never words."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.db import transaction
from server.events import EVENTS, Event, dispatch, emit
from server.spaces.scope import act_as_server
from tests.support.canary import Canaries
from tests.support.clock import Clock
from tests.support.people import Couple
from tests.sync.bodies import act_body, answer_body, commitment_body, day_of
from tests.sync.ways import by_sync


def waiting(app: Flask) -> list[tuple[str, dict[str, Any]]]:
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        return [(row.name, row.payload) for row in session.scalars(select(Event).order_by(Event.id))]


def taken(app: Flask) -> list[tuple[str, dict[str, Any]]]:
    """Hands everything on, and what a subscriber of every event was given."""
    found: list[tuple[str, dict[str, Any]]] = []

    def keep(name: str) -> Any:  # noqa: ANN401 - a subscriber
        return lambda _session, payload: found.append((name, payload))

    with app.app_context():
        dispatch({name: [keep(name)] for name in EVENTS})
    return found


def test_ids_and_no_words(app: Flask, clock: Clock, couple: Couple, canaries: Canaries) -> None:
    ada, bo = couple.inviter, couple.accepter
    taken(app)
    today = day_of(ada, clock.now)
    ada.client.apply(
        couple.space_id, "make_commitment", commitment_body(today, title=canaries.plant("commitment.title"))
    )
    act = act_body(ada, today, note=canaries.plant("act.note"))
    ada.client.apply(couple.space_id, "log_act", act)
    words = canaries.plant("acknowledgement.words")
    bo.client.apply(couple.space_id, "acknowledge", answer_body(couple, bo, act["id"], words=words))
    events = waiting(app)
    assert events == [
        ("act_logged", {"person_id": ada.person_id, "on": today.isoformat()}),
        ("shared_something", {"person_id": ada.person_id, "partner_id": bo.person_id}),
        ("shared_something", {"person_id": bo.person_id, "partner_id": ada.person_id}),
    ]
    assert canaries.found_in(str(events)) == []
    assert [(name, set(payload)) for name, payload in taken(app)] == [
        (name, {*EVENTS[name], "happened_at"}) for name, _ in events
    ]
    assert waiting(app) == taken(app) == []


def test_a_refused_or_repeated_operation_causes_none(app: Flask, clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    act = act_body(ada, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", act)
    taken(app)
    assert by_sync(bo.client, couple.space_id, "log_act", act).code == "not_yours"
    assert by_sync(ada.client, couple.space_id, "log_act", act).code == "applied"  # says the same again
    bo.client.apply(couple.space_id, "withdraw_check_ins", {})
    assert waiting(app) == []


def test_what_a_subscriber_could_not_do_is_kept_and_keeps_nothing_back(
    app: Flask, clock: Clock, couple: Couple, caplog: pytest.LogCaptureFixture
) -> None:
    taken(app)
    for back in range(2):
        on = day_of(couple.inviter, clock.now, -back)
        couple.inviter.client.apply(couple.space_id, "log_act", act_body(couple.inviter, on))
    _logged, shared, *others = waiting(app)

    def fail(session: Session, _payload: dict[str, Any]) -> None:
        emit(session, "opened", person_id=couple.inviter.person_id)
        if len(seen) < 2:  # with the others, and alone
            seen.append("again")
            raise RuntimeError("a person's words")

    seen: list[str] = []
    with app.app_context():
        assert dispatch({"shared_something": [fail]}, at_most=len(others) + 1) == len(others) + 1
    # What it had written until then is undone; the others are done, and it is still there to try again.
    assert waiting(app) == [shared, ("opened", {"person_id": couple.inviter.person_id})]
    assert "(shared_something) was not taken: RuntimeError" in caplog.text
    assert "words" not in caplog.text
    assert [name for name, _ in taken(app)] == ["shared_something", "opened"]


def test_a_database_out_of_reach_is_nobodys_fault(app: Flask, couple: Couple) -> None:
    def fail(_session: Session, _payload: dict[str, Any]) -> None:
        raise OperationalError("", {}, RuntimeError())

    before = waiting(app)
    with app.app_context(), pytest.raises(OperationalError):
        dispatch({before[0][0]: [fail]})
    assert waiting(app) == before


def test_two_workers_at_once_take_each_event_once(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        act_as_server(session)
        for number in range(60):
            emit(session, "opened", person_id=str(number))
    found: list[str] = []

    def work() -> None:
        with app.app_context():
            while len(found) < 60:
                dispatch({"opened": [lambda _session, payload: found.append(payload["person_id"])]}, at_most=10)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=int) == [str(number) for number in range(60)]
