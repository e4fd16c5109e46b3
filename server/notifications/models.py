"""What the worker needs: when someone is due next, where their devices listen, and what became of each push.

Planning rows only: no words, nothing about a partner.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.bodies import BodyRow, InBody
from server.db import Base


class NudgePlan(Base):
    """One row a person: the copied preferences, the facts so far, and the instant at which to look again.

    The day's number of nudges belongs to the person, so the row that workers claim is the person's and not a kind's
    (docs/decisions/0005). Only due instants later than `after` count.
    """

    __tablename__ = "nudge_plan"
    __table_args__ = (Index("ix_nudge_plan_due_at", "due_at"),)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    preferences: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
    after: Mapped[datetime]
    due_at: Mapped[datetime | None]


class PushSubscription(BodyRow, Base):
    """Where one device listens. It is bound to the VAPID key that it was made with.

    `says_more`: its owner wants the kind in words there. `is_removed`: taken off from another device; nothing is sent,
    and the row stays to tell the device so when it comes to renew.
    """

    __tablename__ = "push_subscription"
    mutable_columns = frozenset(("says_more", "is_removed"))
    __table_args__ = (Index("ix_push_subscription_person_id", "person_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device_session.id", ondelete="CASCADE"), unique=True)
    endpoint_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    endpoint = InBody[str]()
    auth = InBody[str]()
    p256dh: Mapped[str] = mapped_column(String(96))
    vapid_key: Mapped[str] = mapped_column(String(96))
    says_more: Mapped[bool] = mapped_column(default=False)
    is_removed: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]


class Delivery(Base):
    """One nudge to one subscription. `next_try_at` is None once settled; while a worker sends, it is the lease's end.

    `subscription_id` is no foreign key: what was sent stays listed after the subscription went.
    """

    __tablename__ = "nudge_delivery"
    __table_args__ = (
        UniqueConstraint("subscription_id", "kind", "on"),
        Index("ix_nudge_delivery_next_try_at", "next_try_at"),
        Index("ix_nudge_delivery_person_id_on", "person_id", "on"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subscription_id: Mapped[UUID]
    device_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(16))
    on: Mapped[date]
    language: Mapped[str] = mapped_column(String(8))
    useful_until: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    claim: Mapped[UUID | None]


class PushCounter(Base):
    """A counter (`planned`, `sent`, `failed:<reason>`) or something for the host to mend (`alarm:<reason>:<host>`)."""

    __tablename__ = "push_counter"
    name: Mapped[str] = mapped_column(String(160), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
    last_at: Mapped[datetime]
