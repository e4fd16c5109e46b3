"""One write: what every change goes through, from a batch of POST /sync or from a resource route.

Order inside the transaction: who acts -> lock the space -> may they enter it -> was this op id used -> the slice's
rule -> change log -> operation row. An operation touches one space and takes one rev. Only effects are remembered: a
refusal may be tried again.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import marshmallow as ma
import orjson
from flask import Response, current_app, request
from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from server import clock, spaces
from server.db import Base, transaction
from server.errors import Refused
from server.people.gate import acting_in
from server.people.service import Acting
from server.sealing import key_ring
from server.web import Blueprint, Schema, invalid, json_response


class Operation(Base):
    """An operation that took effect, for ever, without its content."""

    __tablename__ = "operation"
    __table_args__ = (Index("uq_operation_space_id_rev", "space_id", "rev", unique=True),)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    op_id: Mapped[UUID] = mapped_column(primary_key=True)
    space_id: Mapped[UUID] = mapped_column(ForeignKey("space.id"))
    rev: Mapped[int] = mapped_column(BigInteger)
    body_mac: Mapped[bytes] = mapped_column(LargeBinary(32))


@dataclass(frozen=True)
class Asked:
    """An operation as it was asked for; `fingerprint` is its exact bytes."""

    op_id: UUID
    space_id: UUID
    kind: str
    recorded_at: datetime
    base_rev: int | None
    body: dict[str, Any]
    fingerprint: bytes
    as_of: int | None = None


@dataclass
class Write:
    """What a slice's handler is given: the open transaction, who acts, and where its changes go."""

    session: Session
    acting: Acting
    space_id: UUID
    role: str
    rev: int
    recorded_at: datetime
    base_rev: int | None
    as_of: int | None

    @property
    def person_id(self) -> UUID:
        """Who acts."""
        return self.acting.person.id

    @property
    def today(self) -> date:
        """The acting person's local day when this was recorded on the device."""
        return clock.local_day(self.recorded_at, self.acting.person.zone)

    def changed(self, kind: str, row: spaces.Entity, *, deleted: bool = False) -> None:
        """Notes the row in the change log."""
        self.changed_id(kind, row.id, row.author_id, deleted=deleted)

    def changed_id(self, kind: str, id: UUID, author_id: UUID, *, deleted: bool = False) -> None:
        """Notes an entity in the change log by its id."""
        spaces.record_change(
            self.session,
            space_id=self.space_id,
            kind=kind,
            id=id,
            author_id=author_id,
            rev=self.rev,
            as_of=self.as_of,
            deleted=deleted,
        )

    def is_latest(self, field: str) -> bool:
        """Whether this is the latest its author said of a field of their own, and not older; notes that it was said."""
        key = (self.space_id, self.person_id, field)
        known = self.session.get(spaces.OwnField, key)
        rev = self.rev if self.as_of is None else self.as_of
        if known is None:
            self.session.add(spaces.OwnField(space_id=key[0], author_id=key[1], field=field, known_rev=rev))
        elif self.as_of is not None and known.known_rev > self.as_of:
            return False
        else:
            known.known_rev = rev
        return True


Handler = Callable[[Write, dict[str, Any]], None]
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """One kind of operation: its body, its rule, and who may ask for it where.

    `entity` is what its `id` names. `takes_away`: it ends that. `is_final`: nothing that is said later brings it back.
    """

    schema: type[Schema]
    handle: Handler
    entity: str | None = None
    takes_away: bool = False
    is_final: bool = False
    space_kind: str = spaces.COUPLE
    roles: frozenset[str] = field(default=frozenset({spaces.OWNER, spaces.MEMBER}))


@dataclass(frozen=True)
class Applied:
    """An effect: the rev it has in its space."""

    op_id: UUID
    rev: int


def register(app: Any, kinds: dict[str, Kind]) -> None:  # noqa: ANN401 - a Flask app
    """Adds a slice's kinds of operation to the app's."""
    app.extensions.setdefault("hearth_operations", {}).update(kinds)


def run(asked: Asked) -> Applied:
    """Runs one operation in a transaction of its own. Raises Refused; then nothing was written."""
    kinds: dict[str, Kind] = current_app.extensions["hearth_operations"]
    kind = kinds.get(asked.kind)
    if kind is None:
        raise Refused("unknown_operation")
    try:
        body = kind.schema().load(asked.body)
    except ma.ValidationError as error:
        raise invalid(error) from error
    mac = key_ring().mac("operation", asked.fingerprint)
    try:
        with transaction() as session:
            return _apply(session, asked, kind, body, mac)
    except IntegrityError as error:
        # Two requests with one op id in two spaces, or one id written twice at once: the other was first.
        raise Refused("op_id_reused") from error


