"""What a slice declares of each change that people can make, and what its handler is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

import marshmallow as ma
from flask import current_app
from sqlalchemy.orm import Session

from server import clock
from server.errors import Refused
from server.people.service import Acting
from server.spaces import service as spaces
from server.spaces.entity import Entity
from server.spaces.models import COUPLE, MEMBER, OWNER, EntityRow, Space

Row = TypeVar("Row", bound=EntityRow)


@dataclass
class Write:
    """What a handler is given: the open transaction, who acts, and where its changes go.

    `space` is the one the operation was sent to, `private` the acting person's own; the transaction holds a lock on
    both. A space's rev advances only when something in it changes. A change that is hidden from the partner is written
    to the private space alone, so no rev that the partner can see advances.
    """

    session: Session
    acting: Acting
    space: Space
    private: Space
    recorded_at: datetime
    base_rev: int | None
    original_rev: int | None
    least_rev: int
    revs: dict[UUID, int] = field(default_factory=dict)

    @property
    def space_id(self) -> UUID:
        """The space that the operation was sent to."""
        return self.space.id

    @property
    def person_id(self) -> UUID:
        """Who acts."""
        return self.acting.person.id

    @property
    def today(self) -> date:
        """The acting person's local day when this was recorded on the device."""
        return clock.local_day(self.recorded_at, self.acting.person.zone)

    def rev_in(self, space: Space) -> int:
        """The rev that this operation has in a locked space, the next one when it is first asked for."""
        if space.id not in self.revs:
            least = self.least_rev if space.id == self.space.id else 0
            space.rev = self.revs[space.id] = max(space.rev + 1, least)
        return self.revs[space.id]

    def own_row(self, model: type[Row], id: UUID) -> Row:
        """A row of the space that the acting person wrote. Raises Refused: not_found, not_yours."""
        row = self._row(model, id)
        if row.author_id != self.person_id:
            raise Refused("not_yours")
        return row

    def row_to_end(self, model: type[Row], id: UUID) -> Row:
        """A row that the acting person may end, as its kind declares. Raises Refused: not_found, not_yours."""
        row = self._row(model, id)
        if not _entity_of(row).may_end(row, self.person_id):
            raise Refused("not_yours")
        return row

    def _row(self, model: type[Row], id: UUID) -> Row:
        row = self.session.get(model, (self.space_id, id))
        if row is None:
            raise Refused("not_found")
        return row

    def record(self, row: EntityRow, *, deleted: bool = False, space: Space | None = None) -> None:
        """Notes in the change log that the row changed, or went."""
        self.record_id(_entity_of(row).name, row.id, row.author_id, deleted=deleted, space=space)

    def record_id(
        self, kind: str, id: UUID, author_id: UUID, *, deleted: bool = False, space: Space | None = None
    ) -> None:
        """Notes a change of an entity by its id."""
        where = space or self.space
        spaces.record_change(
            self.session,
            space_id=where.id,
            kind=kind,
            id=id,
            author_id=author_id,
            rev=self.rev_in(where),
            original_rev=self.original_rev,
            deleted=deleted,
        )


def _entity_of(row: EntityRow) -> Entity:
    entity: Entity = current_app.extensions["hearth_entity_of_model"][type(row)]
    return entity


Handler = Callable[[Write, dict[str, Any]], None]


@dataclass(frozen=True)
class Operation:
    """One kind of change: its body's schema, the handler that decides and writes, and the roles that may send it.

    `entity` is the kind of row that its `id` names, None where it has none. `route` is the HTTP method and the URL
    pattern, relative to the space's URL, that runs it; an `{id}` in it is added to the body. `takes_away`: it
    deletes or withdraws that row, perhaps not for good. `is_final`: no later operation brings the row back.
    """

    name: str
    schema: type[ma.Schema]
    handler: Handler
    entity: str | None
    route: str
    summary: str
    takes_away: bool = False
    is_final: bool = False
    space_kind: str = COUPLE
    roles: frozenset[str] = frozenset({OWNER, MEMBER})
