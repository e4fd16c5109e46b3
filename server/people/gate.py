"""Who is acting in this request. Stands inside the transaction, so that a revocation or a leaving cannot race it."""

from datetime import date, datetime
from uuid import UUID

from flask import g, request
from sqlalchemy.orm import Session

from server import clock
from server.db import transaction
from server.errors import Refused
from server.people import profiles, service
from server.people.models import DeviceSession, Person
from server.people.service import Acting
from server.spaces import service as spaces
from server.spaces.models import Space
from server.spaces.scope import act_as

COOKIE = "__Host-hearth"
MEANT_FOR = "Hearth-Person"


def request_token() -> str | None:
    """The bearer token or the cookie's, whichever came."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    return request.cookies.get(COOKIE)


def acting(session: Session) -> Acting:
    """Finds who acts and holds the session to their spaces.

    Raises Refused: not_signed_in, device_revoked, session_expired.
    """
    return _in_scope(session, *_proven(session))


def acting_in(session: Session, space_id: UUID, *, with_others: bool = False) -> tuple[Acting, dict[UUID, Space]]:
    """Who acts, and by id the spaces of a write, locked before it is read what they may enter.

    Those are the one that is named and the person's own, and with `with_others` the other members' own, so that
    neither a leaving nor another write of theirs comes in between. Raises Refused as `acting` does, and not_found
    where there is no such space.
    """
    person, device = _proven(session)
    wanted = {space_id, person.private_space_id}
    if with_others:
        others = spaces.others_in(session, space_id, person.id)
        wanted |= {profiles.private_space_id(session, other_id) for other_id in others}
    locked = spaces.lock_spaces(session, wanted)
    if space_id not in locked:
        raise Refused("not_found")
    return _in_scope(session, person, device), locked


def _proven(session: Session) -> tuple[Person, DeviceSession]:
    person, device = service.person_by_token(session, request_token())
    # One browser has one cookie, whoever of two people sharing it signed in last.
    if request.headers.get(MEANT_FOR, str(person.id)) != str(person.id):
        raise Refused("not_signed_in")
    return person, device


def _in_scope(session: Session, person: Person, device: DeviceSession) -> Acting:
    act_as(session, person.id)
    if _day(clock.now(), person) != _day(device.last_used_at, person):
        g.used_device_id = device.id
    return Acting(person, device)


def _day(instant: datetime, person: Person) -> date:
    return clock.local_day(instant, person.zone)


def note_use() -> None:
    """After the answer: notes the day on which the device was used, in a transaction of its own."""
    device_id = g.pop("used_device_id", None)
    if device_id is not None:
        with transaction() as session:
            service.mark_used(session, device_id, clock.now())
