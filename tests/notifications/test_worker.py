"""A worker's ticks on both databases, at instants that the test sets, against the loopback push service."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from server import clock
from server.config import Settings
from server.db import transaction
from server.events import dispatch, emit
from server.notifications import counters, planning
from server.notifications import deliveries as sending
from server.notifications.models import Delivery, PushSubscription
from server.notifications.push import Answer, Result
from server.notifications.scheduler import Worker
from server.notifications.service import SUBSCRIBERS
from server.notifications.vapid import load_vapid_keys
from server.spaces.models import COUPLE, FORMER
from server.spaces.scope import act_as_server
from server.spaces.service import new_space
from tests.notifications.house import EVENING, add_people, deliveries, plan_of
from tests.notifications.push_service import Browser, PushService

# The push service checks lifetimes by the test's own clock too.
DUE = datetime(2026, 6, 10, 20, 30, tzinfo=UTC)


@pytest.fixture
def service() -> Any:  # noqa: ANN401 - a fixture in place of the folder's own, whose clock is the test's
    with PushService(now=clock.now) as running:
        yield running


@pytest.fixture
def worker(house: Flask, settings: Settings) -> Worker:
    return Worker(house, settings, dispatch=lambda: dispatch(SUBSCRIBERS))


def tick(worker: Worker, at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        worker.tick()


def someone(
    service: PushService,
    settings: Settings,
    due_at: datetime | None = DUE,
    **more: Any,  # noqa: ANN401 - add_people's own
) -> tuple[UUID, UUID, Browser]:
    vapid_key = load_vapid_keys(settings.secrets_dir).current
    ((person_id, device_id, browser),) = add_people(1, due_at, service=service, vapid_key=vapid_key, **more)
    assert browser is not None
    return person_id, device_id, browser


def tell(name: str, at: datetime, **ids: Any) -> None:  # noqa: ANN401 - ids and days
    with time_machine.travel(at, tick=False), transaction() as session:
        emit(session, name, **ids)


def statuses() -> list[tuple[str, str]]:
    return [(row.kind, row.status) for row in deliveries()]


def test_a_due_nudge_is_sent_once_and_planned_again(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, browser = someone(service, settings)
    tick(worker, DUE - timedelta(seconds=1))
    assert service.pushes == []
    tick(worker, DUE)
    tick(worker, DUE + timedelta(seconds=20))
    (push,) = service.pushes
    assert (push.token, push.message["notification"]["tag"]) == (browser.token, "hearth-log")
    assert push.headers["ttl"] == str(90 * 60)  # until the quiet hours begin
    assert service.faults == []
    assert plan_of(person_id).due_at == DUE + timedelta(days=1)
    assert statuses() == [("log", "sent")]


def test_logged_today_means_no_nudge(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, _ = someone(service, settings)
    tell("act_logged", DUE - timedelta(hours=2), person_id=person_id, on="2026-06-10")
    tick(worker, DUE)
    assert service.pushes == []
    tick(worker, DUE + timedelta(days=1))
    assert len(service.pushes) == 1


def test_an_act_for_an_earlier_day_leaves_tonight(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, _ = someone(service, settings)
    tell("act_logged", DUE - timedelta(hours=2), person_id=person_id, on="2026-06-09")
    tick(worker, DUE)
    assert len(service.pushes) == 1


def test_too_late_is_dropped(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, _ = someone(service, settings)
    tick(worker, DUE.replace(hour=22, minute=0))
    assert service.pushes == []
    assert plan_of(person_id).due_at == DUE + timedelta(days=1)


def test_a_failing_service_is_tried_again_until_it_is_too_late(
    worker: Worker, settings: Settings, service: PushService
) -> None:
    _, _, browser = someone(service, settings)
    browser.status, browser.headers = 503, {"Retry-After": "600"}
    tick(worker, DUE)
    tick(worker, DUE + timedelta(seconds=599))
    assert service.requests == 1
    browser.status = 201
    tick(worker, DUE + timedelta(seconds=901))
    assert [push.headers["ttl"] for push in service.pushes] == [str(90 * 60 - 901)]
    assert statuses() == [("log", "sent")]


def test_a_wait_beyond_its_use_gives_it_up(worker: Worker, settings: Settings, service: PushService) -> None:
    _, _, browser = someone(service, settings)
    browser.status, browser.headers = 429, {"Retry-After": "7200"}
    tick(worker, DUE)
    assert statuses() == [("log", "late")]


def test_a_subscription_that_is_gone_is_removed(worker: Worker, settings: Settings, service: PushService) -> None:
    _, _, browser = someone(service, settings)
    browser.status = 410
    tick(worker, DUE)
    with transaction(write=False) as session:
        assert session.scalars(select(PushSubscription)).all() == []
    assert statuses() == [("log", "gone")]
    tick(worker, DUE + timedelta(days=1))
    assert service.requests == 1


@pytest.mark.parametrize("status", [403, 413])
def test_our_own_fault_raises_an_alarm_and_removes_nothing(
    worker: Worker, settings: Settings, service: PushService, status: int
) -> None:
    _, _, browser = someone(service, settings)
    browser.status = status
    tick(worker, DUE)
    tick(worker, DUE + timedelta(minutes=30))
    assert service.requests == 1
    with transaction(write=False) as session:
        (alarm,) = counters.alarms(session, DUE)
        assert counters.alarms(session, DUE + timedelta(days=8)) == []
        assert session.scalars(select(PushSubscription)).one()
        text = counters.metrics(session, DUE)
    assert (alarm["reason"], alarm["host"], alarm["count"]) == (str(status), "127.0.0.1", 1)
    assert f'hearth_pushes_failed_total{{reason="{status}"}} 1' in text


def test_a_worker_that_died_while_sending_is_followed_by_another(
    worker: Worker, settings: Settings, service: PushService
) -> None:
    someone(service, settings)
    dead = sending.new_claim()
    planning.plan_due(DUE)
    (claimed,) = sending.claim_due(dead, DUE)
    tick(worker, DUE + sending.LEASE - timedelta(seconds=1))
    assert service.pushes == []
    tick(worker, DUE + sending.LEASE)
    assert len(service.pushes) == 1
    # The dead one's answer comes after all: the delivery is no longer its own to settle.
    with transaction() as session:
        act_as_server(session)
        session.execute(update(Delivery).values(status="waiting", claim=sending.new_claim()))
    sending.settle(dead, [(claimed, Answer(Result.SENT, "sent"))], DUE + sending.LEASE)
    assert statuses() == [("log", "waiting")]


def test_new_settings_plan_anew_and_drop_what_waits(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, browser = someone(service, settings)
    browser.status = 503
    tick(worker, DUE)
    assert statuses() == [("log", "waiting")]
    with time_machine.travel(DUE, tick=False), transaction() as session:
        act_as_server(session)
        planning.set_preferences(session, person_id, profile(EVENING | {"paused_until": "2026-07-01"}), DUE)
    browser.status = 201
    tick(worker, DUE + timedelta(minutes=30))
    assert statuses() == [("log", "dropped")]
    assert plan_of(person_id).due_at == datetime(2026, 7, 1, 20, 30, tzinfo=UTC)


def test_moving_to_another_zone_plans_anew(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, _ = someone(service, settings)
    with transaction() as session:
        act_as_server(session)
        planning.set_preferences(session, person_id, profile(EVENING, "Asia/Tokyo"), DUE - timedelta(hours=12))
    assert plan_of(person_id).due_at == datetime(2026, 6, 10, 11, 30, tzinfo=UTC)


def test_leaving_quiet_hours_plans_anew(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, _ = someone(service, settings, None)
    planned = []
    for quiet_from in ("22:00", "23:30"):
        with transaction() as session:
            act_as_server(session)
            late = EVENING | {"log_at": "22:30", "quiet_from": quiet_from}
            planning.set_preferences(session, person_id, profile(late), DUE)
        planned.append(plan_of(person_id).due_at)
    assert planned == [None, DUE + timedelta(hours=2)]


def test_a_time_that_has_passed_today_waits_for_tomorrow(
    worker: Worker, settings: Settings, service: PushService
) -> None:
    person_id, _, _ = someone(service, settings)
    tick(worker, DUE - timedelta(hours=1))
    with transaction() as session:
        act_as_server(session)
        planning.set_preferences(session, person_id, profile(EVENING | {"log_at": "19:00"}), DUE - timedelta(hours=1))
    tick(worker, DUE)
    assert service.pushes == []


def profile(settings: dict[str, Any], zone: str = "UTC") -> dict[str, Any]:
    return {"zone": zone, "language": "en", "settings": settings}


def test_the_digest_is_one_and_late(worker: Worker, settings: Settings, service: PushService) -> None:
    morning = datetime(2026, 6, 10, 9, tzinfo=UTC)
    preferences = EVENING | {"log_at": None, "to_read": True}
    person_id, _, _ = someone(service, settings, None, preferences=preferences)
    for minutes in (0, 1, 30):
        tell("shared_something", morning + timedelta(minutes=minutes), person_id=person_id, partner_id=person_id)
    tick(worker, morning + timedelta(hours=1))
    assert service.pushes == []
    # One more within the last hour puts off nothing.
    tell("shared_something", morning + timedelta(hours=9), person_id=person_id, partner_id=person_id)
    tick(worker, datetime(2026, 6, 10, 18, 30, tzinfo=UTC))
    tick(worker, datetime(2026, 6, 10, 19, 0, tzinfo=UTC))
    assert [push.message["hearth"]["kind"] for push in service.pushes] == ["to_read"]
    assert plan_of(person_id).due_at is None


def test_a_leaving_is_not_announced(worker: Worker, settings: Settings, service: PushService) -> None:
    morning = datetime(2026, 6, 10, 9, tzinfo=UTC)
    person_id, _, _ = someone(service, settings, None, preferences=EVENING | {"log_at": None, "to_read": True})
    tell("shared_something", morning, person_id=person_id, partner_id=person_id)
    tick(worker, morning)
    assert plan_of(person_id).due_at is not None
    with transaction() as session:
        act_as_server(session)
        space = new_space(session, COUPLE, [(person_id, FORMER)])
        emit(session, "couple_ended", space_id=space.id)
    tick(worker, morning + timedelta(hours=9, minutes=30))
    assert service.requests == 0
    assert plan_of(person_id).due_at is None


def test_three_ignored_halve_and_one_answer_restores(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, _ = someone(service, settings)
    for day in range(3):
        tick(worker, DUE + timedelta(days=day))
    assert plan_of(person_id).due_at == DUE + timedelta(days=4)
    tell("act_logged", DUE + timedelta(days=2, minutes=5), person_id=person_id, on="2026-06-12")
    tick(worker, DUE + timedelta(days=2, minutes=6))
    assert plan_of(person_id).due_at == DUE + timedelta(days=3)


def test_a_row_that_cannot_be_read_holds_up_nobody(worker: Worker, settings: Settings, service: PushService) -> None:
    broken, _, _ = someone(service, settings, DUE - timedelta(minutes=1), zone="Not/AZone")
    someone(service, settings)
    tick(worker, DUE)
    assert len(service.pushes) == 1
    assert plan_of(broken).due_at is None


def test_without_a_device_nothing_is_counted_as_ignored(worker: Worker, house: Flask) -> None:
    ((person_id, _, _),) = add_people(1, DUE)
    tick(worker, DUE)
    plan = plan_of(person_id)
    assert (plan.due_at, plan.facts) == (None, {})


def test_an_ended_device_hears_nothing(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, device_id, _ = someone(service, settings)
    tell("device_ended", DUE - timedelta(hours=1), person_id=person_id, device_id=device_id)
    tick(worker, DUE)
    assert service.requests == 0


def test_what_is_old_is_forgotten(worker: Worker, settings: Settings, service: PushService) -> None:
    person_id, _, _ = someone(service, settings, preferences=EVENING)
    tick(worker, DUE)
    with transaction() as session:
        act_as_server(session)
        planning.set_preferences(session, person_id, profile(EVENING | {"log_at": None}), DUE)
    tick(worker, DUE + timedelta(days=31))
    assert deliveries() == []
