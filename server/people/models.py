"""A person, their devices, and the counters that slow down guessing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.bodies import BodyRow, InBody
from server.db import Base


class Person(BodyRow, Base):
    """Someone who signs in. Verifiers are kept only as HMACs under the server's key; wraps are ciphertext.

    `me_rev` counts what changed of all that their own devices are told of them (docs/protocol.md, the *me* document).
    """

    __tablename__ = "person"
    mutable_columns = frozenset(
        ("handle", "me_rev", "zone", "language", "settings", "deleted_at", "public_key", "kdf_version", "salt")
    ) | {"verifier_mac", "password_wrap", "recovery_mac", "recovery_wrap"}
    id: Mapped[UUID] = mapped_column(primary_key=True)
    handle: Mapped[str | None] = mapped_column(String(32), unique=True)
    private_space_id: Mapped[UUID] = mapped_column(ForeignKey("space.id"), unique=True)
    me_rev: Mapped[int] = mapped_column(BigInteger, default=1)
    display_name = InBody[str]()
    zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    kdf_version: Mapped[int]
    salt: Mapped[str] = mapped_column(String(32))
    verifier_mac: Mapped[bytes] = mapped_column(LargeBinary(32))
    password_wrap: Mapped[str] = mapped_column(String(128))
    recovery_mac: Mapped[bytes] = mapped_column(LargeBinary(32))
    recovery_wrap: Mapped[str] = mapped_column(String(128))
    public_key: Mapped[str] = mapped_column(String(64))
    settings: Mapped[dict[str, Any]]
    joined_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class DeviceSession(BodyRow, Base):
    """A signed-in device. The token itself is never stored."""

    __tablename__ = "device_session"
    mutable_columns = frozenset(("token_hash", "last_used_at", "stepped_up_at", "revoked_at"))
    __table_args__ = (Index("ix_device_session_person_id", "person_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    name = InBody[str]()
    signed_in_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    stepped_up_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class ThrottleCounter(Base):
    """How often something failed. The key is an HMAC, so the table names nobody."""

    __tablename__ = "throttle_counter"
    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    count: Mapped[int] = mapped_column(Integer, default=0)
    last_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]


class RecoveryTicket(Base):
    """The right to set a new password, given once for a recovery code, for ten minutes."""

    __tablename__ = "recovery_ticket"
    ticket_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
