"""Membership, leaving, and the deletion that may be chosen with it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server import clock
from server.couples import pairing
from server.couples.models import Couple, DeletionOrder, Membership
from server.errors import Refused
from server.events import emit
from server.people import profiles
from server.spaces.models import FORMER, MEMBER, Access
from server.writes.erasing import erase, erase_as_server, every_entity
from server.writes.operation import Write

DELETE_AFTER = timedelta(days=30)


def leave_couple(write: Write, body: dict[str, Any]) -> None:
    """Ends the couple for both, without a word to the other; what the leaver wrote stays theirs to keep or delete."""
    end_couple(write.session, write.space_id, write.today)
    if body["delete_mine"]:
        due_on = write.today + DELETE_AFTER
        write.session.add(DeletionOrder(space_id=write.space_id, person_id=write.person_id, due_on=due_on))


def end_couple(session: Session, space_id: UUID, on: date) -> None:
    """Makes both former members of the space; from here on each reads only what they wrote."""
    couple = session.scalars(select(Couple).where(Couple.space_id == space_id)).one()
    couple.ended_on = on
    session.execute(update(Membership).where(Membership.couple_id == couple.id).values(is_active=False))
    members = update(Access).where(Access.space_id == space_id, Access.role == MEMBER)
    session.execute(members.values(role=FORMER))
    profiles.me_changed(session, *session.scalars(_members(couple.id)).all())
    emit(session, "couple_ended", space_id=space_id)


def _members(couple_id: UUID) -> Any:  # noqa: ANN401 - a select of one column
    return select(Membership.person_id).where(Membership.couple_id == couple_id)


def partner_ids(session: Session, person_id: UUID) -> list[UUID]:
    """Everybody this person is or was in a couple with."""
    couples = select(Membership.couple_id).where(Membership.person_id == person_id)
    others = select(Membership.person_id).where(Membership.couple_id.in_(couples), Membership.person_id != person_id)
    return list(session.scalars(others.distinct()))


def _order(write: Write) -> DeletionOrder:
    order = write.session.get(DeletionOrder, (write.space_id, write.person_id))
    if order is None:
        raise Refused("not_found")
    return order


def take_back_deletion(write: Write, body: dict[str, Any]) -> None:
    """The leaver keeps what they wrote after all."""
    write.session.delete(_order(write))
    profiles.me_changed(write.session, write.person_id)


def waive_deletion_wait(write: Write, body: dict[str, Any]) -> None:
    """The leaver's writing goes now."""
    write.session.delete(_order(write))
    profiles.me_changed(write.session, write.person_id)
    for erased in erase(write.session, write.space_id, write.person_id, every_entity()):
        write.record_id(erased.kind, erased.id, write.person_id, deleted=erased.is_gone)


def has_deletion_orders(session: Session) -> bool:
    """Whether anybody's deletion waits for its day."""
    return session.scalars(select(DeletionOrder.person_id).limit(1)).first() is not None


def carry_out_deletions(session: Session) -> int:
    """Carries out the deletions that are due; returns how many. Runs as the server, in the worker's transaction."""
    orders = session.scalars(select(DeletionOrder).with_for_update(skip_locked=True)).all()
    done = 0
    for order in orders:
        zone = profiles.profile(session, order.person_id).zone
        if clock.local_day(clock.now(), zone) < order.due_on:
            continue
        erase_as_server(session, order.space_id, order.person_id, every_entity())
        session.delete(order)
        profiles.me_changed(session, order.person_id)
        done += 1
    return done


def forget(session: Session, person_id: UUID) -> None:
    """Ends invitations and orders of someone who deletes their account."""
    pairing.forget(session, person_id)
    session.execute(delete(DeletionOrder).where(DeletionOrder.person_id == person_id))


def couples_of(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    """This person's couples, past ones too, as their own devices are told of them."""
    statement = (
        select(Couple)
        .join(Membership, Membership.couple_id == Couple.id)
        .where(Membership.person_id == person_id)
        .order_by(Couple.paired_on)
    )
    found = []
    for couple in session.scalars(statement):
        theirs = _members(couple.id).where(Membership.person_id != person_id)
        partner = profiles.profile(session, session.scalars(theirs).one())
        order = session.get(DeletionOrder, (couple.space_id, person_id))
        found.append(
            {
                "id": str(couple.id),
                "space_id": str(couple.space_id),
                "state": "ended" if couple.ended_on else "active",
                "paired_on": couple.paired_on.isoformat(),
                "ended_on": couple.ended_on.isoformat() if couple.ended_on else None,
                "partner": partner.shown,
                "deletion": {"due_on": order.due_on.isoformat(), "state": "waiting"} if order else None,
            }
        )
    return found
