"""Two partners' gifts (an answer, a statement), revealed together: neither is seen before the other is given.

The first gift of a `revealed` kind is a row in its author's private space. The second moves both into the couple's
space under one rev. Two gifts belong together if they have the same `topic_id`, a column that stays unencrypted so that
the server can compare it.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Mapped

from server.bodies import BodyRow
from server.errors import Refused
from server.people import profiles
from server.spaces import service as spaces
from server.spaces.models import EntityRow
from server.spaces.scope import also_entering
from server.writes.operation import Write

# What a row that moves does not take along: its body is encrypted anew, bound to the other space.
_ITS_OWN = frozenset(("space_id", "body_version", "body"))


class Gift(EntityRow, BodyRow):
    """A row of a `revealed` kind, as this file sees it."""

    __abstract__ = True
    topic_id: Mapped[UUID]


def give(write: Write, model: type[Any], id: UUID, topic_id: UUID, parts: dict[str, Any]) -> None:
    """Gives, or changes what was given and still waits. Raises Refused: already_revealed, id_taken."""
    if write.session.get(model, (write.space_id, id)) is not None:
        raise Refused("already_revealed")
    waiting: Gift | None = write.session.get(model, (write.private.id, id))
    if waiting is None:
        # A second one of theirs for one topic would leave the partner's without its counterpart.
        same = select(model.id).where(model.space_id == write.private.id, model.topic_id == topic_id)
        if write.session.scalars(same.limit(1)).first() is not None:
            raise Refused("id_taken")
        waiting = model(space_id=write.private.id, id=id, author_id=write.person_id, topic_id=topic_id)
        write.session.add(waiting)
    for name, value in parts.items():
        setattr(waiting, name, value)
    write.record(waiting, space=write.private)
    for partner_id in spaces.others_in(write.session, write.space_id, write.person_id):
        _reveal_with(write, model, topic_id, waiting, partner_id)


def take_back_gift(write: Write, model: type[Any], id: UUID) -> None:
    """Takes back what still waits; nothing of it stays. Raises Refused("already_revealed")."""
    if write.session.get(model, (write.space_id, id)) is not None:
        raise Refused("already_revealed")
    waiting: Gift | None = write.session.get(model, (write.private.id, id))
    if waiting is not None:
        write.session.delete(waiting)
        write.record(waiting, deleted=True, space=write.private)


def _reveal_with(write: Write, model: type[Any], topic_id: UUID, mine: Gift, partner_id: UUID) -> None:
    partners_space_id = profiles.private_space_id(write.session, partner_id)
    partners_space = spaces.lock_space(write.session, partners_space_id)  # locked before, with the others
    with also_entering(write.session, partners_space_id):
        same = select(model).where(model.space_id == partners_space_id, model.topic_id == topic_id)
        theirs: Gift | None = write.session.scalars(same).one_or_none()
        if theirs is None:
            return
        for row, space in ((mine, write.private), (theirs, partners_space)):
            columns = (column.key for column in inspect(model).column_attrs)
            clear = {name: getattr(row, name) for name in columns if name not in _ITS_OWN}
            shared = model(space_id=write.space_id, **clear)
            for name, value in row.body_parts().items():
                shared.set_body_part(name, value)
            write.session.add(shared)
            write.record(shared)
            write.session.delete(row)
            write.record(row, deleted=True, space=space)
