"""A person's push subscriptions, what was sent to them lately, and what the rest of Hearth tells the plans."""

import asyncio
import hashlib
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from flask import current_app
from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session

from server import clock
from server.config import Settings
from server.db import transaction
from server.errors import Refused
from server.events import Subscriber
from server.notifications import planning
from server.notifications.deliveries import message_to
from server.notifications.endpoints import AllowList
from server.notifications.models import Delivery, NudgePlan, PushSubscription
from server.notifications.payload import payload
from server.notifications.preferences import facts_from, kind_of, preferences_from
from server.notifications.push import Answer, Message, Result, open_sender
from server.notifications.rules import Kind, halved_kinds, is_quiet
from server.notifications.vapid import VapidKeys
from server.people import profiles
from server.people import service as people
from server.people.service import Acting
from server.sealing import b64decode
from server.spaces.models import Access

LATELY = timedelta(days=14)
LATER = timedelta(hours=1)
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

    What the device's owner chose for it stays unless `says_more` says otherwise. Raises Refused: endpoint_not_allowed,
    invalid; not_found to a `renewal` where the subscription was removed from another device.
    """
    endpoint, p256dh, auth = fields["endpoint"], fields["keys"]["p256dh"], fields["keys"]["auth"]
    allow_list(settings).check(endpoint)
    _check_point(p256dh)
    digest = hashlib.sha256(endpoint.encode()).digest()
    now = clock.now()
    known = session.scalars(
        select(PushSubscription).where(PushSubscription.device_id == acting.device.id)
    ).one_or_none()
    if known is not None and known.is_removed:
        if fields["renewal"]:
            raise Refused("not_found")
        known = None
    says_more = fields["says_more"]
    if says_more is None:
        says_more = known is not None and known.says_more
    if known is not None and (known.endpoint_hash, known.p256dh, known.auth) == (digest, p256dh, auth):
        known.says_more = says_more
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
            says_more=says_more,
            made_at=now,
        )
    )
    session.flush()
    planning.plan_from_now(session, acting.person.id, now)


def unsubscribe(session: Session, device_id: UUID) -> None:
    """Forgets where a device listens."""
    session.execute(delete(PushSubscription).where(PushSubscription.device_id == device_id))


def remove(session: Session, acting: Acting, device_id: UUID) -> None:
    """Sends nothing more to one of a person's devices, which learns of it when it is next opened.

    Raises Refused("not_found") where nothing is sent to it.
    """
    subscription = session.scalars(_listening(acting.person.id).where(PushSubscription.device_id == device_id)).first()
    if subscription is None:
        raise Refused("not_found")
    subscription.is_removed = True
    planning.drop_waiting(session, Delivery.device_id == device_id)


def _listening(person_id: UUID) -> Select[PushSubscription]:
    mine = select(PushSubscription).where(PushSubscription.person_id == person_id)
    return mine.where(PushSubscription.is_removed.is_(False))


def forget(session: Session, person_id: UUID) -> None:
    """Forgets everything about nudging this person, for when they delete their account."""
    for model in (PushSubscription, Delivery, NudgePlan):
        session.execute(delete(model).where(model.person_id == person_id))


def test_message(session: Session, acting: Acting) -> Message:
    """The message that shows this device's notices arrive. Raises Refused("not_found") without a subscription."""
    mine = _listening(acting.person.id).where(PushSubscription.device_id == acting.device.id)
    subscription = session.scalars(mine).one_or_none()
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


# -- answering --------------------------------------------------------------------------------------------------------


def answer(session: Session, acting: Acting, nudge_id: UUID, said: str) -> None:
    """Takes the answer that a button on a nudge gave: "logged" counts as one, "later" has it come again.

    Raises Refused: not_found, invalid ("logged" to a nudge that is not about logging).
    """
    mine = select(Delivery).where(Delivery.id == nudge_id, Delivery.person_id == acting.person.id)
    nudge = session.scalars(mine.with_for_update()).one_or_none()
    if nudge is None:
        raise Refused("not_found")
    if said == "later":
        _postpone(session, nudge, clock.now() + LATER)
    elif nudge.kind == Kind.LOG.word:
        planning.note_answer(session, acting.person.id, "logged", clock.now())
    else:
        raise Refused("invalid", errors={"said": ["Not for this kind."]})


def _postpone(session: Session, nudge: Delivery, until: datetime) -> None:
    """Has this device get the same nudge once more, unless it was answered since or would be of no use any more."""
    plan = session.scalars(select(NudgePlan).where(NudgePlan.person_id == nudge.person_id)).one_or_none()
    if plan is None or until >= nudge.useful_until or not facts_from(plan.facts).unanswered.get(kind_of(nudge.kind)):
        return
    if not is_quiet(until.astimezone(clock.zone(plan.zone)).time(), preferences_from(plan.preferences, plan.zone)):
        nudge.status, nudge.next_try_at, nudge.attempts, nudge.claim = planning.WAITING, until, 0, None


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
    plain = session.scalar(select(NudgePlan.facts).where(NudgePlan.person_id == acting.person.id)) or {}
    return {
        "deliveries": [
            {"kind": kind, "on": on.isoformat(), "device_name": names.get(str(device_id), ""), "status": status}
            for kind, on, device_id, status in session.execute(sent)
        ],
        "devices": [
            {"device_id": str(one.device_id), "name": names[str(one.device_id)], "says_more": one.says_more}
            for one in session.scalars(_listening(acting.person.id).order_by(PushSubscription.made_at))
            if str(one.device_id) in names
        ],
        "halved": [kind.word for kind in halved_kinds(facts_from(plain))],
    }


# -- what the rest of Hearth tells -------------------------------------------------------------------------------------


def _settings_changed(session: Session, event: dict[str, Any]) -> None:
    person_id = UUID(event["person_id"])
    profile = profiles.settings_of(session, person_id)
    if profile is not None:
        planning.set_preferences(session, person_id, profile, clock.now())


def _act_logged(session: Session, event: dict[str, Any]) -> None:
    planning.note_answer(session, UUID(event["person_id"]), "logged", clock.now(), on=event["on"])


def _last_act_taken_back(session: Session, event: dict[str, Any]) -> None:
    planning.forget_logged(session, UUID(event["person_id"]), date.fromisoformat(event["on"]), clock.now())


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
    "last_act_taken_back": [_last_act_taken_back],
    "checked_in": [_checked_in],
    "opened": [_opened],
    "shared_something": [_shared_something],
    "couple_ended": [_couple_ended],
    "device_ended": [_device_ended],
}
