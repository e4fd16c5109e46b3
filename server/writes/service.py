"""The one path of every write, from a batch of POST /sync or from a resource route.

Order inside the transaction: who acts -> lock the spaces -> may they enter -> was this op id used -> the slice's rule
-> change log -> operation record. Only effects are recorded: a refused operation may be tried again under its id.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import marshmallow as ma
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import clock
from server.db import transaction
from server.errors import Refused
from server.people.gate import acting_in
from server.sealing import key_ring
from server.spaces.entity import Audience, Entity
from server.spaces.models import FORMER, Space
from server.spaces.scope import role_in
from server.spaces.service import MAX_LOST_REVS
from server.web import invalid
from server.writes.models import OperationRecord
from server.writes.operation import Operation, Write
from server.writes.restoring import reapply

_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class OperationRequest:
    """An operation as a client sent it; `sent_bytes` are compared when its op id comes again."""

    op_id: UUID
    space_id: UUID
    name: str
    recorded_at: datetime
    base_rev: int | None
    body: dict[str, Any]
    sent_bytes: bytes
    original_rev: int | None = None


@dataclass(frozen=True)
class Applied:
    """An effect: in which space the operation took which rev.

    Where it changed nothing that others may see, that is its author's private space.
    """

    op_id: UUID
    space_id: UUID
    rev: int


def run(request: OperationRequest) -> Applied:
    """Runs one operation in a transaction of its own. Raises Refused; then nothing was written."""
    operations: dict[str, Operation] = current_app.extensions["hearth_operations"]
    operation = operations.get(request.name)
    if operation is None:
        raise Refused("unknown_operation")
    try:
        body = operation.schema().load(request.body)
    except ma.ValidationError as error:
        raise invalid(error) from error
    mac = key_ring().mac("operation", request.sent_bytes)
    with transaction() as session:
        return _apply(session, request, operation, body, mac)


def _apply(
    session: Session, request: OperationRequest, operation: Operation, body: dict[str, Any], mac: bytes
) -> Applied:
    entities: dict[str, Entity] = current_app.extensions["hearth_entities"]
    is_revealed = operation.entity is not None and entities[operation.entity].audience is Audience.REVEALED
    who, locked = acting_in(session, request.space_id, with_others=is_revealed)
    space, private = locked[request.space_id], locked[who.person.private_space_id]
    role = role_in(session, space.id)
    before = _recorded(session, who.person.id, request)
    if before is not None:
        if not hmac.compare_digest(before.body_mac, mac):
            raise Refused("op_id_reused")
        return Applied(request.op_id, before.space_id, before.rev)
    if space.kind != operation.space_kind:
        raise Refused("unknown_operation")
    if role not in operation.roles:
        raise Refused("couple_ended" if role == FORMER else "not_found")
    write = Write(
        session=session,
        acting=who,
        space=space,
        private=private,
        recorded_at=_plausible(request.recorded_at),
        base_rev=request.base_rev,
        original_rev=request.original_rev,
        least_rev=_lost_rev(request, space) + 1,
    )
    if request.original_rev is not None and operation.entity is not None:
        reapply(write, operation, entities[operation.entity], body, request.original_rev)
    else:
        operation.handler(write, body)
    if not write.revs:
        write.rev_in(private)
    for space_id, rev in write.revs.items():
        session.add(
            OperationRecord(person_id=who.person.id, op_id=request.op_id, space_id=space_id, rev=rev, body_mac=mac)
        )
    session.flush()
    where = space.id if space.id in write.revs else private.id
    return Applied(request.op_id, where, write.revs[where])


def _recorded(session: Session, person_id: UUID, request: OperationRequest) -> OperationRecord | None:
    """What this op id did before. A person's writes wait for the lock on their own space, so none is missed."""
    statement = select(OperationRecord).where(
        OperationRecord.person_id == person_id, OperationRecord.op_id == request.op_id
    )
    rows = {row.space_id: row for row in session.scalars(statement)}
    return rows.get(request.space_id) or next(iter(rows.values()), None)


def _plausible(recorded_at: datetime) -> datetime:
    """A device's corrected clock may run a little ahead; it is taken neither for the future nor for years ago."""
    return max(_BEGINNING, min(recorded_at, clock.now() + timedelta(minutes=5)))


def _lost_rev(request: OperationRequest, space: Space) -> int:
    """The rev that the author last saw, where a rollback that nobody announced put the space behind it; else 0."""
    base_rev = request.base_rev or 0
    return base_rev if base_rev <= space.rev + MAX_LOST_REVS else 0


def last_op_id(session: Session, space_id: UUID, rev: int) -> UUID | None:
    """Which operation made this rev of the space."""
    statement = select(OperationRecord.op_id).where(OperationRecord.space_id == space_id, OperationRecord.rev == rev)
    return session.scalar(statement)