def _apply(session: Session, asked: Asked, kind: Kind, body: dict[str, Any], mac: bytes) -> Applied:
    who, space = acting_in(session, asked.space_id)
    role = spaces.role_in(session, space.id)
    before = session.get(Operation, (who.person.id, asked.op_id))
    if before is not None:
        if not hmac.compare_digest(before.body_mac, mac):
            raise Refused("op_id_reused")
        return Applied(asked.op_id, before.rev)
    if space.kind != kind.space_kind:
        raise Refused("unknown_operation")
    if role not in kind.roles:
        raise Refused("couple_ended" if role == spaces.FORMER else "not_found")
    rev = max(space.rev, _lost_rev(asked, space)) + 1
    write = Write(session, who, space.id, role, rev, _plausible(asked.recorded_at), asked.base_rev, asked.as_of)
    if asked.as_of is not None and kind.entity is not None:
        _send_again(write, kind, kind.entity, body, asked.as_of)
    else:
        kind.handle(write, body)
    space.rev = rev  # not before: it would be written alone
    session.add(Operation(person_id=who.person.id, op_id=asked.op_id, space_id=space.id, rev=rev, body_mac=mac))
    session.flush()
    return Applied(asked.op_id, write.rev)


def _send_again(write: Write, kind: Kind, entity: str, body: dict[str, Any], as_of: int) -> None:
    """Has what a restore lost stand again, in the place it had: of two devices that send a row again, the one that
    knew the later version prevails, in either order. Raises Refused("superseded").
    """
    change = write.session.get(spaces.Change, (write.space_id, entity, body["id"]))
    is_mine = change is not None and change.author_id == write.person_id
    if change is not None and is_mine and change.known_rev > as_of and not kind.is_final:
        raise Refused("superseded")
    if change is None and kind.takes_away:
        # What it took away was lost too; a device that has not heard of its end must not bring it back.
        write.changed_id(entity, body["id"], write.person_id, deleted=True)
        return
    kind.handle(write, body)
    if change is not None and is_mine:  # also where it stands as it did
        change.rev, change.as_of = write.rev, as_of


def _plausible(recorded_at: datetime) -> datetime:
    """A device's corrected clock may run a little ahead; it is taken neither for the future nor for years ago."""
    return max(_BEGINNING, min(recorded_at, clock.now() + timedelta(minutes=5)))


def _lost_rev(asked: Asked, space: spaces.Space) -> int:
    """A rev that the author saw and a rollback took back: what is written after it counts on from there."""
    return asked.base_rev or 0 if (asked.base_rev or 0) <= space.rev + spaces.MOST_LOST else 0


def check_random(id: UUID) -> None:
    """Raises Refused("wrong_id") unless an id without a natural key is random (version 4).

    One with a clock in it would tell the partner the minute; one hashed from parts could take another row's place.
    """
    if id.version != 4:
        raise Refused("wrong_id")


def record_server_write(session: Session, person_id: UUID, space: spaces.Space) -> None:
    """Gives a rev that the server's own work took its op id, so that cursors stay checkable."""
    session.add(Operation(person_id=person_id, op_id=uuid4(), space_id=space.id, rev=space.rev, body_mac=bytes(32)))


def last_op_id(session: Session, space_id: UUID, rev: int) -> UUID | None:
    """Which operation made this rev of the space."""
    statement = select(Operation.op_id).where(Operation.space_id == space_id, Operation.rev == rev)
    return session.scalar(statement)


# -- resource routes --------------------------------------------------------------------------------------------------


class AppliedSchema(Schema):
    """The answer of every resource route that writes."""

    op_id = ma.fields.UUID(required=True)
    rev = ma.fields.Integer(required=True)


class WriteHeaders(ma.Schema):
    """The op id of a write, so that a client may try again without doubling."""

    class Meta:
        unknown = ma.EXCLUDE

    idempotency_key = ma.fields.UUID(data_key="Idempotency-Key")


def write_route(  # noqa: PLR0917 - a table of routes reads best as rows
    bp: Blueprint, method: str, rule: str, kind_name: str, schema: type[Schema], summary: str
) -> None:
    """A resource route that runs one kind of operation; an `id` in the path joins the body."""

    class Body(schema):  # type: ignore[valid-type,misc] # the operation's body less what the path says
        class Meta:
            unknown = ma.RAISE
            exclude = ("id",) if "<uuid:id>" in rule else ()

    Body.__name__ = "".join(part.title() for part in kind_name.split("_")) + ("" if method == "put" else method.title())

    def view(headers: dict[str, Any], body: dict[str, Any], space_id: UUID, id: UUID | None = None) -> Response:
        return _run_from_route(kind_name, space_id, id, headers.get("idempotency_key"))

    view.__doc__ = summary
    view.__name__ = f"{method}_{kind_name}"
    view = bp.response(200, AppliedSchema)(view)
    view = bp.arguments(Body, location="json")(view)
    view = bp.arguments(WriteHeaders, location="headers")(view)
    bp.route(f"/spaces/<uuid:space_id>/{rule}", methods=[method.upper()], endpoint=view.__name__)(view)


def _run_from_route(kind_name: str, space_id: UUID, id: UUID | None, op_id: UUID | None) -> Response:
    raw = request.get_data()
    body = orjson.loads(raw) if raw else {}
    if id is not None:
        body["id"] = str(id)
    applied = run(
        Asked(
            op_id=op_id or uuid4(),
            space_id=space_id,
            kind=kind_name,
            recorded_at=clock.now(),
            base_rev=None,
            body=body,
            fingerprint=f"{request.method} {request.path}\n".encode() + raw,
        )
    )
    return json_response({"op_id": applied.op_id, "rev": applied.rev})
