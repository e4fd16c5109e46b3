"""Logging, editing, correcting and removing acts; answering the other's."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server import clock, spaces
from server.acts import rules
from server.acts.models import Acknowledgement, Act, ActCorrection
from server.commitments import service as commitments
from server.commitments.recurrence import is_due, last_day
from server.couples.service import Erased
from server.errors import Refused
from server.natural import natural_id
from server.operations import Write, check_random
from server.outbox import emit
from server.sealing import key_ring

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

    Of what is sent again it is known by now that it came later (see operations.py).
    """
    if write.base_rev is None or write.as_of is not None:
        return
    change = write.session.get(spaces.Change, (write.space_id, "act", id))
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
        **body,
    )
    write.session.add(row)
    write.changed("act", row)
    emit(write.session, "act_logged", person_id=write.person_id, on=body["on"].isoformat())
    _tell_partner(write)


def _check_occurrence(write: Write, body: dict[str, Any]) -> None:
    if body["id"] != natural_id(write.space_id, "act", body["commitment_id"], body["on"].isoformat()):
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
    is_corrected = bool(corrections(write.session, [row]))
    if said == {name: getattr(row, name) for name in _SAID} and not is_corrected:
        return
    # Once corrected it stays so, even if the answer is taken back: beneath a correction an edit would not be seen.
    if not is_corrected and _is_free(write, row, body["zone"]):
        _keep_if_stale(write, row)
        for name, value in said.items():
            setattr(row, name, value)
    elif not _append_correction(write, row, body):
        return
    write.changed("act", row)
    _tell_partner(write)


def _is_free(write: Write, row: Act, zone: str) -> bool:
    said_on, arrived_on = (clock.local_day(at, zone) for at in (write.recorded_at, clock.now()))
    return rules.is_free(row.recorded_on, said_on, arrived_on, is_answered=_is_answered(write.session, row))


def _append_correction(write: Write, row: Act, body: dict[str, Any]) -> bool:
    """Appends what is said now; False where that is what was said last."""
    before = corrections(write.session, [row]).get(row.id, [])
    latest = before[-1] if before else row
    if (latest.outcome, latest.hard, latest.note) == (body["outcome"], body["hard"], body["note"]):
        return False
    write.session.add(
        ActCorrection(
            space_id=write.space_id,
            id=uuid4(),
            author_id=write.person_id,
            act_id=row.id,
            position=len(before),
            outcome=body["outcome"],
            hard=body["hard"],
            note=body["note"],
        )
    )
    write.session.flush()
    return True


def _keep_if_stale(write: Write, row: Act) -> None:
    """A writer who had not seen the present version replaces it; that version goes into history."""
    change = write.session.get(spaces.Change, (write.space_id, "act", row.id))
    assert change is not None
    if write.base_rev is None or write.base_rev < change.rev:
        text = json.dumps({name: getattr(row, name) for name in _SAID})
        sealed = key_ring().seal(text, "history.body")
        spaces.keep_version(write.session, row=row, kind="act", rev=change.rev, sealed_body=sealed)


def delete_act(write: Write, body: dict[str, Any]) -> None:
    """Words and outcome go; the day says that its author removed it, and is no data."""
    row = _own(write, body["id"])
    _remove(write.session, row)
    write.changed("act", row)


def take_back_act(write: Write, body: dict[str, Any]) -> None:
    """Takes an act back while it is free: nothing of it stays, and its day can be entered anew."""
    row = _own(write, body["id"])
    if row.removed:
        raise Refused("already_removed")
    if not _is_free(write, row, write.acting.person.zone):
        raise Refused("no_longer_free")
    _forget_versions(write.session, row)
    write.session.delete(row)
    write.changed("act", row, deleted=True)
    same_day = select(Act.id).where(Act.space_id == row.space_id, Act.author_id == row.author_id, Act.on == row.on)
    if write.session.scalars(same_day.limit(1)).first() is None:
        emit(write.session, "last_act_taken_back", person_id=write.person_id, on=row.on.isoformat())


