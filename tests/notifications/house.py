"""An app with the tables that nudges need, people in it, and their devices listening at a loopback push service."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, insert, select

from server.app import create_app
from server.bodies import BodyRow
from server.config import Settings
from server.db import Base, db, transaction
from server.notifications.models import Delivery, NudgePlan, PushSubscription
from server.people.models import DeviceSession, Person
from server.spaces.models import PRIVATE, Space
from server.spaces.scope import act_as_server
from tests.notifications.push_service import Browser, PushService

EVENING = {"log_at": "20:30", "quiet_from": "22:00", "quiet_until": "07:30", "most_a_day": 1}


def make_app(settings: Settings, *, create: bool = True) -> Flask:
    """An app on these settings, with fresh tables where asked for; the whole app, unmigrated."""
    app = create_app(settings)
    app.testing = True
    if create:
        with app.app_context():
            Base.metadata.create_all(db.engine)
    return app


def settings_for(url: str, folder: Path, service: PushService | None = None) -> Settings:
    """Settings of a test's own house; `service` is allowed as a local push service."""
    hosts = (service.netloc,) if service else ()
    plain = Settings(data_dir=folder / "data", secrets_dir=folder / "secrets", database_url=url, worker_tick_s=0.2)
    return replace(plain, push_extra_hosts=hosts, push_allow_local=service is not None)


def add_people(
    count: int,
    due_at: datetime | None,
    *,
    service: PushService | None = None,
    vapid_key: str = "",
    zone: str = "UTC",
    preferences: dict[str, Any] | None = None,
    plans: bool = True,
) -> list[tuple[UUID, UUID, Browser | None]]:
    """People with one device each (person, device, browser), who are due at `due_at`. Inside an app context."""
    found: list[tuple[UUID, UUID, Browser | None]] = []
    rows: dict[Any, list[dict[str, Any]]] = {
        Space: [],
        Person: [],
        DeviceSession: [],
        NudgePlan: [],
        PushSubscription: [],
    }
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for _ in range(count):
        person_id, device_id = uuid4(), uuid4()
        browser = service.subscribe(vapid_key) if service else None
        found.append((person_id, device_id, browser))
        rows[Space].append({"id": person_id, "kind": PRIVATE, "rev": 0})
        rows[Person].append(_person(person_id, zone, preferences or EVENING, now))
        rows[DeviceSession].append(_device(device_id, person_id, now))
        if plans:
            after = due_at - timedelta(seconds=1) if due_at else now
            plan = {
                "person_id": person_id,
                "zone": zone,
                "language": "en",
                "preferences": preferences or EVENING,
                "facts": {},
            }
            rows[NudgePlan].append(plan | {"after": after, "due_at": due_at})
        if service and browser:
            rows[PushSubscription].append(_subscription(service, browser, person_id, device_id, now))
    with transaction() as session:
        act_as_server(session)
        for model, values in rows.items():
            if issubclass(model, BodyRow):
                session.add_all(model(**each) for each in values)
                session.flush()
            elif values:
                session.execute(insert(model), values)
    return found


def deliveries() -> list[Delivery]:
    """Every delivery, by day and kind. Inside an app context."""
    with transaction(write=False) as session:
        act_as_server(session)
        return list(session.scalars(select(Delivery).order_by(Delivery.on, Delivery.kind)))


def count_by_status() -> Counter[str]:
    """How many deliveries there are of each status. Inside an app context."""
    with transaction(write=False) as session:
        act_as_server(session)
        counted = select(Delivery.status, func.count(Delivery.id).label("number")).group_by(Delivery.status)
        return Counter({row.status: row.number for row in session.execute(counted)})


def plan_of(person_id: UUID) -> NudgePlan:
    """A person's plan. Inside an app context."""
    with transaction(write=False) as session:
        act_as_server(session)
        return session.scalars(select(NudgePlan).where(NudgePlan.person_id == person_id)).one()


def _person(id: UUID, zone: str, preferences: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "id": id,
        "private_space_id": id,
        "handle": f"p-{id.hex[:12]}",
        "display_name": "Sam",
        "zone": zone,
        "language": "en",
        "kdf_version": 1,
        "salt": "",
        "verifier_mac": bytes(32),
        "password_wrap": "",
        "recovery_mac": bytes(32),
        "recovery_wrap": "",
        "public_key": "",
        "settings": preferences,
        "joined_at": now,
    }


def _device(id: UUID, person_id: UUID, now: datetime) -> dict[str, Any]:
    times = dict.fromkeys(("signed_in_at", "last_used_at", "stepped_up_at"), now)
    return {"id": id, "person_id": person_id, "token_hash": id.bytes * 2, "name": "Phone", **times}


def _subscription(
    service: PushService, browser: Browser, person_id: UUID, device_id: UUID, now: datetime
) -> dict[str, Any]:
    wire = service.wire(browser)
    return {
        "id": uuid4(),
        "person_id": person_id,
        "device_id": device_id,
        "endpoint_hash": device_id.bytes * 2,
        "endpoint": wire["endpoint"],
        "p256dh": wire["keys"]["p256dh"],
        "auth": wire["keys"]["auth"],
        "vapid_key": browser.vapid_key,
        "made_at": now,
    }
