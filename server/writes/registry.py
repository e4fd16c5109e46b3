"""All declared kinds and operations of an app, checked against each other: what a slice forgot stops the start."""

from collections.abc import Sequence
from functools import cache
from types import ModuleType

import marshmallow as ma
from flask import Flask
from flask_smorest import Api

from server.spaces.entity import Audience, Entity
from server.spaces.models import EntityRow
from server.web import Blueprint, Schema
from server.writes.operation import Operation
from server.writes.resources import read_routes, write_route


class BadDeclaration(Exception):
    """A declaration that cannot be right; the message names it and says what is missing."""


def register(app: Flask, api: Api, slices: Sequence[ModuleType]) -> None:
    """Registers each slice's routes module: `bp`, and its ENTITIES and OPERATIONS with all that follows from them.

    Raises BadDeclaration.
    """
    declared = [entity for one in slices for entity in getattr(one, "ENTITIES", ())]
    operations = [operation for one in slices for operation in getattr(one, "OPERATIONS", ())]
    _check(declared, operations, packages={one.__name__.rpartition(".")[0] for one in slices})
    app.extensions["hearth_entities"] = {entity.name: entity for entity in declared}
    app.extensions["hearth_entity_of_model"] = {entity.model: entity for entity in declared}
    app.extensions["hearth_operations"] = {operation.name: operation for operation in operations}
    for one in slices:
        api.register_blueprint(_with_routes(one))
    # One component that names every body by its kind: generated types are exact for it, and not for a `oneOf`.
    _describe(api, "EntityBodies", {entity.name: entity.body for entity in declared})
    _describe(api, "OperationBodies", {operation.name: operation.schema for operation in operations})


@cache
def _with_routes(one: ModuleType) -> Blueprint:
    """The slice's blueprint with the routes that follow; it belongs to the module, which several apps may share."""
    bp: Blueprint = one.bp
    for entity in getattr(one, "ENTITIES", ()):
        if entity.collection is not None:
            read_routes(bp, entity)
    for operation in getattr(one, "OPERATIONS", ()):
        write_route(bp, operation)
    return bp


def _describe(api: Api, component: str, schemas: dict[str, type[ma.Schema]]) -> None:
    fields = {name: ma.fields.Nested(schema, required=True) for name, schema in schemas.items()}
    api.spec.components.schema(component, schema=Schema.from_dict(dict(fields), name=component))


def _check(entities: Sequence[Entity], operations: Sequence[Operation], packages: set[str]) -> None:
    kinds = [entity.name for entity in entities]
    for names, what in ((kinds, "kinds"), ([operation.name for operation in operations], "operations")):
        if len(set(names)) != len(names):
            raise BadDeclaration(f"two {what} have one name: {sorted(names)}")
    declared = {entity.model for entity in entities}
    for model in EntityRow.__subclasses__():
        if model not in declared and model.__module__.rpartition(".")[0] in packages:
            raise BadDeclaration(f"{model.__name__} holds rows of people, and no slice declares it as an Entity")
    for operation in operations:
        if operation.entity is not None and operation.entity not in kinds:
            raise BadDeclaration(f"{operation.name} is of the kind {operation.entity}, which no slice declares")
        if operation.entity is not None and "id" not in operation.schema().fields:
            raise BadDeclaration(f"{operation.name} is of the kind {operation.entity}, and its body has no id")
    for entity in entities:
        columns = entity.model.__mapper__.column_attrs.keys()  # type: ignore[attr-defined] # every EntityRow is mapped
        needed = {Audience.RECIPIENT: "recipient_id", Audience.REVEALED: "topic_id"}.get(entity.audience)
        if needed is not None and needed not in columns:
            raise BadDeclaration(f"{entity.name} is {entity.audience}, and its rows have no {needed}")
        if (entity.audience is Audience.GRANTED) and entity.grant is None:
            raise BadDeclaration(f"{entity.name} is shown to whom it is granted, and has no item to grant")