def _own(write: Write, act_id: UUID) -> Act:
    row = write.session.get(Act, (write.space_id, act_id))
    if row is None:
        raise Refused("not_found")
    if row.author_id != write.person_id:
        raise Refused("not_yours")
    return row


def _remove(session: Session, row: Act) -> None:
    row.removed, row.kind, row.outcome, row.hard, row.note, row.told = True, None, None, False, "", False
    row.added_later = False
    _forget_versions(session, row)


def _forget_versions(session: Session, row: Act) -> None:
    for model, link in ((ActCorrection, ActCorrection.act_id), (spaces.History, spaces.History.id)):
        session.execute(delete(model).where(model.space_id == row.space_id, link == row.id))


def erase(session: Session, space_id: UUID, person_id: UUID) -> list[Erased]:
    """Removes this person's acts, leaving their days, and takes their answers back."""
    own = select(Act).where(Act.space_id == space_id, Act.author_id == person_id)
    answers = select(Acknowledgement).where(
        Acknowledgement.space_id == space_id, Acknowledgement.author_id == person_id
    )
    erased = []
    for act in session.scalars(own).all():
        _remove(session, act)
        erased.append(Erased("act", act.id, is_gone=False))
    for answer in session.scalars(answers).all():
        session.delete(answer)
        erased.append(Erased("acknowledgement", answer.id, is_gone=True))
    return erased


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
    if body["id"] != natural_id(write.space_id, "acknowledgement", act.id, write.person_id):
        raise Refused("wrong_id")
    row = write.session.get(Acknowledgement, (write.space_id, body["id"]))
    if row is None:
        row = Acknowledgement(space_id=write.space_id, author_id=write.person_id, **body)
        write.session.add(row)
    row.answer, row.words = body["answer"], body["words"]
    write.changed("acknowledgement", row)
    _tell_partner(write)


def take_back_acknowledgement(write: Write, body: dict[str, Any]) -> None:
    """Takes an answer back; nothing of it stays."""
    row = write.session.get(Acknowledgement, (write.space_id, body["id"]))
    if row is None:
        raise Refused("not_found")
    if row.author_id != write.person_id:
        raise Refused("not_yours")
    write.session.delete(row)
    write.changed("acknowledgement", row, deleted=True)


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


def latest_outcomes(session: Session, acts: Iterable[Act]) -> dict[UUID, str | None]:
    """By act: the outcome that counts, which is the last correction's where there is one."""
    acts = list(acts)
    corrected = corrections(session, acts)
    return {act.id: corrected[act.id][-1].outcome if act.id in corrected else act.outcome for act in acts}


def answers_to(session: Session, space_id: UUID, acts: Iterable[Act]) -> dict[UUID, str]:
    """By act: the partner's answer, where there is one."""
    wanted = {act.id for act in acts}
    statement = select(Acknowledgement.act_id, Acknowledgement.answer).where(Acknowledgement.space_id == space_id)
    return {act_id: answer for act_id, answer in session.execute(statement) if act_id in wanted}


def _is_answered(session: Session, act: Act) -> bool:
    statement = select(Acknowledgement.id).where(
        Acknowledgement.space_id == act.space_id, Acknowledgement.act_id == act.id
    )
    return session.scalars(statement.limit(1)).first() is not None


def corrections(session: Session, acts: Iterable[Act]) -> dict[UUID, list[ActCorrection]]:
    """By act: what its author appended since, in order; acts without corrections are left out."""
    acts = list(acts)
    if not acts:
        return {}
    statement = (
        select(ActCorrection)
        .where(ActCorrection.space_id == acts[0].space_id, ActCorrection.act_id.in_([act.id for act in acts]))
        .order_by(ActCorrection.position)
    )
    found: dict[UUID, list[ActCorrection]] = {}
    for row in session.scalars(statement):
        found.setdefault(row.act_id, []).append(row)
    return found
