"""The whole app and its worker: from what two people do to what their phones show."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from server.app import create_worker
from server.clock import instant_of
from server.config import Settings
from server.notifications.scheduler import Worker
from tests.notifications.push_service import Browser, PushService
from tests.support.canary import Canaries
from tests.support.clock import Clock
from tests.support.people import Couple, Person

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


@pytest.fixture
def settings(database: str, tmp_path: Path, service: PushService) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        secrets_dir=tmp_path / "secrets",
        database_url=database,
        owner_database_url=database,
        run_worker=False,
        push_extra_hosts=(service.netloc,),
        push_allow_local=True,
    )


@pytest.fixture
def worker(app: Flask, settings: Settings) -> Worker:
    return create_worker(app, replace(settings, worker_tick_s=1.0))


@pytest.fixture
def today(clock: Clock) -> date:
    """A day on which it is noon in Berlin, and on which nobody is signed out for disuse."""
    day = clock.now.date() + timedelta(days=1)
    clock.set(instant_of(day, time(12), BERLIN))
    return day


def listen(person: Person, service: PushService) -> Browser:
    browser = service.subscribe(person.client.get("/push/key").json["public_key"])
    assert person.client.put("/me/push-subscription", service.wire(browser)).status_code == 204
    return browser


def wish(person: Person, **settings: object) -> None:
    person.client.apply(person.private_space_id, "set_settings", {"settings": settings})


def log_act(person: Person, couple: Couple, on: date, note: str, recorded_at: datetime) -> None:
    body = {"id": str(uuid4()), "on": on.isoformat(), "zone": person.zone, "kind": "honesty", "hard": False}
    body |= {"note": note, "told": False}
    person.client.apply(couple.space_id, "log_act", body, recorded_at=recorded_at)


def tick_at(worker: Worker, clock: Clock, instant: datetime) -> None:
    clock.set(instant)
    worker.tick()


def test_an_evening_without_an_entry(
    today: date, ada: Person, worker: Worker, service: PushService, clock: Clock
) -> None:
    browser = listen(ada, service)
    wish(ada, log_at="20:30")
    tick_at(worker, clock, instant_of(today, time(20, 29), BERLIN))
    assert service.pushes == []
    tick_at(worker, clock, instant_of(today, time(20, 30), BERLIN))
    (push,) = service.pushes
    assert (push.token, push.message["hearth"]) == (browser.token, {"kind": "log"})
    read = ada.client.get("/me/nudges").json
    assert [(one["kind"], one["on"], one["status"]) for one in read["deliveries"]] == [
        ("log", today.isoformat(), "sent")
    ]
    assert service.faults == []


def test_an_act_is_told_late_once_and_without_a_word_of_it(
    today: date, couple: Couple, worker: Worker, service: PushService, clock: Clock
) -> None:
    ada, bo, canaries = couple.inviter, couple.accepter, Canaries()
    listen(ada, service)
    of_bo = listen(bo, service)
    wish(ada, log_at="20:30")
    wish(bo, to_read=True)
    for _ in range(3):
        log_act(ada, couple, today, canaries.plant("note"), clock.now)
    for wall in (time(7), time(12), time(18, 30), time(20)):
        tick_at(worker, clock, instant_of(today, wall, NEW_YORK))
    # Ada had logged, so her own evening stays quiet; Bo hears once, at his own half past six.
    (push,) = service.pushes
    assert (push.token, push.message["hearth"]) == (of_bo.token, {"kind": "to_read"})
    assert push.at == instant_of(today, time(18, 30), NEW_YORK)
    assert canaries.found_in(push.text, *push.headers.values()) == []
    assert "Ada" not in push.text


def test_leaving_is_not_announced(
    today: date, couple: Couple, worker: Worker, service: PushService, clock: Clock
) -> None:
    ada, bo = couple.inviter, couple.accepter
    listen(bo, service)
    wish(bo, to_read=True)
    log_act(ada, couple, today, "", clock.now)
    worker.tick()
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    for days in range(3):
        tick_at(worker, clock, instant_of(today + timedelta(days=days), time(18, 30), NEW_YORK))
    assert service.requests == 0
