"""The whole app and its worker: from what two people do to what their phones show."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from server.app import create_worker
from server.clock import instant_of
from server.config import Settings
from server.notifications.scheduler import Worker
from tests.notifications.house import settings_for
from tests.notifications.push_service import Browser, Push, PushService
from tests.support.canary import Canaries
from tests.support.clock import Clock
from tests.support.people import Answer, Client, Couple, Person
from tests.sync.bodies import act_body

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


@pytest.fixture
def settings(database: str, tmp_path: Path, service: PushService) -> Settings:
    return replace(settings_for(database, tmp_path, service), owner_database_url=database, run_worker=False)


@dataclass
class Evening:
    """A day on which it is noon in Berlin, its worker, and the push service at which the phones listen."""

    today: date
    clock: Clock
    worker: Worker
    service: PushService

    @property
    def pushes(self) -> list[Push]:
        return self.service.pushes

    def listen(self, client: Client, *, says_more: bool = False) -> Browser:
        """Turns notices on there."""
        browser = self.service.subscribe(client.get("/push/key").json["public_key"])
        where = self.service.wire(browser) | {"says_more": says_more}
        assert client.put("/me/push-subscription", where).status_code == 204
        return browser

    def at(self, hour: int, minute: int = 0, *, days: int = 0, zone: str = BERLIN) -> datetime:
        return instant_of(self.today + timedelta(days=days), time(hour, minute), zone)

    def tick(self, hour: int, minute: int = 0, *, days: int = 0, zone: str = BERLIN) -> None:
        """The worker's tick at that time of the day, or of a later one."""
        self.clock.set(self.at(hour, minute, days=days, zone=zone))
        self.worker.tick()

    def prompt(self, person: Person) -> None:
        """Has them listen with words and buttons and wish to be asked at eight; it has just been eight."""
        self.listen(person.client, says_more=True)
        wish(person, log_at="20:00")
        self.worker.tick()
        self.tick(20)

    def say(self, person: Person, said: str) -> Answer:
        """Answers the last push by a button."""
        nudge_id = self.pushes[-1].message["hearth"]["id"]
        return person.client.post(f"/me/nudges/{nudge_id}/answer", {"said": said})

    def log_act(self, person: Person, couple: Couple, note: str = "") -> str:
        """Logs an act for today; its id."""
        body = act_body(person, self.today, note=note)
        person.client.apply(couple.space_id, "log_act", body, recorded_at=self.clock.now)
        return str(body["id"])


@pytest.fixture
def evening(app: Flask, settings: Settings, service: PushService, clock: Clock) -> Evening:
    # On the day after the machine's own: nobody is signed out for disuse.
    today = clock.now.date() + timedelta(days=1)
    clock.set(instant_of(today, time(12), BERLIN))
    return Evening(today, clock, create_worker(app, settings), service)


def wish(person: Person, **settings: object) -> None:
    plain = {"check_in_at": None, "quiet_from": "22:00"}
    person.client.apply(person.private_space_id, "set_settings", {"settings": plain | settings})


def test_an_evening_without_an_entry(evening: Evening, ada: Person) -> None:
    browser = evening.listen(ada.client)
    wish(ada, log_at="20:30")
    evening.tick(20, 29)
    assert evening.pushes == []
    evening.tick(20, 30)
    (push,) = evening.pushes
    assert (push.token, push.message["hearth"]) == (browser.token, {"kind": "log"})
    (delivery,) = ada.client.get("/me/nudges").json["deliveries"]
    assert (delivery["kind"], delivery["on"], delivery["status"]) == ("log", evening.today.isoformat(), "sent")
    assert evening.service.faults == []


def test_an_act_is_told_late_once_and_without_a_word_of_it(evening: Evening, couple: Couple) -> None:
    ada, bo, canaries = couple.inviter, couple.accepter, Canaries()
    evening.listen(ada.client)
    of_bo = evening.listen(bo.client)
    wish(ada, log_at="20:30")
    wish(bo, to_read=True)
    for _ in range(3):
        evening.log_act(ada, couple, canaries.plant("note"))
    evening.tick(12, zone=NEW_YORK)
    evening.tick(20, 30)
    assert evening.pushes == []  # Ada had logged
    for hour, minute in ((18, 30), (20, 0)):
        evening.tick(hour, minute, zone=NEW_YORK)
    (push,) = evening.pushes
    assert (push.token, push.message["hearth"]) == (of_bo.token, {"kind": "to_read"})
    assert push.at == evening.at(18, 30, zone=NEW_YORK)
    assert canaries.found_in(push.text, *push.headers.values()) == []
    assert "Ada" not in push.text


@pytest.mark.parametrize("kept", [0, 1])
def test_an_evening_whose_entries_were_taken_back(evening: Evening, couple: Couple, kept: int) -> None:
    ada = couple.inviter
    evening.listen(ada.client)
    wish(ada, log_at="20:00")
    acts = [evening.log_act(ada, couple) for _ in range(2)]
    evening.tick(15)
    for act_id in acts[kept:]:
        ada.client.apply(couple.space_id, "take_back_act", {"id": act_id})
    evening.tick(16)
    evening.tick(20)
    assert len(evening.pushes) == (0 if kept else 1)


