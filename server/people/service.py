"""Signing up, in and out; devices; recovery. Every function works inside the caller's transaction.

The password never arrives here: only a verifier derived from it on the device, kept as an HMAC under the server's key.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server import clock
from server.errors import Refused
from server.events import emit
from server.people import throttling
from server.people.models import DeviceSession, Person, RecoveryTicket
from server.people.profiles import Profile, profile_of
from server.people.schemas import DEFAULT_SETTINGS
from server.sealing import b64decode, b64encode, key_ring
from server.spaces import service as spaces
from server.spaces.models import OWNER, PRIVATE, Access

UNUSED_FOR = timedelta(days=90)
STEP_UP_FOR = timedelta(minutes=5)
TICKET_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Acting:
    """Who acts in this request, on which device."""

    person: Person
    device: DeviceSession

    @property
    def profile(self) -> Profile:
        """The acting person's own profile."""
        return profile_of(self.person)


def _mac(verifier: str) -> bytes:
    return key_ring().mac("verifier", b64decode(verifier))


def _token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


# -- signing up and in ------------------------------------------------------------------------------------------------


def sign_up(session: Session, fields: dict[str, Any]) -> Person:
    """A new person with a private space. Raises Refused("handle_taken")."""
    if session.scalar(select(Person.id).where(Person.handle == fields["handle"])) is not None:
        raise Refused("handle_taken")
    space = spaces.new_space(session, PRIVATE, [])
    person = Person(
        id=uuid4(),
        private_space_id=space.id,
        me_rev=1,
        handle=fields["handle"],
        display_name=fields["display_name"].strip(),
        zone=fields["zone"],
        language=fields["language"],
        public_key=fields["public_key"],
        settings=dict(DEFAULT_SETTINGS),
        joined_at=clock.now(),
        **_password_columns(fields),
        **_recovery_columns(fields),
    )
    session.add(person)
    session.flush()
    session.add(Access(space_id=space.id, person_id=person.id, role=OWNER))
    emit(session, "person_joined", person_id=person.id)
    return person


def _password_columns(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "kdf_version": fields["kdf_version"],
        "salt": fields["salt"],
        "verifier_mac": _mac(fields["verifier"]),
        "password_wrap": fields["password_wrap"],
    }


def _recovery_columns(fields: dict[str, Any]) -> dict[str, Any]:
    return {"recovery_mac": _mac(fields["recovery_verifier"]), "recovery_wrap": fields["recovery_wrap"]}


def prelogin(session: Session, handle: str) -> dict[str, Any]:
    """The salt of a handle; for an unknown one a made-up salt that stays the same."""
    made_up = b64encode(key_ring().mac("prelogin", handle.encode())[:16])
    row = session.execute(select(Person.kdf_version, Person.salt).where(Person.handle == handle)).one_or_none()
    return {"kdf_version": row[0], "salt": row[1]} if row else {"kdf_version": 1, "salt": made_up}


def person_by_verifier(session: Session, handle: str, verifier: str) -> Person | None:
    """The person whose password verifier this is, or None. The comparison runs for an unknown handle too."""
    person = session.scalars(select(Person).where(Person.handle == handle)).one_or_none()
    expected = person.verifier_mac if person else bytes(32)
    return person if hmac.compare_digest(expected, _mac(verifier)) else None


def person_by_recovery(session: Session, handle: str, verifier: str) -> Person | None:
    """The person whose recovery verifier this is, or None."""
    person = session.scalars(select(Person).where(Person.handle == handle)).one_or_none()
    expected = person.recovery_mac if person else bytes(32)
    return person if hmac.compare_digest(expected, _mac(verifier)) else None


def open_device(session: Session, person: Person, name: str) -> tuple[DeviceSession, str]:
    """A new device session and its token, which is shown once and stored as a hash."""
    token, now = b64encode(os.urandom(32)), clock.now()
    device = DeviceSession(
        id=uuid4(),
        person_id=person.id,
        token_hash=_token_hash(token),
        name=name,
        signed_in_at=now,
        last_used_at=now,
        stepped_up_at=now,
    )
    session.add(device)
    session.flush()
    return device, token


def person_by_token(session: Session, token: str | None) -> tuple[Person, DeviceSession]:
    """Who holds this token, asked anew at every request, so that a revocation holds on the very next one.

    Raises Refused: not_signed_in, device_revoked, session_expired.
    """
    statement = select(DeviceSession, Person).join(Person, Person.id == DeviceSession.person_id)
    found = session.execute(statement.where(DeviceSession.token_hash == _token_hash(token or ""))).one_or_none()
    if found is None:
        raise Refused("not_signed_in")
    device, person = found
    if device.revoked_at is not None:
        raise Refused("device_revoked")
    if clock.now() - device.last_used_at > UNUSED_FOR:
        raise Refused("session_expired")
    return person, device


