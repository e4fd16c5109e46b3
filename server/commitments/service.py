"""Making, renewing, pausing and ending commitments. Only the one who keeps a commitment changes it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.commitments.models import Commitment, Pause
from server.commitments.recurrence import Dated, Rest, last_day
from server.errors import Refused
from server.spaces import service as spaces
from server.spaces.ids import check_random
from server.writes.operation import Write

AT_MOST_ACTIVE = 5
REVIEW_AFTER = timedelta(days=28)
LONGEST_REVIEW = timedelta(days=366)
BACK = timedelta(days=7)
AHEAD = timedelta(days=366)


def dated(row: Commitment) -> Dated:
    """The part of a row that decides its days."""
    return Dated(row.id, row.author_id, row.rhythm, row.starts_on, row.review_on, row.ended_on)


def rest(row: Pause) -> Rest:
    """A pause as a plain value."""
    return Rest(row.author_id, row.scope, row.commitment_id, row.from_on, row.until_on)


def commitment(session: Session, space_id: UUID, id: UUID) -> Commitment:
    """One commitment of the space. Raises Refused("not_found")."""
    row = session.get(Commitment, (space_id, id))
    if row is None:
        raise Refused("not_found")
    return row


def commitments_of(session: Session, space_id: UUID, person_id: UUID) -> list[Commitment]:
    """All commitments this person keeps or kept in the space."""
    statement = select(Commitment).where(Commitment.space_id == space_id, Commitment.author_id == person_id)
    return list(session.scalars(statement))


def pauses_touching(session: Session, space_id: UUID, person_id: UUID) -> list[Pause]:
    """The pauses that may rest this person's commitments: their own, and those for both."""
    rows = session.scalars(select(Pause).where(Pause.space_id == space_id))
    return [row for row in rows if row.author_id == person_id or row.scope == "both"]


def may_end_pause(row: Pause, person_id: UUID) -> bool:
    """A pause for both can be ended by either."""
    return row.author_id == person_id or row.scope == "both"


def _is_active(row: Commitment, today: date) -> bool:
    return row.title is not None and last_day(dated(row)) >= today


def _check_room(write: Write, but: UUID | None = None) -> None:
    rows = commitments_of(write.session, write.space_id, write.person_id)
    if sum(_is_active(row, write.today) and row.id != but for row in rows) >= AT_MOST_ACTIVE:
        raise Refused("too_many_commitments")


def make_commitment(write: Write, body: dict[str, Any]) -> None:
    """A new commitment of the acting person's own; nobody can make one for another."""
    if spaces.is_deleted(write.session, write.space_id, "commitment", body["id"]):
        raise Refused("already_removed")
    if write.session.get(Commitment, (write.space_id, body["id"])) is not None:
        raise Refused("id_taken")
    check_random(body["id"])
    starts_on = body["starts_on"]
    if starts_on < write.today - BACK:
        raise Refused("too_far_back")
    if starts_on > write.today + AHEAD:
        raise Refused("invalid", errors={"starts_on": ["At most a year ahead."]})
    review_on = body["review_on"] or starts_on + REVIEW_AFTER
    _check_review(starts_on, review_on, write.today)
    _check_room(write)
    row = Commitment(
        space_id=write.space_id,
        id=body["id"],
        author_id=write.person_id,
        title=body["title"].strip(),
        kind=body["kind"],
        rhythm=body["rhythm"],
        starts_on=starts_on,
        review_on=review_on,
        zone=write.acting.person.zone,
    )
    write.session.add(row)
    write.record(row)


def _check_review(starts_on: date, review_on: date, today: date) -> None:
    if review_on < starts_on:
        raise Refused("invalid", errors={"review_on": ["Must not lie before the first day."]})
    if review_on > max(starts_on, today) + LONGEST_REVIEW:
        raise Refused("invalid", errors={"review_on": ["At most a year ahead."]})


def edit_commitment(write: Write, body: dict[str, Any]) -> None:
    """New words or another kind; the rhythm stays, so that the past stays honest."""
    row = write.own_row(Commitment, body["id"])
    if row.title is None:
        raise Refused("already_removed")
    row.title = body["title"].strip() if "title" in body else row.title
    row.kind = body.get("kind", row.kind)
    write.record(row)


def renew_commitment(write: Write, body: dict[str, Any]) -> None:
    """A later review date, and no end. Days between an end and the renewal stay outside."""
    row = write.own_row(Commitment, body["id"])
    if row.title is None:
        raise Refused("already_removed")
    if last_day(dated(row)) < write.today:
        raise Refused("commitment_ended")
    _check_review(row.starts_on, body["review_on"], write.today)
    _check_room(write, but=row.id)
    row.review_on, row.ended_on = body["review_on"], None
    write.record(row)


def end_commitment(write: Write, body: dict[str, Any]) -> None:
    """The last day it counts; not further back than days can be filled in."""
    row = write.own_row(Commitment, body["id"])
    if body["ended_on"] < write.today - BACK:
        raise Refused("too_far_back")
    row.ended_on = body["ended_on"]
    write.record(row)


def delete_commitment(write: Write, body: dict[str, Any]) -> None:
    """Its words go; the days that were logged stay, without them."""
    row = write.own_row(Commitment, body["id"])
    remove_words(row)
    if last_day(dated(row)) > write.today:
        row.ended_on = write.today
    write.record(row)


def pause(write: Write, body: dict[str, Any]) -> None:
    """Days that count for nothing: of one commitment, of all one's own, or of both partners'."""
    if body["from_on"] < write.today - BACK:
        raise Refused("too_far_back")
    if body["commitment_id"] is not None:
        write.own_row(Commitment, body["commitment_id"])
    if write.session.get(Pause, (write.space_id, body["id"])) is not None:
        raise Refused("id_taken")
    check_random(body["id"])
    row = Pause(space_id=write.space_id, author_id=write.person_id, zone=write.acting.person.zone, **body)
    write.session.add(row)
    write.record(row)


def end_pause(write: Write, body: dict[str, Any]) -> None:
    """Its last day."""
    row = write.row_to_end(Pause, body["id"])
    if min(body["until_on"], row.until_on or body["until_on"]) < write.today - BACK:
        raise Refused("too_far_back")  # nor is a pause that is long over drawn out over the days since
    row.until_on = body["until_on"]
    write.record(row)


def remove_words(row: Commitment) -> None:
    """The words of a commitment go; the days that were logged of it stay."""
    row.title = None


# -- what the wire says -----------------------------------------------------------------------------------------------


def commitment_on_wire(row: Commitment, viewer_id: UUID) -> dict[str, Any]:
    """The body. No zone: the partner is sent days only."""
    return {
        "author_id": str(row.author_id),
        "title": row.title,
        "kind": row.kind,
        "rhythm": row.rhythm,
        "starts_on": row.starts_on.isoformat(),
        "review_on": row.review_on.isoformat(),
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
    }


def pause_on_wire(row: Pause, viewer_id: UUID) -> dict[str, Any]:
    """The body."""
    return {
        "author_id": str(row.author_id),
        "scope": row.scope,
        "commitment_id": str(row.commitment_id) if row.commitment_id else None,
        "from_on": row.from_on.isoformat(),
        "until_on": row.until_on.isoformat() if row.until_on else None,
    }