def test_leaving_is_not_announced(evening: Evening, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    evening.listen(bo.client)
    wish(bo, to_read=True)
    evening.log_act(ada, couple)
    evening.worker.tick()
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    for days in range(3):
        evening.tick(18, 30, days=days, zone=NEW_YORK)
    assert evening.service.requests == 0


def test_the_words_are_the_devices_own(evening: Evening, ada: Person) -> None:
    neutral = evening.listen(ada.another_device())
    evening.prompt(ada)
    shown = {push.token == neutral.token: push.message["notification"] for push in evening.pushes}
    assert (shown[True]["body"], shown[True].get("actions")) == ("You have something new.", None)
    assert shown[False]["body"] == "Time to log today, if you like."
    assert [action["title"] for action in shown[False]["actions"]] == ["Logged it", "Later"]


def test_later_comes_an_hour_later_on_that_device(evening: Evening, ada: Person) -> None:
    evening.listen(ada.another_device())
    evening.prompt(ada)
    first = next(push for push in evening.pushes if "id" in push.message["hearth"])
    evening.pushes.sort(key=lambda push: push is first)
    evening.clock.set(evening.at(20, 10))
    assert evening.say(ada, "later").status_code == 204
    evening.tick(21, 9)
    assert len(evening.pushes) == 2
    evening.tick(21, 10)
    again = evening.pushes[-1]
    assert (len(evening.pushes), again.token, again.message) == (3, first.token, first.message)
    assert again.headers["topic"] == first.headers["topic"]
    # An hour on from there the quiet hours have begun: it is let go, and the next day is as it would have been.
    assert evening.say(ada, "later").status_code == 204
    evening.tick(23, 59)
    assert len(evening.pushes) == 3
    evening.tick(20, days=1)
    assert len(evening.pushes) == 5


def test_later_brings_nothing_to_a_device_that_was_taken_off_since(evening: Evening, ada: Person) -> None:
    evening.prompt(ada)
    path = f"/me/devices/{ada.device_id}/push-subscription"
    assert ada.another_device().delete(path).status_code == 204
    assert evening.say(ada, "later").status_code == 204
    evening.tick(21)
    assert len(evening.pushes) == 1


def test_later_and_then_done_is_not_told_again(evening: Evening, couple: Couple) -> None:
    ada = couple.inviter
    evening.prompt(ada)
    assert evening.say(ada, "later").status_code == 204
    evening.log_act(ada, couple)
    evening.tick(20, 10)
    # A button on a notice that still lies there, tapped after the entry, brings nothing back either.
    assert evening.say(ada, "later").status_code == 204
    for minute in (5, 15):
        evening.tick(21, minute)
    assert len(evening.pushes) == 1


def test_later_than_the_day_is_let_go(evening: Evening, ada: Person) -> None:
    evening.listen(ada.client, says_more=True)
    wish(ada, log_at="23:30", quiet_from="03:00", quiet_until="03:00")
    evening.worker.tick()
    evening.tick(23, 30)
    assert evening.say(ada, "later").status_code == 204
    evening.tick(0, 31, days=1)
    assert len(evening.pushes) == 1
    assert [one["status"] for one in ada.client.get("/me/nudges").json["deliveries"]] == ["sent"]


def test_later_heeds_quiet_hours_that_were_chosen_since(evening: Evening, ada: Person) -> None:
    evening.prompt(ada)
    wish(ada, quiet_from="20:30")
    evening.tick(20, 1)
    evening.say(ada, "later")
    for minute in range(0, 60, 10):
        evening.tick(21, minute)
    assert len(evening.pushes) == 1


def test_logged_it_counts_as_an_answer(evening: Evening, ada: Person) -> None:
    evening.prompt(ada)
    for days in (1, 2):
        evening.tick(20, days=days)
    assert len(evening.pushes) == 3
    assert ada.client.get("/me/nudges").json["halved"] == ["log"]
    assert evening.say(ada, "logged").status_code == 204
    assert ada.client.get("/me/nudges").json["halved"] == []
    evening.tick(20, days=3)
    assert len(evening.pushes) == 4


def test_what_is_no_answer(evening: Evening, ada: Person) -> None:
    evening.listen(ada.client, says_more=True)
    wish(ada, check_in_at="19:00", check_in_days=list(range(7)))
    evening.worker.tick()
    evening.tick(19)
    assert [push.message["hearth"]["kind"] for push in evening.pushes] == ["check_in"]
    assert evening.say(ada, "logged").json["code"] == "invalid"
    assert evening.say(ada, "snooze").json["code"] == "invalid"
    assert ada.client.post(f"/me/nudges/{uuid4()}/answer", {"said": "later"}).json["code"] == "not_found"
