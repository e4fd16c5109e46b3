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
from tests.support.people import Answer, Client, Couple, Person

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
LOG_AT = {"log_at": "20:00", "check_in_at": None, "quiet_from": "22:00"}


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


def listen(client: Client, service: PushService, *, says_more: bool = False) -> Browser:
    browser = service.subscribe(client.get("/push/key").json["public_key"])
    where = service.wire(browser) | {"says_more": says_more}
    assert client.put("/me/push-subscription", where).status_code == 204
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
    browser = listen(ada.client, service)
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
    listen(ada.client, service)
    of_bo = listen(bo.client, service)
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
    listen(bo.client, service)
    wish(bo, to_read=True)
    log_act(ada, couple, today, "", clock.now)
    worker.tick()
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    for days in range(3):
        tick_at(worker, clock, instant_of(today + timedelta(days=days), time(18, 30), NEW_YORK))
    assert service.requests == 0


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return instant_of(day, time(hour, minute), BERLIN)


def say(person: Person, service: PushService, said: str) -> Answer:
    nudge_id = service.pushes[-1].message["hearth"]["id"]
    return person.client.post(f"/me/nudges/{nudge_id}/answer", {"said": said})


def test_the_words_are_the_devices_own(
    today: date, ada: Person, worker: Worker, service: PushService, clock: Clock
) -> None:
    neutral = listen(ada.another_device(), service)
    listen(ada.client, service, says_more=True)
    wish(ada, **LOG_AT)
    worker.tick()
    tick_at(worker, clock, at(today, 20))
    shown = {push.token == neutral.token: push.message["notification"] for push in service.pushes}
    assert (shown[True]["body"], shown[True].get("actions")) == ("You have something new.", None)
    assert shown[False]["body"] == "Time to log today, if you like."
    assert [action["title"] for action in shown[False]["actions"]] == ["Logged it", "Later"]


def test_later_comes_an_hour_later_on_that_device(
    today: date, ada: Person, worker: Worker, service: PushService, clock: Clock
) -> None:
    listen(ada.client, service, says_more=True)
    listen(ada.another_device(), service)
    wish(ada, **LOG_AT)
    worker.tick()
    tick_at(worker, clock, at(today, 20))
    first = next(push for push in service.pushes if "id" in push.message["hearth"])
    service.pushes.sort(key=lambda push: push is first)
    clock.set(at(today, 20, 10))
    assert say(ada, service, "later").status_code == 204
    tick_at(worker, clock, at(today, 21, 9))
    assert len(service.pushes) == 2
    tick_at(worker, clock, at(today, 21, 10))
    again = service.pushes[-1]
    assert (len(service.pushes), again.token, again.message) == (3, first.token, first.message)
    assert again.headers["topic"] == first.headers["topic"]
    # An hour on from there the quiet hours have begun: it is let go, and the next day is as it would have been.
    assert say(ada, service, "later").status_code == 204
    tick_at(worker, clock, at(today, 23, 59))
    assert len(service.pushes) == 3
    tick_at(worker, clock, at(today + timedelta(days=1), 20))
    assert len(service.pushes) == 5


def test_later_brings_nothing_to_a_device_that_was_taken_off_since(
    today: date, ada: Person, worker: Worker, service: PushService, clock: Clock
) -> None:
    listen(ada.client, service, says_more=True)
    wish(ada, **LOG_AT)
    worker.tick()
    tick_at(worker, clock, at(today, 20))
    device_id = ada.client.get("/me").json["device"]["id"]
    assert ada.another_device().delete(f"/me/devices/{device_id}/push-subscription").status_code == 204
    assert say(ada, service, "later").status_code == 204
    tick_at(worker, clock, at(today, 21))
    assert len(service.pushes) == 1


def test_later_and_then_done_is_not_told_again(
    today: date, couple: Couple, worker: Worker, service: PushService, clock: Clock
) -> None:
    ada = couple.inviter
    listen(ada.client, service, says_more=True)
    wish(ada, **LOG_AT)
    worker.tick()
    tick_at(worker, clock, at(today, 20))
    assert say(ada, service, "later").status_code == 204
    log_act(ada, couple, today, "", clock.now)
    tick_at(worker, clock, at(today, 20, 10))
    # A button on a notice that still lies there, tapped after the entry, brings nothing back either.
    assert say(ada, service, "later").status_code == 204
    for minute in (5, 15):
        tick_at(worker, clock, at(today, 21, minute))
    assert len(service.pushes) == 1


def test_later_than_the_day_is_let_go(
    today: date, ada: Person, worker: Worker, service: PushService, clock: Clock
) -> None:
    listen(ada.client, service, says_more=True)
    wish(ada, log_at="23:30", quiet_from="03:00", quiet_until="03:00")
    worker.tick()
    tick_at(worker, clock, at(today, 23, 30))
    assert say(ada, service, "later").status_code == 204
    tick_at(worker, clock, at(today + timedelta(days=1), 0, 31))
    assert len(service.pushes) == 1
    assert [one["status"] for one in ada.client.get("/me/nudges").json["deliveries"]] == ["sent"]


def test_later_heeds_quiet_hours_that_were_chosen_since(
    today: date, ada: Person, worker: Worker, service: PushService, clock: Clock
) -> None:
    listen(ada.client, service, says_more=True)
    wish(ada, **LOG_AT)
    worker.tick()
    tick_at(worker, clock, at(today, 20))
    wish(ada, quiet_from="20:30")
    tick_at(worker, clock, at(today, 20, 1))
    say(ada, service, "later")
    for minute in range(0, 60, 10):
        tick_at(worker, clock, at(today, 21, minute))
    assert len(service.pushes) == 1


def test_logged_it_counts_as_an_answer(
    today: date, ada: Person, worker: Worker, service: PushService, clock: Clock
) -> None:
    listen(ada.client, service, says_more=True)
    wish(ada, **LOG_AT)
    worker.tick()
    for days in range(3):
        tick_at(worker, clock, at(today + timedelta(days=days), 20))
    assert len(service.pushes) == 3
    assert ada.client.get("/me/nudges").json["halved"] == ["log"]
    assert say(ada, service, "logged").status_code == 204
    assert ada.client.get("/me/nudges").json["halved"] == []
    tick_at(worker, clock, at(today + timedelta(days=3), 20))
    assert len(service.pushes) == 4


def test_what_is_no_answer(today: date, ada: Person, worker: Worker, service: PushService, clock: Clock) -> None:
    listen(ada.client, service, says_more=True)
    wish(ada, log_at=None, check_in_at="19:00", check_in_days=list(range(7)))
    worker.tick()
    tick_at(worker, clock, at(today, 19))
    assert [push.message["hearth"]["kind"] for push in service.pushes] == ["check_in"]
    assert say(ada, service, "logged").json["code"] == "invalid"
    assert say(ada, service, "snooze").json["code"] == "invalid"
    assert ada.client.post(f"/me/nudges/{uuid4()}/answer", {"said": "later"}).json["code"] == "not_found"
