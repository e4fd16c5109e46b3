"""A slice that forgot something cannot start."""

import dataclasses
from types import ModuleType
from typing import Any

import marshmallow as ma
import pytest

from server.app import create_app
from server.config import Settings
from server.slices import SLICES
from server.spaces.entity import Audience, Entity
from server.web import Blueprint, Schema
from server.writes.operation import Operation
from server.writes.registry import BadDeclaration
from tests.writes import kinds


def changed(entities: tuple[Entity, ...], operations: tuple[Operation, ...]) -> ModuleType:
    """The tests' slice with other declarations."""
    made = ModuleType("tests.writes.kinds")
    made.__dict__.update(bp=Blueprint("changed", "x"), ENTITIES=entities, OPERATIONS=operations)
    return made


class NoId(Schema):
    words = ma.fields.String()


@pytest.mark.parametrize(
    ("entities", "operations", "said"),
    [
        (kinds.ENTITIES[:3], kinds.OPERATIONS[:4], "Accord holds rows of people"),
        (kinds.ENTITIES, (dataclasses.replace(kinds.OPERATIONS[0], entity="nothing"),), "no slice declares"),
        (kinds.ENTITIES, (dataclasses.replace(kinds.OPERATIONS[0], schema=NoId),), "has no id"),
        (kinds.ENTITIES, (*kinds.OPERATIONS, kinds.OPERATIONS[0]), "have one name"),
        ((*kinds.ENTITIES, kinds.ENTITIES[0]), kinds.OPERATIONS, "have one name"),
        (
            (*kinds.ENTITIES[:3], dataclasses.replace(kinds.ENTITIES[3], audience=Audience.REVEALED)),
            kinds.OPERATIONS,
            "no topic_id",
        ),
        (
            (*kinds.ENTITIES[:3], dataclasses.replace(kinds.ENTITIES[3], audience=Audience.RECIPIENT)),
            kinds.OPERATIONS,
            "no recipient_id",
        ),
        (
            (*kinds.ENTITIES[:3], dataclasses.replace(kinds.ENTITIES[3], audience=Audience.GRANTED)),
            kinds.OPERATIONS,
            "no item to grant",
        ),
    ],
)
def test_what_is_missing_is_named(
    settings: Settings, entities: tuple[Entity, ...], operations: tuple[Operation, ...], said: str
) -> None:
    with pytest.raises(BadDeclaration, match=said):
        create_app(settings, (*SLICES, changed(entities, operations)))


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Entity)])
def test_no_field_of_a_kind_can_be_left_out(field: str) -> None:
    declared: dict[str, Any] = {each.name: getattr(kinds.ENTITIES[0], each.name) for each in dataclasses.fields(Entity)}
    del declared[field]
    with pytest.raises(TypeError, match=field):
        Entity(**declared)
