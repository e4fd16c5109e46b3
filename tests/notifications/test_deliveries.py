"""What stands between a plan and the push service: one delivery each, and waits that spread and never fall short."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from server import clock
from server.config import Settings
from server.db import transaction
from server.notifications import counters, planning
from server.notifications.deliveries import retry_in_s
from server.notifications.models import NudgePlan
from server.notifications.scheduler import Worker
from server.notifications.vapid import load_vapid_keys
from server.spaces.scope import act_as_server
from tests.notifications.house import add_people, deliveries
from tests.notifications.push_service import PushService

DUE = datetime(2026, 6, 10, 20, 30, tzinfo=UTC)


@pytest.fixture
def service() -> Iterator[PushService]:
    """In place of the folder's own: it checks lifetimes by the test's clock too."""
    with PushService(now=clock.now) as running:
        yield running


@pytest.mark.parametrize(
    ("tries", "asked_s", "least_s"),
    [(1, None, 15), (2, None, 30), (6, None, 480), (7, None, 900), (2000, None, 900), (1, 3, 15), (1, 7200, 7200)],
)
def test_a_wait_doubles_heeds_what_was_asked_and_spreads(tries: int, asked_s: float | None, least_s: float) -> None:
    waits = [retry_in_s(tries, asked_s) for _ in range(200)]
    assert least_s <= min(waits) < least_s * 1.1
    assert least_s * 1.4 < max(waits) <= least_s * 1.5


def test_a_plan_that_was_put_back_brings_no_second_delivery(house: Flask, service: PushService) -> None:
    add_people(1, DUE, service=service)
    for _ in range(2):
        planning.plan_due(DUE)
        with transaction() as session:
            act_as_server(session)
            session.execute(update(NudgePlan).values(facts={}, after=DUE - timedelta(seconds=1), due_at=DUE))
    assert len(deliveries()) == 1


@pytest.mark.parametrize("status", [201, 403, 410, 503])
def test_logs_hold_no_person_device_or_endpoint(
    house: Flask, settings: Settings, service: PushService, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    vapid_key = load_vapid_keys(settings.secrets_dir).current
    ((person_id, device_id, browser),) = add_people(1, DUE, service=service, vapid_key=vapid_key)
    assert browser is not None
    browser.status, endpoint = status, service.wire(browser)["endpoint"]

    def fails() -> int:
        raise OSError(f"cannot reach {endpoint} of {person_id}")

    with clock.at(DUE):
        Worker(house, settings, dispatch=lambda: 0).tick()
        Worker(house, settings, dispatch=fails).tick()
    assert service.requests == 1
    assert "a tick ended early: OSError" in caplog.text
    secrets = (str(person_id), person_id.hex, str(device_id), device_id.hex, browser.token)
    assert [secret for secret in secrets if secret in caplog.text] == []


def test_what_a_dead_worker_left_until_it_is_of_no_use_is_not_sent(
    house: Flask, settings: Settings, service: PushService
) -> None:
    add_people(1, DUE, service=service, vapid_key=load_vapid_keys(settings.secrets_dir).current)
    planning.plan_due(DUE)
    with clock.at(DUE.replace(hour=22, minute=0)):  # the quiet hours begin
        Worker(house, settings, dispatch=lambda: 0).tick()
    assert service.requests == 0
    assert [delivery.status for delivery in deliveries()] == ["late"]


def test_counters_and_topics(house: Flask, settings: Settings, service: PushService) -> None:
    vapid_key = load_vapid_keys(settings.secrets_dir).current
    _, _, (_, _, gone) = add_people(3, DUE, service=service, vapid_key=vapid_key)
    assert gone is not None
    gone.status = 410
    now = DUE + timedelta(seconds=90)
    with transaction(write=False) as session:
        act_as_server(session)
        before = counters.figures(session, now)
    with clock.at(now):
        Worker(house, settings, dispatch=lambda: 0).tick()
    with transaction(write=False) as session:
        act_as_server(session)
        after = counters.figures(session, now)
    assert (before.oldest_due_s, before.planned, before.sent, before.failed) == (90.0, 0, 0, [])
    assert (after.oldest_due_s, after.planned, after.sent, after.failed) == (0.0, 3, 2, [("410", 1)])
    # One topic a subscription and kind; it tells a push service neither.
    topics = [push.headers["topic"] for push in service.pushes]
    assert len(set(topics)) == 2
    assert "log" not in topics
