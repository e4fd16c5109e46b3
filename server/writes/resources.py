"""Resource routes that follow from the declarations: reading each kind's rows, running each operation."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import marshmallow as ma
import orjson
from flask import Response, current_app, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import clock
from server.db import transaction
from server.errors import Refused
from server.people.gate import acting
from server.spaces.entity import Entity
from server.spaces.models import Change
from server.spaces.scope import role_in
from server.web import Blueprint, Schema, json_response
from server.writes.operation import Operation
from server.writes.service import OperationRequest, run

PAGE = 200  # and more where one rev holds more: a page ends on a whole rev


def bodies(
    session: Session, space_id: UUID, kind: str, ids: Iterable[UUID], viewer_id: UUID
) -> dict[UUID, dict[str, Any]]:
    """Bodies by id of the rows of one kind that the viewer may see."""
    entity: Entity = current_app.extensions["hearth_entities"][kind]
    statement = select(entity.model).where(entity.model.space_id == space_id, entity.model.id.in_(list(ids)))
    return {row.id: entity.on_wire(row, viewer_id) for row in session.scalars(statement)}


class PageQuery(ma.Schema):
    """Where a page begins."""

    after = ma.fields.Integer(load_default=0, validate=ma.validate.Range(0, 2**62))


class AppliedSchema(Schema):
    """The answer of every resource route that writes."""

    op_id = ma.fields.UUID(required=True)
    space_id = ma.fields.UUID(required=True)
    rev = ma.fields.Integer(required=True)


class WriteHeaders(ma.Schema):
    """The op id of a write, so that a client may try again without doubling."""

    class Meta:
        unknown = ma.EXCLUDE

    idempotency_key = ma.fields.UUID(data_key="Idempotency-Key")


def title(name: str) -> str:
    """The name of a component: `log_act` is LogAct."""
    return "".join(part.title() for part in name.split("_"))


def read_routes(bp: Blueprint, entity: Entity) -> None:
    """GET of a space's collection of one kind, and of one of it."""
    assert entity.collection is not None
    kind, name = entity.name, title(entity.name)
    one = Schema.from_dict(
        {
            "id": ma.fields.UUID(required=True),
            "rev": ma.fields.Integer(required=True),
            "body": ma.fields.Nested(entity.body, required=True),
        },
        name=f"{name}Entity",
    )
    page = Schema.from_dict(
        {
            "items": ma.fields.List(ma.fields.Nested(one), required=True),
            "next": ma.fields.Integer(allow_none=True, required=True),
        },
        name=f"{name}Page",
    )

    def list_them(query: dict[str, int], space_id: UUID) -> Response:
        with transaction(write=False) as session:
            viewer_id = acting(session).person.id
            role_in(session, space_id)
            present = select(Change.id, Change.rev).where(
                Change.space_id == space_id, Change.kind == kind, Change.deleted.is_(False)
            )
            rest = present.where(Change.rev > query["after"])
            until = session.scalar(rest.with_only_columns(Change.rev).order_by(Change.rev).offset(PAGE - 1).limit(1))
            wanted = rest if until is None else rest.where(Change.rev <= until)
            revs = {row.id: row.rev for row in session.execute(wanted.order_by(Change.rev, Change.id))}
            found = bodies(session, space_id, kind, revs, viewer_id)
            items = [{"id": id, "rev": rev, "body": found[id]} for id, rev in revs.items() if id in found]
            return json_response({"items": items, "next": until})

    def read_one(space_id: UUID, id: UUID) -> Response:
        with transaction(write=False) as session:
            viewer_id = acting(session).person.id
            role_in(session, space_id)
            found = bodies(session, space_id, kind, [id], viewer_id)
            change = session.get(Change, (space_id, kind, id))
            if id not in found or change is None or change.deleted:
                raise Refused("not_found")
            return json_response({"id": id, "rev": change.rev, "body": found[id]})

    words = entity.collection.replace("-", " ")
    list_them.__doc__ = f"List the {words} of a space, in the order of their revs; ask again `after` the `next`."
    read_one.__doc__ = f"Read one of the {words}."
    rule = f"/spaces/<uuid:space_id>/{entity.collection}"
    listing = bp.arguments(PageQuery, location="query")(bp.response(200, page)(list_them))
    bp.route(rule, methods=["GET"], endpoint=f"list_{kind}")(listing)
    bp.route(f"{rule}/<uuid:id>", methods=["GET"], endpoint=f"read_{kind}")(bp.response(200, one)(read_one))


def write_route(bp: Blueprint, operation: Operation) -> None:
    """The resource route that runs one operation."""
    method, rule = operation.route.replace("{id}", "<uuid:id>").split(" ")

    class Body(operation.schema):  # type: ignore[name-defined] # the operation's body less what the path says
        class Meta:
            unknown = ma.RAISE
            exclude = ("id",) if "<uuid:id>" in rule else ()

    Body.__name__ = f"{title(operation.name)}Request"

    def view(headers: dict[str, Any], body: dict[str, Any], space_id: UUID, id: UUID | None = None) -> Response:
        return _run_from_route(operation.name, space_id, id, headers.get("idempotency_key"))

    view.__doc__ = operation.summary
    view.__name__ = f"{method}_{operation.name}"
    view = bp.response(200, AppliedSchema)(view)
    view = bp.arguments(Body, location="json")(view)
    view = bp.arguments(WriteHeaders, location="headers")(view)
    bp.route(f"/spaces/<uuid:space_id>/{rule}", methods=[method.upper()], endpoint=view.__name__)(view)


def _run_from_route(name: str, space_id: UUID, id: UUID | None, op_id: UUID | None) -> Response:
    sent = request.get_data()
    body = orjson.loads(sent) if sent else {}
    if id is not None:
        body["id"] = str(id)
    applied = run(
        OperationRequest(
            op_id=op_id or uuid4(),
            space_id=space_id,
            name=name,
            recorded_at=clock.now(),
            base_rev=None,
            body=body,
            sent_bytes=f"{request.method} {request.path}\n".encode() + sent,
        )
    )
    return json_response({"op_id": applied.op_id, "space_id": applied.space_id, "rev": applied.rev})