# -- devices ----------------------------------------------------------------------------------------------------------


def devices(session: Session, acting: Acting) -> list[dict[str, Any]]:
    """The person's devices, the last used first; days are the person's own."""
    statement = (
        select(DeviceSession)
        .where(DeviceSession.person_id == acting.person.id, DeviceSession.revoked_at.is_(None))
        .order_by(DeviceSession.last_used_at.desc())
    )
    zone = acting.person.zone
    return [
        {
            "id": str(device.id),
            "name": device.name,
            "is_this": device.id == acting.device.id,
            "signed_in_on": clock.local_day(device.signed_in_at, zone).isoformat(),
            "last_used_on": clock.local_day(device.last_used_at, zone).isoformat(),
        }
        for device in session.scalars(statement)
    ]


def end_device(session: Session, person_id: UUID, device_id: UUID) -> None:
    """Ends a device session of this person. Raises Refused("not_found")."""
    device = session.get(DeviceSession, device_id)
    if device is None or device.person_id != person_id or device.revoked_at is not None:
        raise Refused("not_found")
    device.revoked_at = clock.now()
    emit(session, "device_ended", person_id=person_id, device_id=device_id)


def end_devices(session: Session, person_id: UUID, *, but: UUID | None = None) -> None:
    """Ends all device sessions of this person, except one.

    Their tokens become unknown rather than revoked: nobody signed such a device out by name.
    """
    statement = select(DeviceSession.id).where(DeviceSession.person_id == person_id, DeviceSession.revoked_at.is_(None))
    for device_id in session.scalars(statement).all():
        if device_id != but:
            end_device(session, person_id, device_id)
            forgotten = update(DeviceSession).where(DeviceSession.id == device_id)
            session.execute(forgotten.values(token_hash=os.urandom(32)))


def require_step_up(acting: Acting) -> None:
    """Raises Refused("step_up_needed") unless the password was given on this device within five minutes."""
    if clock.now() - acting.device.stepped_up_at > STEP_UP_FOR:
        raise Refused("step_up_needed")


def step_up(acting: Acting) -> None:
    """Notes that the password was given on this device."""
    acting.device.stepped_up_at = clock.now()


# -- passwords and recovery -------------------------------------------------------------------------------------------


def change_password(session: Session, acting: Acting, fields: dict[str, Any]) -> None:
    """Sets a new password and signs the other devices out."""
    for column, value in _password_columns({**fields, "verifier": fields["new_verifier"]}).items():
        setattr(acting.person, column, value)
    step_up(acting)
    end_devices(session, acting.person.id, but=acting.device.id)


def open_ticket(session: Session, person: Person) -> str:
    """A ticket for setting a new password; an earlier one ends."""
    end_tickets(session, person.id)
    ticket = b64encode(os.urandom(32))
    expires_at = clock.now() + TICKET_FOR
    session.add(RecoveryTicket(ticket_hash=_token_hash(ticket), person_id=person.id, expires_at=expires_at))
    return ticket


def end_tickets(session: Session, person_id: UUID) -> None:
    """Takes back the right to set a new password."""
    session.execute(delete(RecoveryTicket).where(RecoveryTicket.person_id == person_id))


def finish_recovery(session: Session, fields: dict[str, Any]) -> Person:
    """Uses the ticket up, sets new password and code, signs every device out. Raises Refused("sign_in_failed")."""
    ticket = session.get(RecoveryTicket, _token_hash(fields["ticket"]), with_for_update=True)
    if ticket is None or ticket.expires_at <= clock.now():
        raise Refused("sign_in_failed")
    person = session.get(Person, ticket.person_id)
    assert person is not None
    assert person.handle is not None
    for column, value in (_password_columns(fields) | _recovery_columns(fields)).items():
        setattr(person, column, value)
    session.delete(ticket)
    end_devices(session, person.id)
    throttling.reset(session, "sign_in", person.handle)
    throttling.reset(session, "recovery", person.handle)
    return person


def end_every_session(session: Session) -> None:
    """Signs everybody out. Their apps lock and keep what is unsent: nothing says that a device was revoked."""
    session.execute(delete(DeviceSession))


def mark_used(session: Session, device_id: UUID, at: datetime) -> None:
    """Notes that a device was used, at most once a day (its owner's list shows days only)."""
    session.execute(update(DeviceSession).where(DeviceSession.id == device_id).values(last_used_at=at))
