"""Membership, leaving, and what a person's own devices are told of their couples."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server import clock, spaces
from server.couples import pairing
from server.couples.models import Couple, DeletionOrder, Membership
from server.errors import Refused
from server.operations import Write, record_server_write
from server.outbox import emit
from server.people import profiles
from server.people.service import Acting
from server.spaces import Access

DELETE_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Erased:
    """An entity whose words went; `is_gone` unless a trace of it stays ("removed by its author")."""

    kind: str
    id: UUID
    is_gone: bool


# (session, space, person) -> what was erased; every slice with rows of a couple's space brings one.
Eraser = Callable[[Session, UUID, UUID], list[Erased]]


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
    members = update(Access).where(Access.space_id == space_id, Access.role == spaces.MEMBER)
    session.execute(members.values(role=spaces.FORMER))
    emit(session, "couple_ended", space_id=space_id)


def _order(write: Write) -> DeletionOrder:
    order = write.session.get(DeletionOrder, (write.space_id, write.person_id))
    if order is None:
        raise Refused("not_found")
    return order


def take_back_deletion(write: Write, body: dict[str, Any]) -> None:
    """The leaver keeps what they wrote after all."""
    write.session.delete(_order(write))


def waive_deletion_wait(write: Write, body: dict[str, Any]) -> None:
    """The leaver's writing goes now."""
    write.session.delete(_order(write))
    for erased in erase(write.session, write.space_id, write.person_id):
        write.changed_id(erased.kind, erased.id, write.person_id, deleted=erased.is_gone)


def set_role_label(write: Write, body: dict[str, Any]) -> None:
    """A label for one's own screens; told to nobody."""
    if not write.is_latest("label"):
        return
    couple_id = select(Couple.id).where(Couple.space_id == write.space_id).scalar_subquery()
    mine = update(Membership).where(Membership.couple_id == couple_id, Membership.person_id == write.person_id)
    write.session.execute(mine.values(role_label=body["label"]))


def erase(session: Session, space_id: UUID, person_id: UUID) -> list[Erased]:
    """Removes what this person wrote in the space, slice by slice, and says what the change log must tell.

    What the other wrote stays theirs, answers included.
    """
    erasers: list[Eraser] = current_app.extensions["hearth_erasers"]
    return [erased for eraser in erasers for erased in eraser(session, space_id, person_id)]


def carry_out_deletions(session: Session) -> int:
    """Carries out the deletions that are due; returns how many. Runs as the server, in the worker's transaction."""
    orders = session.scalars(select(DeletionOrder).with_for_update(skip_locked=True)).all()
    done = 0
    for order in orders:
        zone = profiles.profile(session, order.person_id).zone
        if clock.local_day(clock.now(), zone) < order.due_on:
            continue
        erase_as_server(session, order.space_id, order.person_id, erase)
        session.delete(order)
        done += 1
    return done


def erase_as_server(session: Session, space_id: UUID, person_id: UUID, eraser: Eraser) -> None:
    """Lets one eraser loose on what this person wrote in the space, as one write of the server's own."""
    space = spaces.lock_space(session, space_id)
    space.rev += 1
    for erased in eraser(session, space_id, person_id):
        spaces.record_change(
            session,
            space_id=space_id,
            kind=erased.kind,
            id=erased.id,
            author_id=person_id,
            rev=space.rev,
            deleted=erased.is_gone,
        )
    record_server_write(session, person_id, space)


def forget(session: Session, person_id: UUID) -> None:
    """Ends invitations and orders of someone who deletes their account."""
    pairing.forget(session, person_id)
    session.execute(delete(DeletionOrder).where(DeletionOrder.person_id == person_id))


# -- what a person's own devices are told -----------------------------------------------------------------------------


def me_document(session: Session, acting: Acting) -> dict[str, Any]:
    """The *me* document of docs/protocol.md."""
    return {
        "person": profiles.own_profile(acting.person),
        "device": {"id": str(acting.device.id), "name": acting.device.name},
        "private_space_id": str(acting.private_space_id),
        "couples": _couples_on_wire(session, acting.person.id),
        "invitation": pairing.on_wire(session, acting.profile),
    }


def _couples_on_wire(session: Session, person_id: UUID) -> list[dict[str, Any]]:
    statement = (
        select(Couple, Membership)
        .join(Membership, Membership.couple_id == Couple.id)
        .where(Membership.person_id == person_id)
        .order_by(Couple.paired_on)
    )
    found = []
    for couple, mine in session.execute(statement):
        theirs = select(Membership.person_id).where(
            Membership.couple_id == couple.id, Membership.person_id != person_id
        )
        partner = profiles.profile(session, session.scalars(theirs).one())
        order = session.get(DeletionOrder, (couple.space_id, person_id))
        found.append(
            {
                "id": str(couple.id),
                "space_id": str(couple.space_id),
                "state": "ended" if couple.ended_on else "active",
                "paired_on": couple.paired_on.isoformat(),
                "ended_on": couple.ended_on.isoformat() if couple.ended_on else None,
                "my_role_label": mine.role_label,
                "partner": partner.shown,
                "deletion": {"due_on": order.due_on.isoformat(), "state": "waiting"} if order else None,
            }
        )
    return found
