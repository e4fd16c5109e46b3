"""Logging, editing, correcting and removing acts; answering the other's."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import clock
from server.acts import rules
from server.acts.models import CORRECTED, Acknowledgement, Act
from server.commitments import service as commitments
from server.commitments.recurrence import is_due, last_day
from server.errors import Refused
from server.events import emit
from server.spaces import service as spaces
from server.spaces.ids import check_random, deterministic_id
from server.spaces.models import Change
from server.writes.erasing import forget_versions
from server.writes.operation import Write

_SAID = ("kind", "outcome", "hard", "note", "told")


def log_act(write: Write, body: dict[str, Any]) -> None:
    """Creates an act; with the id of one's own act, edits it while that is free, afterwards appends a correction."""
    row = write.session.get(Act, (write.space_id, body["id"]))
    if row is None:
        _check_not_stale(write, body["id"])
        _create(write, body)
    elif row.author_id != write.person_id:
        raise Refused("not_yours")
    elif row.removed:
        raise Refused("already_removed")
    else:
        _edit_or_correct(write, row, body)


def _check_not_stale(write: Write, id: UUID) -> None:
    """Taking back beats an edit of what was taken back; an entry by someone who had none before them is a new one.

    Of what is sent again after a restore it is known by now that it came later (writes/restoring.py).
    """
    if write.base_rev is None or write.original_rev is not None:
        return
    change = write.session.get(Change, (write.space_id, "act", id))
    if change is not None and change.author_id == write.person_id and write.base_rev < change.rev:
        raise Refused("already_removed")


def _create(write: Write, body: dict[str, Any]) -> None:
    recorded_on = clock.local_day(write.recorded_at, body["zone"])
    arrived_on = clock.local_day(clock.now(), body["zone"])
    rules.check_day(body["on"], recorded_on)
    if body["commitment_id"] is None:
        check_random(body["id"])
    else:
        _check_occurrence(write, body)
    row = Act(
        space_id=write.space_id,
        author_id=write.person_id,
        added_later=rules.is_added_later(body["on"], recorded_on, arrived_on),
        removed=False,
        recorded_on=recorded_on,
        corrections=[],
        **body,
    )
    write.session.add(row)
    write.record(row)
    emit(write.session, "act_logged", person_id=write.person_id, on=body["on"].isoformat())
    _tell_partner(write)


def _check_occurrence(write: Write, body: dict[str, Any]) -> None:
    if body["id"] != deterministic_id(write.space_id, "act", body["commitment_id"], body["on"].isoformat()):
        raise Refused("wrong_id")
    commitment = commitments.commitment(write.session, write.space_id, body["commitment_id"])
    if commitment.author_id != write.person_id:
        raise Refused("not_yours")
    dated = commitments.dated(commitment)
    if not dated.starts_on <= body["on"] <= last_day(dated):
        raise Refused("commitment_ended")
    pauses = commitments.pauses_touching(write.session, write.space_id, write.person_id)
    if not is_due(dated, [commitments.rest(pause) for pause in pauses], body["on"]):
        raise Refused("not_due")


def _edit_or_correct(write: Write, row: Act, body: dict[str, Any]) -> None:
    if (row.on, row.commitment_id) != (body["on"], body["commitment_id"]):
        raise Refused("wrong_id")
    said = {name: body[name] for name in _SAID}
    is_corrected = bool(row.corrections)
    if said == {name: getattr(row, name) for name in _SAID} and not is_corrected:
        return
    # Once corrected it stays so, even if the answer is taken back: beneath a correction an edit would not be seen.
    if not is_corrected and _is_free(write, row, body["zone"]):
        _keep_if_stale(write, row)
        for name, value in said.items():
            setattr(row, name, value)
    elif not _append_correction(row, body):
        return
    write.record(row)
    _tell_partner(write)


def _is_free(write: Write, row: Act, zone: str) -> bool:
    said_on, arrived_on = (clock.local_day(at, zone) for at in (write.recorded_at, clock.now()))
    return rules.is_free(row.recorded_on, said_on, arrived_on, is_answered=_is_answered(write.session, row))


def _append_correction(row: Act, body: dict[str, Any]) -> bool:
    """Appends what is said now; False where that is what was said last."""
    correction = {name: body[name] for name in CORRECTED}
    if row.latest == correction:
        return False
    row.corrections = [*row.corrections, correction]
    return True


