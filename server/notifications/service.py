"""A person's push subscriptions, what was sent to them lately, and what the rest of Hearth tells the plans."""

import asyncio
import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from flask import current_app
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from server import clock
from server.config import Settings
from server.db import transaction
from server.errors import Refused
from server.notifications import planning
from server.notifications.deliveries import message_to
from server.notifications.endpoints import AllowList
from server.notifications.models import Delivery, NudgePlan, PushSubscription
from server.notifications.payload import payload
from server.notifications.push import Answer, Message, Result, open_sender
from server.notifications.rules import halved_kinds
from server.notifications.vapid import VapidKeys
from server.notifications.wishes import facts_from
from server.outbox import Subscriber
from server.people import service as people
from server.people.service import Acting
from server.sealing import b64decode
from server.spaces import Access

LATELY = timedelta(days=14)
TEST_TTL_S = 300


def allow_list(settings: Settings) -> AllowList:
    """Where pushes may go, by the host's settings."""
    return AllowList(settings.push_extra_hosts, settings.push_allow_local)


def vapid_keys() -> VapidKeys:
    """This process's VAPID keys."""
    keys: VapidKeys = current_app.extensions["hearth_vapid"]
    return keys


# -- subscriptions ----------------------------------------------------------------------------------------------------


def subscribe(session: Session, acting: Acting, fields: dict[str, Any], settings: Settings) -> None:
    """Keeps where this device listens, in place of what was known of the device or the endpoint before.

    Raises Refused: endpoint_not_allowed, invalid.
    """
    endpoint, p256dh, auth = fields["endpoint"], fields["keys"]["p256dh"], fields["keys"]["auth"]
    allow_list(settings).check(endpoint)
    _check_point(p256dh)
    digest = hashlib.sha256(endpoint.encode()).digest()
    now = clock.now()
    known = session.scalars(
        select(PushSubscription).where(PushSubscription.device_id == acting.device.id)
    ).one_or_none()
    if known is not None and (known.endpoint_hash, known.p256dh, known.auth) == (digest, p256dh, auth):
        return
    same = or_(PushSubscription.device_id == acting.device.id, PushSubscription.endpoint_hash == digest)
    session.execute(delete(PushSubscription).where(same))
    session.add(
        PushSubscription(
            id=uuid4(),
            person_id=acting.person.id,
            device_id=acting.device.id,
            endpoint_hash=digest,
            endpoint=endpoint,
            p256dh=p256dh,
            auth=auth,
            vapid_key=vapid_keys().current,
            made_at=now,
        )
    )
    session.flush()
    planning.plan_from_now(session, acting.person.id, now)


def unsubscribe(session: Session, device_id: UUID) -> None:
    """Forgets where a device listens."""
    session.execute(delete(PushSubscription).where(PushSubscription.device_id == device_id))


def forget(session: Session, person_id: UUID) -> None:
    """Forgets everything about nudging this person, for when they delete their account."""
    for model in (PushSubscription, Delivery, NudgePlan):
        session.execute(delete(model).where(model.person_id == person_id))


def test_message(session: Session, acting: Acting) -> Message:
    """The message that shows this device's notices arrive. Raises Refused("not_found") without a subscription."""
    statement = select(PushSubscription).where(PushSubscription.device_id == acting.device.id)
    subscription = session.scalars(statement).one_or_none()
    if subscription is None:
        raise Refused("not_found")
    body = payload(None, acting.person.language)
    return message_to(subscription, body=body, ttl_s=TEST_TTL_S, urgency="high", topic="test")


def send_test(message: Message, device_id: UUID, settings: Settings) -> str:
    """Sends it now, outside any transaction; what protocol.md section 6 calls its status."""

    async def send() -> Answer:
        async with open_sender(allow_list(settings), vapid_keys(), settings.push_contact) as sender:
            return await sender.send(message)

    result = asyncio.run(send()).result
    if result is Result.GONE:
        with transaction() as session:
            unsubscribe(session, device_id)
    return "unreachable" if result is Result.WAIT else result.value


def _check_point(p256dh: str) -> None:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b64decode(p256dh))
    except ValueError as error:
        raise Refused("invalid", errors={"keys.p256dh": ["Not a point of P-256."]}) from error


# -- reading ----------------------------------------------------------------------------------------------------------


def lately(session: Session, acting: Acting) -> dict[str, Any]:
    """What was sent in the last two weeks, to which devices nudges go, and which kinds come half as often for now."""
    names = {device["id"]: device["name"] for device in people.devices(session, acting)}
    since = clock.local_day(clock.now() - LATELY, acting.person.zone)
    sent = (
        select(Delivery.kind, Delivery.on, Delivery.device_id, Delivery.status)
        .where(Delivery.person_id == acting.person.id, Delivery.on >= since)
        .order_by(Delivery.on.desc(), Delivery.kind)
    )
    listening = select(PushSubscription.device_id).where(PushSubscription.person_id == acting.person.id)
    plain = session.scalar(select(NudgePlan.facts).where(NudgePlan.person_id == acting.person.id)) or {}
    return {
        "deliveries": [
            {"kind": kind, "on": on.isoformat(), "device_name": names.get(str(device_id), ""), "status": status}
            for kind, on, device_id, status in session.execute(sent)
        ],
        "devices": [
            {"device_id": str(id), "name": names[str(id)]}
            for id in session.scalars(listening.order_by(PushSubscription.made_at))
            if str(id) in names
        ],
        "halved": [kind.word for kind in halved_kinds(facts_from(plain))],
    }


# -- what the rest of Hearth tells -------------------------------------------------------------------------------------


def _settings_changed(session: Session, event: dict[str, Any]) -> None:
    person_id = UUID(event["person_id"])
    profile = people.settings_of(session, person_id)
    if profile is not None:
        planning.set_wishes(session, person_id, profile, clock.now())


def _act_logged(session: Session, event: dict[str, Any]) -> None:
    planning.note_answer(session, UUID(event["person_id"]), "logged", clock.now(), on=event["on"])


def _checked_in(session: Session, event: dict[str, Any]) -> None:
    planning.note_answer(session, UUID(event["person_id"]), "checked_in", clock.now())


def _opened(session: Session, event: dict[str, Any]) -> None:
    planning.note_answer(session, UUID(event["person_id"]), "opened", clock.now())


def _shared_something(session: Session, event: dict[str, Any]) -> None:
    at: datetime = event["happened_at"]
    planning.note_new(session, UUID(event["partner_id"]), at, clock.now())


def _couple_ended(session: Session, event: dict[str, Any]) -> None:
    members = select(Access.person_id).where(Access.space_id == UUID(event["space_id"])).order_by(Access.person_id)
    for person_id in session.scalars(members).all():
        planning.forget_new(session, person_id, clock.now())


def _device_ended(session: Session, event: dict[str, Any]) -> None:
    unsubscribe(session, UUID(event["device_id"]))


# By the names in outbox.EVENTS.
SUBSCRIBERS: dict[str, list[Subscriber]] = {
    "person_joined": [_settings_changed],
    "settings_changed": [_settings_changed],
    "act_logged": [_act_logged],
    "checked_in": [_checked_in],
    "opened": [_opened],
    "shared_something": [_shared_something],
    "couple_ended": [_couple_ended],
    "device_ended": [_device_ended],
}
