"""Operations and resource routes of sealed records, and of the plain settings that the worker needs."""

import marshmallow as ma
from marshmallow import validate

from server.operations import Kind, write_route
from server.people.schemas import SettingsChange
from server.reading import EntityKind, read_routes
from server.reflections import service
from server.reflections.models import KINDS, SIZE_CLASSES, SealedRecord
from server.sealing import b64decode
from server.spaces import PRIVATE
from server.web import Blueprint, Bytes, Schema

bp = Blueprint("reflections", "Sealed private records, which the server cannot read.")
# What AES-GCM adds to the framed text: nonce 12, tag 16.
_OVERHEAD = 28


class PutSealed(Schema):
    id = ma.fields.UUID(required=True)
    kind = ma.fields.String(required=True, validate=validate.OneOf(KINDS))
    size_class = ma.fields.Integer(required=True, strict=True, validate=validate.OneOf(SIZE_CLASSES))
    ciphertext = Bytes(least=SIZE_CLASSES[0] + _OVERHEAD, most=SIZE_CLASSES[-1] + _OVERHEAD, required=True)

    @ma.validates_schema
    def _fits(self, data: dict[str, object], **_: object) -> None:
        if "ciphertext" in data and len(b64decode(str(data["ciphertext"]))) != int(str(data["size_class"])) + _OVERHEAD:
            raise ma.ValidationError("Its length is not that of its size class.", "ciphertext")


class DeleteSealed(Schema):
    id = ma.fields.UUID(required=True)


OPERATIONS = {
    "put_sealed": Kind(PutSealed, service.put_sealed, "sealed", space_kind=PRIVATE),
    "delete_sealed": Kind(
        DeleteSealed, service.delete_sealed, "sealed", takes_away=True, is_final=True, space_kind=PRIVATE
    ),
    "set_settings": Kind(SettingsChange, service.set_settings, space_kind=PRIVATE),
}
ENTITIES = {"sealed": EntityKind(SealedRecord, service.sealed_on_wire)}

read_routes(bp, "sealed", "sealed")
write_route(bp, "put", "sealed/<uuid:id>", "put_sealed", PutSealed, "Keep a sealed record.")
write_route(bp, "delete", "sealed/<uuid:id>", "delete_sealed", DeleteSealed, "Delete a sealed record.")
write_route(bp, "patch", "settings", "set_settings", SettingsChange, "Change name, zone, language or nudge settings.")
