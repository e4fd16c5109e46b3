"""Deliveries: claimed under a lease, sent outside any transaction, and settled by what the push service answered."""

import base64
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from sqlalchemy import Select, bindparam, delete, select, update

from server.db import transaction
from server.notifications import counters
from server.notifications.models import Delivery, PushSubscription
from server.notifications.payload import payload, payload_in_words
from server.notifications.preferences import kind_of
from server.notifications.push import Answer, Message, Result
from server.notifications.rules import Kind
from server.spaces.scope import act_as_server

AT_A_TIME = 256
# Longer than the slowest round of sending takes: 256 messages, 64 at a time, 20 s each at worst.
LEASE = timedelta(seconds=120)
FIRST_RETRY_S = 15.0
LONGEST_RETRY_S = 900.0
KEPT_FOR = timedelta(days=30)
URGENCY = {Kind.SESSION: "high", Kind.TO_READ: "low", Kind.MOMENT: "low", Kind.LOOK_BACK: "low"}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is this worker's to send until its lease ends."""

    id: UUID
    subscription_id: UUID
    attempts: int
    useful_until: datetime
    message: Message


def claim_due(claim: UUID, now: datetime, *, at_most: int = AT_A_TIME, lease: timedelta = LEASE) -> list[Claimed]:
    """Takes due deliveries under this claim; settles those that are too late or whose subscription went."""
    with transaction() as session:
        act_as_server(session)
        due = (
            select(Delivery, PushSubscription)
            .outerjoin(
                PushSubscription, (PushSubscription.id == Delivery.subscription_id) & ~PushSubscription.is_removed
            )
            .where(Delivery.next_try_at <= now)
            .order_by(Delivery.next_try_at)
            .limit(at_most)
            .with_for_update(of=Delivery, skip_locked=True)
        )
        claimed, changed = list[Claimed](), list[dict[str, Any]]()
        for delivery, subscription in session.execute(due):
            status = "late" if delivery.useful_until <= now else "gone" if subscription is None else "waiting"
            is_open = status == "waiting"
            changed.append(
                {
                    "id": delivery.id,
                    "status": status,
                    "next_try_at": now + lease if is_open else None,
                    "claim": claim if is_open else None,
                }
            )
            if is_open:
                message = _message(delivery, subscription, now)
                claimed.append(Claimed(delivery.id, subscription.id, delivery.attempts, delivery.useful_until, message))
        if changed:
            session.execute(update(Delivery), changed, execution_options={"synchronize_session": False})
            counters.count(session, ["failed:" + row["status"] for row in changed if row["claim"] is None], now)
        return claimed


def settle(claim: UUID, answered: Sequence[tuple[Claimed, Answer]], now: datetime) -> None:
    """Writes down what came of each, unless the lease ran out and another worker has it now."""
    rows, gone, counted = list[dict[str, Any]](), list[UUID](), list[str]()
    for claimed, answer in answered:
        rows.append({"key": claimed.id, **_outcome(claimed, answer, now)})
        if answer.result is Result.SENT:
            counted.append("sent")
            continue
        counted.append(f"failed:{answer.reason}")
        if answer.result is Result.GONE:
            gone.append(claimed.subscription_id)
        if answer.result is Result.REFUSED:
            counted.append(f"alarm:{answer.reason}:{urlsplit(claimed.message.endpoint).hostname}")
    with transaction() as session:
        act_as_server(session)
        # Whoever holds one of these is removing or replacing it.
        for id in session.scalars(_free(PushSubscription).where(PushSubscription.id.in_(gone))).all() if gone else ():
            session.execute(delete(PushSubscription).where(PushSubscription.id == id))
        # And whoever holds one of these is dropping it. Should they fail, it goes out again, as after a death.
        claimed_still = _free(Delivery).where(Delivery.claim == claim, Delivery.id.in_([row["key"] for row in rows]))
        ours = set(session.scalars(claimed_still))
        columns: dict[str, Any] = {name: bindparam(name) for name in ("status", "next_try_at", "attempts")}
        statement = update(Delivery).where(Delivery.id == bindparam("key")).values(columns)
        if ours:
            session.connection().execute(statement, [row for row in rows if row["key"] in ours])
        counters.count(session, counted, now)


def _free(model: type[Delivery] | type[PushSubscription]) -> Select[UUID]:
    """The ids of rows that nobody holds, which this transaction then holds."""
    return select(model.id).with_for_update(skip_locked=True)


def forget_old(now: datetime) -> None:
    """Deletes deliveries that were settled longer ago than anyone looks back."""
    with transaction() as session:
        act_as_server(session)
        session.execute(delete(Delivery).where(Delivery.useful_until < now - KEPT_FOR, Delivery.next_try_at.is_(None)))


def new_claim() -> UUID:
    """A name for one round of claiming."""
    return uuid4()


def _message(delivery: Delivery, subscription: PushSubscription, now: datetime) -> Message:
    kind = kind_of(delivery.kind)
    says_more = subscription.says_more
    body = payload_in_words(kind, delivery.language, delivery.id) if says_more else payload(kind, delivery.language)
    return message_to(
        subscription,
        body=body,
        ttl_s=max(1, int((delivery.useful_until - now).total_seconds())),
        urgency=URGENCY.get(kind, "normal"),
        topic=kind.word,
    )


def message_to(subscription: PushSubscription, *, body: str, ttl_s: int, urgency: str, topic: str) -> Message:
    """A message to one subscription; its topic is hashed, so that a push service learns no kind from it."""
    digest = hashlib.sha256(f"hearth/topic|{subscription.id}|{topic}".encode()).digest()
    return Message(
        endpoint=subscription.endpoint,
        p256dh=subscription.p256dh,
        auth=subscription.auth,
        vapid_key=subscription.vapid_key,
        body=body,
        ttl_s=ttl_s,
        urgency=urgency,
        topic=base64.urlsafe_b64encode(digest[:24]).decode(),
    )


def _outcome(claimed: Claimed, answer: Answer, now: datetime) -> dict[str, Any]:
    attempts = claimed.attempts + 1
    if answer.result is not Result.WAIT:
        return {"status": answer.result.value, "next_try_at": None, "attempts": attempts}
    again_at = now + timedelta(seconds=retry_in_s(attempts, answer.retry_after_s))
    if again_at >= claimed.useful_until:
        return {"status": "late", "next_try_at": None, "attempts": attempts}
    return {"status": "waiting", "next_try_at": again_at, "attempts": attempts}


def retry_in_s(attempts: int, asked_s: float | None) -> float:
    """Seconds until the next try: doubling, at least what was asked for, and up to half as much again at random."""
    doubled_s = FIRST_RETRY_S * float(2 ** min(attempts - 1, 10))
    wait_s = max(min(doubled_s, LONGEST_RETRY_S), asked_s or 0.0)
    return wait_s * random.uniform(1.0, 1.5)  # noqa: S311 - jitter, not a secret
