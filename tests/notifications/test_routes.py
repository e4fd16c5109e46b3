"""Subscribing, testing a device, and reading what was sent, through the API; each for its own person only."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from server.config import Settings
from server.db import transaction
from server.events import dispatch
from server.notifications import planning
from server.notifications.models import NudgePlan, PushSubscription
from server.notifications.scheduler import Worker
from server.notifications.service import SUBSCRIBERS
from server.notifications.vapid import load_vapid_keys
from server.spaces.scope import act_as_server
from tests.notifications.house import EVENING
from tests.notifications.push_service import Browser, PushService
from tests.support.callers import in_process
from tests.support.people import Client, Person

ROUTES = [
    ("PUT", "/me/push-subscription"),
    ("DELETE", "/me/push-subscription"),
    ("POST", "/me/push-subscription/test"),
    ("GET", "/me/nudges"),
    ("DELETE", "/me/devices/3834e84d-5f47-4af5-bb04-dec11022e793/push-subscription"),
]


@pytest.fixture
def sam(house: Flask) -> Person:
    return Person("sam", "Sam", zone="UTC").sign_up(in_process(house))


@pytest.fixture
def alex(house: Flask) -> Person:
    return Person("alex", "Alex").sign_up(in_process(house))


@pytest.fixture
def browser(service: PushService, settings: Settings, house: Flask) -> Browser:
    return service.subscribe(load_vapid_keys(settings.secrets_dir).current)


def subscriptions() -> list[PushSubscription]:
    with transaction(write=False) as session:
        return list(session.scalars(select(PushSubscription)))


def test_the_key_to_subscribe_with(house: Flask, settings: Settings) -> None:
    answer = Client(in_process(house)).get("/push/key")
    assert answer.json == {"public_key": load_vapid_keys(settings.secrets_dir).current}


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_stranger_gets_nothing(house: Flask, service: PushService, browser: Browser, method: str, path: str) -> None:
    body = service.wire(browser) if method == "PUT" else None
    answer = Client(in_process(house)).request(method, path, body)
    assert (answer.status_code, answer.json["code"]) == (401, "not_signed_in")


def test_one_subscription_a_device(sam: Person, service: PushService, browser: Browser, settings: Settings) -> None:
    for _ in range(2):
        assert sam.client.put("/me/push-subscription", service.wire(browser)).status_code == 204
    (first,) = subscriptions()
    renewed = service.subscribe(browser.vapid_key)
    assert sam.client.put("/me/push-subscription", service.wire(renewed)).status_code == 204
    (second,) = subscriptions()
    assert second.endpoint.endswith(renewed.token)
    assert second.id != first.id
    assert sam.client.delete("/me/push-subscription").status_code == 204
    assert subscriptions() == []


def test_an_endpoint_belongs_to_who_brought_it_last(
    sam: Person, alex: Person, service: PushService, browser: Browser
) -> None:
    for person in (sam, alex):
        assert person.client.put("/me/push-subscription", service.wire(browser)).status_code == 204
    (subscription,) = subscriptions()
    assert str(subscription.person_id) == alex.person_id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"endpoint": "https://example.org/push"}, "endpoint_not_allowed"),
        ({"endpoint": "http://169.254.169.254/latest"}, "endpoint_not_allowed"),
        ({"endpoint": ""}, "invalid"),
        ({"keys": {"p256dh": "AAAA", "auth": "AAAAAAAAAAAAAAAAAAAAAA"}}, "invalid"),
        ({"keys": {"p256dh": "A" * 87, "auth": "AAAAAAAAAAAAAAAAAAAAAA"}}, "invalid"),  # no point of the curve
        ({"keys": {}}, "invalid"),
        ({"more": 1}, "invalid"),
    ],
)
def test_a_subscription_that_cannot_be(
    sam: Person, service: PushService, browser: Browser, change: dict[str, Any], code: str
) -> None:
    answer = sam.client.put("/me/push-subscription", service.wire(browser) | change)
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert subscriptions() == []


@pytest.mark.parametrize(
    ("status", "says"), [(201, "sent"), (403, "refused"), (410, "gone"), (500, "unreachable"), (429, "unreachable")]
)
def test_a_test_nudge_answers_honestly(
    sam: Person, service: PushService, browser: Browser, status: int, says: str
) -> None:
    sam.client.put("/me/push-subscription", service.wire(browser))
    browser.status = status
    answer = sam.client.post("/me/push-subscription/test")
    assert (answer.status_code, answer.json) == (200, {"status": says})
    assert [push.message["hearth"]["kind"] for push in service.pushes] == (["test"] if says == "sent" else [])
    assert len(subscriptions()) == (0 if says == "gone" else 1)


def test_no_test_without_a_subscription(sam: Person, alex: Person, service: PushService, browser: Browser) -> None:
    alex.client.put("/me/push-subscription", service.wire(browser))
    assert sam.client.post("/me/push-subscription/test").status_code == 404
    assert service.requests == 0


def test_what_was_sent_lately(
    house: Flask, settings: Settings, sam: Person, service: PushService, browser: Browser
) -> None:
    alex = Person("alex", "Alex").sign_up(in_process(house))
    worker = Worker(house, settings, dispatch=lambda: dispatch(SUBSCRIBERS))
    tablet = service.subscribe(browser.vapid_key)
    sam.client.put("/me/push-subscription", service.wire(browser))
    sam.another_device().put("/me/push-subscription", service.wire(tablet))
    worker.tick()  # hands on that Sam joined
    evening = datetime.now(UTC).replace(hour=20, minute=30, second=0, microsecond=0) + timedelta(days=1)
    with transaction() as session:
        act_as_server(session)
        plan = session.scalars(select(NudgePlan).where(NudgePlan.person_id != UUID(alex.person_id))).one()
        profile = {"zone": "UTC", "language": "de", "settings": EVENING}
        planning.set_preferences(session, plan.person_id, profile, evening - timedelta(hours=3))
    tablet.status = 410
    # The loopback service checks the sender's claims by the real clock, at most a day from now.
    service._now = lambda: evening
    with time_machine.travel(evening, tick=False):
        worker.tick()
        read = sam.client.get("/me/nudges").json
        of_alex = alex.client.get("/me/nudges").json
    day = evening.date().isoformat()
    assert sorted((one["device_name"], one["status"]) for one in read["deliveries"]) == [
        (sam_device_name(sam), "sent"),
        ("tablet", "gone"),
    ]
    assert {(one["kind"], one["on"]) for one in read["deliveries"]} == {("log", day)}
    assert [device["device_id"] for device in read["devices"]] == [sam.device_id]
    assert read["halved"] == []
    assert of_alex == {"deliveries": [], "devices": [], "halved": []}
    assert service.pushes[0].message["notification"]["lang"] == "de"


def sam_device_name(sam: Person) -> str:
    name: str = next(device["name"] for device in sam.client.get("/me/devices").json["devices"] if device["is_this"])
    return name


def test_signing_out_ends_the_subscription(
    house: Flask, settings: Settings, sam: Person, service: PushService, browser: Browser
) -> None:
    sam.client.put("/me/push-subscription", service.wire(browser))
    sam.client.post("/sign-out")
    Worker(house, settings, dispatch=lambda: dispatch(SUBSCRIBERS)).tick()
    assert subscriptions() == []


def test_metrics_name_nobody(house: Flask, sam: Person, service: PushService, browser: Browser) -> None:
    sam.client.put("/me/push-subscription", service.wire(browser))
    password = house.extensions["hearth_status_password"]
    answer = house.test_client().get("/metrics", auth=("host", password))
    assert answer.content_type.startswith("text/plain")
    assert "hearth_push_subscriptions 1\n" in answer.text
    assert "hearth_oldest_due_nudge_seconds 0.0\n" in answer.text
    for secret in (sam.handle, sam.person_id, sam.device_id, browser.token):
        assert secret not in answer.text


def test_more_words_only_where_they_were_chosen(
    house: Flask, sam: Person, service: PushService, browser: Browser
) -> None:
    def says_more() -> bool:
        (device,) = sam.client.get("/me/nudges").json["devices"]
        chosen: bool = device["says_more"]
        return chosen

    where = service.wire(browser)
    sam.client.put("/me/push-subscription", where)
    assert says_more() is False
    sam.client.put("/me/push-subscription", where | {"says_more": True})
    assert says_more() is True
    # A renewal at the next opening says nothing of it, and nor does the browser's own.
    sam.client.put("/me/push-subscription", where | {"renewal": True})
    sam.client.put("/me/push-subscription", service.wire(service.subscribe(browser.vapid_key)) | {"renewal": True})
    assert says_more() is True
    # Whoever uses the same browser next has not chosen it, and nor has who turned notices off and on again.
    sam.client.delete("/me/push-subscription")
    sam.client.put("/me/push-subscription", where)
    assert says_more() is False


def test_a_device_removed_from_another_stays_so_until_turned_on_there(
    house: Flask, sam: Person, alex: Person, service: PushService, browser: Browser
) -> None:
    tablet, at_tablet = sam.another_device(), service.wire(service.subscribe(browser.vapid_key))
    tablet.put("/me/push-subscription", at_tablet | {"says_more": True})
    tablet_id = tablet.get("/me").json["device"]["id"]
    path = f"/me/devices/{tablet_id}/push-subscription"
    assert alex.client.delete(path).status_code == 404
    assert sam.client.delete(path).status_code == 204
    assert sam.client.delete(path).status_code == 404
    assert sam.client.get("/me/nudges").json["devices"] == []
    assert tablet.post("/me/push-subscription/test").status_code == 404
    assert tablet.put("/me/push-subscription", at_tablet | {"renewal": True}).status_code == 404
    assert tablet.put("/me/push-subscription", at_tablet).status_code == 204
    assert sam.client.get("/me/nudges").json["devices"] == [
        {"device_id": tablet_id, "name": "tablet", "says_more": False}
    ]
