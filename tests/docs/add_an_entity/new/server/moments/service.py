"""Giving a day's highlight, changing it while it waits, taking it back."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from server.errors import Refused
from server.moments import rules
from server.moments.models import Highlight
from server.spaces.ids import deterministic_id
from server.writes import revealing
from server.writes.operation import Write


def give_highlight(write: Write, body: dict[str, Any]) -> None:
    """Gives the highlight of a day, or changes it while it waits.

    Raises Refused: wrong_id, day_in_future, no_longer_free, already_revealed.
    """
    id, on = body["id"], body["on"]
    if id != deterministic_id(write.space_id, "highlight", write.person_id, on.isoformat()):
        raise Refused("wrong_id")
    rules.check_day(on, write.today)
    if body["is_favourite"]:
        _unmark_others(write, id)
    given = {"for_space_id": write.space_id} | {name: body[name] for name in ("on", "words", "is_favourite")}
    topic_id = deterministic_id(write.space_id, "highlights", on.isoformat())
    revealing.give(write, Highlight, id, topic_id, given)


def _unmark_others(write: Write, id: UUID) -> None:
    """Of what waits, one at most is its author's favourite. What was revealed stays as it is: that the other sees."""
    waiting = select(Highlight).where(Highlight.space_id == write.private.id, Highlight.is_favourite.is_(True))
    for row in write.session.scalars(waiting.where(Highlight.id != id)):
        row.is_favourite = False
        write.record(row, space=write.private)


def take_back_highlight(write: Write, body: dict[str, Any]) -> None:
    """Takes back what still waits. Raises Refused("already_revealed")."""
    revealing.take_back_gift(write, Highlight, body["id"])


def highlight_on_wire(row: Highlight, viewer_id: UUID) -> dict[str, Any]:
    """The body."""
    return {
        "author_id": str(row.author_id),
        "for_space_id": str(row.for_space_id),
        "on": row.on.isoformat(),
        "words": row.words,
        "is_favourite": row.is_favourite,
    }
