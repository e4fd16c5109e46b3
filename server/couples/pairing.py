"""Inviting, accepting, confirming. Two people bring a couple about; one alone never does."""

import hmac
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, delete, not_, or_, select
from sqlalchemy.orm import Session

from server import clock
from server.couples.models import Couple, Invitation, Membership
from server.errors import Refused
from server.people import profiles, throttling
from server.people.profiles import Profile
from server.sealing import b64decode, key_ring
from server.spaces import service as spaces
from server.spaces.models import COUPLE, MEMBER

LIFETIME = {"code": timedelta(minutes=10), "link": timedelta(hours=24)}
WRONG_TRIES = 5


def _proof_mac(proof: str) -> bytes:
    return key_ring().mac("invitation", b64decode(proof))


def _is_over() -> ColumnElement[bool]:
    """Whose time is over: an open one's at its end, an accepted one's when nobody confirmed it for a day."""
    now = clock.now()
    unanswered = and_(Invitation.accepter_id.is_(None), Invitation.expires_at <= now)
    return or_(unanswered, Invitation.expires_at <= now - LIFETIME["link"])


def _check_free(session: Session, *person_ids: UUID) -> None:
    active = select(Membership.person_id).where(Membership.person_id.in_(person_ids), Membership.is_active)
    if session.scalars(active.limit(1)).first() is not None:
        raise Refused("already_paired")


def invite(session: Session, inviter: Profile, fields: dict[str, Any]) -> Invitation:
    """A new invitation; the inviter's last one ends. Raises Refused: already_paired, locator_taken."""
    _check_free(session, inviter.id)
    _end(session, Invitation.inviter_id == inviter.id)
    session.execute(delete(Invitation).where(_is_over()))
    if session.scalars(select(Invitation.id).where(Invitation.locator == fields["locator"])).first() is not None:
        raise Refused("locator_taken")
    invitation = Invitation(
        id=uuid4(),
        inviter_id=inviter.id,
        kind=fields["kind"],
        locator=fields["locator"],
        proof_mac=_proof_mac(fields["proof"]),
        inviter_mac=fields["inviter_mac"],
        expires_at=clock.now() + LIFETIME[fields["kind"]],
        wrong_tries=0,
    )
    session.add(invitation)
    profiles.me_changed(session, inviter.id)
    return invitation


def _end(session: Session, condition: ColumnElement[bool]) -> None:
    """Ends invitations; both who stood in one are told."""
    people = _people_in(session, condition)
    if people:
        session.execute(delete(Invitation).where(condition))
        profiles.me_changed(session, *people)


def _people_in(session: Session, condition: ColumnElement[bool]) -> list[UUID]:
    stood = select(Invitation.inviter_id, Invitation.accepter_id).where(condition)
    return [person_id for row in session.execute(stood) for person_id in row if person_id is not None]


def _stands_in(*person_ids: UUID) -> ColumnElement[bool]:
    return or_(Invitation.inviter_id.in_(person_ids), Invitation.accepter_id.in_(person_ids))


def find_by_proof(session: Session, person: Profile, invitation: Invitation | None, proof: str) -> Invitation | None:
    """The open invitation if the proof fits, else None after counting a wrong try.

    Wrong, used, expired and unknown are alike to the caller. The fifth wrong proof ends the invitation; a person who
    guesses is slowed down as with passwords. The caller commits before it answers.
    """
    throttling.check(session, "invitation", str(person.id))
    is_open = (
        invitation is not None
        and invitation.expires_at > clock.now()
        and invitation.inviter_id != person.id
        and invitation.accepter_id in (None, person.id)
    )
    if is_open and invitation is not None and hmac.compare_digest(invitation.proof_mac, _proof_mac(proof)):
        return invitation
    throttling.count_failure(session, "invitation", str(person.id))
    if is_open and invitation is not None:
        invitation.wrong_tries += 1
        if invitation.wrong_tries >= WRONG_TRIES:
            _end(session, Invitation.id == invitation.id)
    return None


