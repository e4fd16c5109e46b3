"""Two workers that touch the same people at the same moment: neither ever waits for the other in a circle."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from server.config import Settings
from server.db import transaction
from server.events import Event, dispatch, emit
from server.notifications import deliveries as sending
from server.notifications import planning
from server.notifications.models import Delivery, PushSubscription
from server.notifications.push import Answer, Result
from server.notifications.service import SUBSCRIBERS
from server.notifications.vapid import load_vapid_keys
from server.spaces.scope import act_as_server
from tests.notifications.house import add_people, deliveries
from tests.notifications.push_service import PushService

DUE = datetime(2026, 6, 10, 20, 30, tzinfo=UTC)
LONG_S = 1.5


def at_once(*jobs: Callable[[], object]) -> list[BaseException]:
    """Runs each on a thread of its own; returns what went wrong."""
    wrong: list[BaseException] = []

    def run(job: Callable[[], object]) -> None:
        try:
            job()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


def inside(app: Flask, job: Callable[[], object]) -> Callable[[], object]:
    def run() -> None:
        with app.app_context():
            job()

    return run


def test_events_about_the_same_people_in_opposite_order(house: Flask) -> None:
    (ada, *_), (bo, *_) = add_people(2, None)
    with transaction() as session:
        for person_id in (ada, bo, bo, ada):
            emit(session, "opened", person_id=person_id)
    both = threading.Barrier(2)

    def meet(session: Session, event: dict[str, Any]) -> None:
        (opened,) = SUBSCRIBERS["opened"]
        opened(session, event)
        # Holding this person's plan until the other worker holds another's, or plainly does not.
        with suppress(threading.BrokenBarrierError):
            both.wait(LONG_S)

    def two_events() -> None:
        dispatch({"opened": [meet]}, at_most=2)

    assert at_once(inside(house, two_events), inside(house, two_events)) == []
    while dispatch({"opened": [meet]}):
        pass
    with transaction(write=False) as session:
        assert session.scalar(select(func.count(Event.id))) == 0


@pytest.fixture
def sent_to_two(house: Flask, settings: Settings, service: PushService) -> tuple[UUID, list[sending.Claimed]]:
    """Two people's claimed deliveries, and the claim."""
    add_people(2, DUE, service=service, vapid_key=load_vapid_keys(settings.secrets_dir).current)
    planning.plan_due(DUE)
    claim = sending.new_claim()
    return claim, sending.claim_due(claim, DUE)


@pytest.mark.parametrize("nudge_database", ["postgres"], indirect=True)  # the other has one writer at a time
def test_settling_passes_over_what_is_being_dropped(
    house: Flask, sent_to_two: tuple[UUID, list[sending.Claimed]]
) -> None:
    claim, claimed = sent_to_two
    settled = threading.Event()

    def settle() -> None:
        sending.settle(claim, [(one, Answer(Result.GONE, "410")) for one in claimed], DUE)
        settled.set()

    with transaction() as session:
        act_as_server(session)
        # The first one's device signs out and what waits for it is dropped, while both are being settled.
        session.execute(
            select(PushSubscription.id).where(PushSubscription.id == claimed[0].subscription_id).with_for_update()
        )
        session.execute(update(Delivery).where(Delivery.id == claimed[0].id).values(status="dropped", next_try_at=None))
        thread = threading.Thread(target=inside(house, settle))
        thread.start()
        assert settled.wait(20), "settling waits for someone who may wait for it"
    thread.join()
    assert {row.id: row.status for row in deliveries()} == {claimed[0].id: "dropped", claimed[1].id: "gone"}
    with transaction(write=False) as session:
        assert session.scalars(select(PushSubscription.id)).all() == [claimed[0].subscription_id]
