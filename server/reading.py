"""Reading the rows of a space: what every synced kind tells of itself, and the routes that list them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import marshmallow as ma
from flask import Response, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import spaces
from server.db import transaction
from server.errors import Refused
from server.people.gate import acting
from server.spaces import Change, Entity
from server.web import Blueprint, Schema, json_response

OnWire = Callable[[Session, Iterable[Any], UUID], dict[UUID, dict[str, Any]]]
PAGE = 200  # and more where one rev holds more: a page ends on a whole rev


@dataclass(frozen=True)
class EntityKind:
    """A synced kind: its mapped class, and the bodies of rows as one viewer may read them.

    `own_only`: not even that such a row was there is told to anyone but its author.
    """

    model: type[Entity]
    on_wire: OnWire
    own_only: bool = False


def register(app: Any, kinds: dict[str, EntityKind]) -> None:  # noqa: ANN401 - a Flask app
    """Adds a slice's kinds of entity to the app's."""
    app.extensions.setdefault("hearth_entities", {}).update(kinds)


def bodies(
    session: Session, space_id: UUID, kind: str, ids: Iterable[UUID], viewer_id: UUID
) -> dict[UUID, dict[str, Any]]:
    """Bodies by id of the rows of one kind that the viewer may see."""
    entity: EntityKind = current_app.extensions["hearth_entities"][kind]
    statement = select(entity.model).where(entity.model.space_id == space_id, entity.model.id.in_(list(ids)))
    return entity.on_wire(session, session.scalars(statement).all(), viewer_id)


class EntitySchema(Schema):
    """One entity with its rev; `body` is as docs/protocol.md describes its kind."""

    id = ma.fields.UUID(required=True)
    rev = ma.fields.Integer(required=True)
    body = ma.fields.Dict(required=True)


class PageSchema(Schema):
    """A page of entities in the order of their revs; ask again with `after` set to `next`."""

    items = ma.fields.List(ma.fields.Nested(EntitySchema), required=True)
    next = ma.fields.Integer(allow_none=True, required=True)


class PageQuery(ma.Schema):
    """Where a page begins."""

    after = ma.fields.Integer(load_default=0, validate=ma.validate.Range(0, 2**62))


def read_routes(bp: Blueprint, collection: str, kind: str) -> None:
    """GET of a space's collection of one kind, and of one of it."""

    def list_them(query: dict[str, int], space_id: UUID) -> Response:
        with transaction(write=False) as session:
            viewer_id = acting(session).person.id
            spaces.role_in(session, space_id)
            present = select(Change.id, Change.rev).where(
                Change.space_id == space_id, Change.kind == kind, Change.deleted.is_(False)
            )
            rest = present.where(Change.rev > query["after"])
            until = session.scalar(rest.with_only_columns(Change.rev).order_by(Change.rev).offset(PAGE - 1).limit(1))
            page = rest if until is None else rest.where(Change.rev <= until)
            revs = {row.id: row.rev for row in session.execute(page.order_by(Change.rev, Change.id))}
            found = bodies(session, space_id, kind, revs, viewer_id)
            items = [{"id": id, "rev": rev, "body": found[id]} for id, rev in revs.items() if id in found]
            return json_response({"items": items, "next": until})

    def read_one(space_id: UUID, id: UUID) -> Response:
        with transaction(write=False) as session:
            viewer_id = acting(session).person.id
            spaces.role_in(session, space_id)
            found = bodies(session, space_id, kind, [id], viewer_id)
            change = session.get(Change, (space_id, kind, id))
            if id not in found or change is None or change.deleted:
                raise Refused("not_found")
            return json_response({"id": id, "rev": change.rev, "body": found[id]})

    list_them.__doc__ = f"List the {collection.replace('-', ' ')} of a space."
    read_one.__doc__ = f"Read one of the {collection.replace('-', ' ')}."
    rule = f"/spaces/<uuid:space_id>/{collection}"
    listing = bp.arguments(PageQuery, location="query")(bp.response(200, PageSchema)(list_them))
    bp.route(rule, methods=["GET"], endpoint=f"list_{kind}")(listing)
    bp.route(f"{rule}/<uuid:id>", methods=["GET"], endpoint=f"read_{kind}")(bp.response(200, EntitySchema)(read_one))
