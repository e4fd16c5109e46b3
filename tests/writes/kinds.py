"""Kinds that live in tests alone: one of each audience that the product's own kinds do not have yet."""

from typing import Any
from uuid import UUID

import marshmallow as ma
from sqlalchemy.orm import Mapped

from server.bodies import BodyRow, InBody
from server.db import Base
from server.spaces.entity import AfterLeaving, Audience, Entity, Erase, OnRestore, is_author
from server.spaces.models import FORMER, MEMBER, EntityRow
from server.web import Blueprint, Schema
from server.writes import revealing
from server.writes.operation import Operation, Write

bp = Blueprint("tests", "Kinds that live in tests alone.")


class Gift(EntityRow, BodyRow, Base):
    """What both answer to one question, revealed at once."""

    __tablename__ = "test_gift"
    topic_id: Mapped[UUID]
    is_marked: Mapped[bool]
    words = InBody[str]()


class Letter(EntityRow, BodyRow, Base):
    """Words for one reader."""

    __tablename__ = "test_letter"
    recipient_id: Mapped[UUID | None]
    words = InBody[str]()


class Score(EntityRow, BodyRow, Base):
    """A figure that only a therapist may be shown, where it is granted."""

    __tablename__ = "test_score"
    words = InBody[str]()


class Accord(EntityRow, BodyRow, Base):
    """What two accepted together, readable to both after a leaving."""

    __tablename__ = "test_accord"
    words = InBody[str]()


class Give(Schema):
    id = ma.fields.UUID(required=True)
    topic_id = ma.fields.UUID(required=True)
    is_marked = ma.fields.Boolean(load_default=False)
    words = ma.fields.String(required=True)


class Send(Schema):
    id = ma.fields.UUID(required=True)
    recipient_id = ma.fields.UUID(load_default=None, allow_none=True)
    words = ma.fields.String(required=True)


class Say(Schema):
    id = ma.fields.UUID(required=True)
    words = ma.fields.String(required=True)


class End(Schema):
    id = ma.fields.UUID(required=True)


class Words(Schema):
    author_id = ma.fields.UUID(required=True)
    is_marked = ma.fields.Boolean()
    words = ma.fields.String(required=True)


def give(write: Write, body: dict[str, Any]) -> None:
    given = {"words": body["words"], "is_marked": body["is_marked"]}
    revealing.give(write, Gift, body["id"], body["topic_id"], given)


def take_back(write: Write, body: dict[str, Any]) -> None:
    revealing.take_back_gift(write, Gift, body["id"])


def say_as(model: type[Any]) -> Any:  # noqa: ANN401 - a handler
    def say(write: Write, body: dict[str, Any]) -> None:
        row = model(space_id=write.space_id, author_id=write.person_id, **body)
        write.session.add(row)
        write.record(row)

    return say


def end_accord(write: Write, body: dict[str, Any]) -> None:
    row = write.row_to_end(Accord, body["id"])
    write.session.delete(row)
    write.record(row, deleted=True)


def words_on_wire(row: Any, viewer_id: UUID) -> dict[str, Any]:  # noqa: ANN401 - one of four kinds
    mark = {"is_marked": row.is_marked} if isinstance(row, Gift) else {}
    return {"author_id": str(row.author_id), "words": row.words, **mark}


def _entity(name: str, model: type[Any], audience: Audience, **change: Any) -> Entity:  # noqa: ANN401
    declared: dict[str, Any] = {
        "body": Words,
        "on_wire": words_on_wire,
        "collection": f"{name.replace('_', '-')}s",
        "may_end": is_author,
        "after_leaving": AfterLeaving.OWN,
        "erase": Erase.REMOVE,
        "on_restore": OnRestore.KEEP,
        "grant": None,
    }
    return Entity(name=name, model=model, audience=audience, **(declared | change))


ENTITIES = (
    _entity("test_gift", Gift, Audience.REVEALED),
    _entity("test_letter", Letter, Audience.RECIPIENT),
    _entity("test_score", Score, Audience.GRANTED, grant="scores"),
    _entity("test_accord", Accord, Audience.BOTH, may_end=lambda *_: True, after_leaving=AfterLeaving.ALL),
)


def _operation(name: str, schema: type[Schema], handler: Any, entity: str, rule: str, **change: Any) -> Operation:  # noqa: ANN401
    route = f"{'delete' if schema is End else 'put'} {rule}"
    return Operation(name, schema, handler, entity, route, "A test's own.", **change)


OPERATIONS = (
    _operation("test_give", Give, give, "test_gift", "test-gifts/{id}"),
    _operation("test_take_back", End, take_back, "test_gift", "test-gifts/{id}", takes_away=True),
    _operation("test_send", Send, say_as(Letter), "test_letter", "test-letters/{id}"),
    _operation("test_score", Say, say_as(Score), "test_score", "test-scores/{id}"),
    _operation("test_accord", Say, say_as(Accord), "test_accord", "test-accords/{id}"),
    _operation(
        "test_end_accord",
        End,
        end_accord,
        "test_accord",
        "test-accords/{id}",
        takes_away=True,
        roles=frozenset({MEMBER, FORMER}),
    ),
)