def _keep_if_stale(write: Write, row: Act) -> None:
    """A writer who had not seen the present version replaces it; that version goes into history."""
    change = write.session.get(Change, (write.space_id, "act", row.id))
    assert change is not None
    if write.base_rev is None or write.base_rev < change.rev:
        parts = {name: getattr(row, name) for name in _SAID}
        spaces.keep_version(write.session, row=row, kind="act", rev=change.rev, parts=parts)


def delete_act(write: Write, body: dict[str, Any]) -> None:
    """Words and outcome go; the day says that its author removed it, and is no data."""
    row = write.row_to_end(Act, body["id"])
    remove_words(row)
    forget_versions(write.session, row)
    write.record(row)


def take_back_act(write: Write, body: dict[str, Any]) -> None:
    """Takes an act back while it is free: nothing of it stays, and its day can be entered anew."""
    row = write.row_to_end(Act, body["id"])
    if row.removed:
        raise Refused("already_removed")
    if not _is_free(write, row, write.acting.person.zone):
        raise Refused("no_longer_free")
    forget_versions(write.session, row)
    write.session.delete(row)
    write.record(row, deleted=True)
    same_day = select(Act.id).where(Act.space_id == row.space_id, Act.author_id == row.author_id, Act.on == row.on)
    if write.session.scalars(same_day.limit(1)).first() is None:
        emit(write.session, "last_act_taken_back", person_id=write.person_id, on=row.on.isoformat())


def remove_words(row: Act) -> None:
    """Leaves of an act its day, its commitment, and that its author removed it."""
    row.removed, row.kind, row.outcome, row.hard, row.note, row.told = True, None, None, False, "", False
    row.added_later, row.corrections = False, []


def acknowledge(write: Write, body: dict[str, Any]) -> None:
    """Answers the other partner's act, or changes the answer."""
    act = write.session.get(Act, (write.space_id, body["act_id"]))
    if act is None:
        is_gone = spaces.is_deleted(write.session, write.space_id, "act", body["act_id"])
        raise Refused("act_removed" if is_gone else "not_found")
    if act.removed:
        raise Refused("act_removed")
    if act.author_id == write.person_id:
        raise Refused("not_yours")
    if body["id"] != deterministic_id(write.space_id, "acknowledgement", act.id, write.person_id):
        raise Refused("wrong_id")
    row = write.session.get(Acknowledgement, (write.space_id, body["id"]))
    if row is None:
        row = Acknowledgement(space_id=write.space_id, author_id=write.person_id, **body)
        write.session.add(row)
    row.answer, row.words = body["answer"], body["words"]
    write.record(row)
    _tell_partner(write)


def take_back_acknowledgement(write: Write, body: dict[str, Any]) -> None:
    """Takes an answer back; nothing of it stays."""
    row = write.row_to_end(Acknowledgement, body["id"])
    write.session.delete(row)
    write.record(row, deleted=True)


def _tell_partner(write: Write) -> None:
    for partner_id in spaces.others_in(write.session, write.space_id, write.person_id):
        emit(write.session, "shared_something", person_id=write.person_id, partner_id=partner_id)


# -- reading ----------------------------------------------------------------------------------------------------------


def acts_of(session: Session, space_id: UUID, author_id: UUID, since: date | None = None) -> list[Act]:
    """This person's acts that were not removed, in the order of their days."""
    statement = select(Act).where(Act.space_id == space_id, Act.author_id == author_id, Act.removed.is_(False))
    if since is not None:
        statement = statement.where(Act.on >= since)
    return list(session.scalars(statement.order_by(Act.on)))


def answers_to(session: Session, space_id: UUID, acts: Iterable[Act]) -> dict[UUID, str]:
    """By act: the partner's answer, where there is one."""
    wanted = {act.id for act in acts}
    rows = session.scalars(select(Acknowledgement).where(Acknowledgement.space_id == space_id))
    return {row.act_id: row.answer for row in rows if row.act_id in wanted}


def _is_answered(session: Session, act: Act) -> bool:
    statement = select(Acknowledgement.id).where(
        Acknowledgement.space_id == act.space_id, Acknowledgement.act_id == act.id
    )
    return session.scalars(statement.limit(1)).first() is not None