def by_locator(session: Session, locator: str) -> Invitation | None:
    """The invitation with this locator, locked."""
    same = select(Invitation).where(Invitation.locator == locator).order_by(Invitation.expires_at)
    return session.scalars(same.limit(1).with_for_update()).one_or_none()


def by_id(session: Session, id: UUID) -> Invitation | None:
    """The invitation with this id, locked."""
    return session.get(Invitation, id, with_for_update=True)


def look(session: Session, invitation: Invitation) -> dict[str, Any]:
    """Who invites, with what vouches for their key."""
    inviter = profiles.profile(session, invitation.inviter_id)
    return {"id": str(invitation.id), "inviter": inviter.shown | {"mac": invitation.inviter_mac}}


def accept(session: Session, invitation: Invitation, accepter: Profile, mac: str) -> None:
    """Accepts for this person; then only the inviter's confirmation is missing. Raises Refused("already_paired")."""
    _check_free(session, accepter.id)
    invitation.accepter_id, invitation.accepter_mac = accepter.id, mac
    profiles.me_changed(session, invitation.inviter_id, accepter.id)


def confirm(session: Session, inviter: Profile, id: UUID, public_key: str) -> Couple:
    """The inviter confirms whom they see; access begins.

    Raises Refused: invitation_not_found, key_mismatch, already_paired.
    """
    invitation = session.get(Invitation, id)
    if invitation is None or invitation.inviter_id != inviter.id or invitation.accepter_id is None:
        raise Refused("invitation_not_found")
    if invitation.expires_at + LIFETIME["link"] <= clock.now():
        raise Refused("invitation_not_found")
    accepter = profiles.profile(session, invitation.accepter_id)
    # With whoever stands in another invitation of theirs, which ends with this: so nobody waits in a circle.
    profiles.lock_people(session, *_people_in(session, _stands_in(inviter.id, accepter.id)))
    if by_id(session, id) is None:  # the other was confirmed by someone else while we waited
        raise Refused("invitation_not_found")
    if not hmac.compare_digest(accepter.public_key, public_key):
        raise Refused("key_mismatch")
    _check_free(session, inviter.id, accepter.id)
    both = (inviter.id, accepter.id)
    space = spaces.new_space(session, COUPLE, [(person_id, MEMBER) for person_id in both])
    couple = Couple(id=uuid4(), space_id=space.id, paired_on=clock.local_day(clock.now(), inviter.zone))
    session.add(couple)
    session.flush()
    session.add_all(Membership(couple_id=couple.id, person_id=person_id, is_active=True) for person_id in both)
    for person_id in both:
        forget(session, person_id)
    profiles.me_changed(session, *both)
    return couple


def cancel(session: Session, person: Profile, id: UUID) -> None:
    """Either ends an invitation; the accepter's going back opens nothing again.

    Raises Refused("invitation_not_found").
    """
    invitation = by_id(session, id)
    if invitation is None or person.id not in (invitation.inviter_id, invitation.accepter_id):
        raise Refused("invitation_not_found")
    _end(session, Invitation.id == id)


def forget(session: Session, person_id: UUID) -> None:
    """Ends every invitation this person made or accepted."""
    _end(session, _stands_in(person_id))


def on_wire(session: Session, person: Profile) -> dict[str, Any] | None:
    """The invitation this person made or accepted, as their own devices are told of it."""
    open_ones = select(Invitation).where(_stands_in(person.id), not_(_is_over()))
    row = session.scalars(open_ones.order_by(Invitation.expires_at.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    is_inviter = row.inviter_id == person.id
    other_id = row.accepter_id if is_inviter else row.inviter_id
    mac = row.accepter_mac if is_inviter else row.inviter_mac
    return {
        "id": str(row.id),
        "kind": row.kind,
        "role": "inviter" if is_inviter else "accepter",
        "state": "accepted" if row.accepter_id else "open",
        "expires_at": row.expires_at,
        "locator": row.locator,
        "other": profiles.profile(session, other_id).shown | {"mac": mac} if other_id else None,
    }
