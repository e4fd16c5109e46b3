"""Bodies of sealed records (docs/protocol.md, section 5)."""

import marshmallow as ma
from marshmallow import validate

from server.sealing import b64decode
from server.vault.models import KINDS, OVERHEAD, SIZE_CLASSES
from server.web import Bytes, Schema


def _ciphertext() -> Bytes:
    return Bytes(least=SIZE_CLASSES[0] + OVERHEAD, most=SIZE_CLASSES[-1] + OVERHEAD, required=True)


class PutSealed(Schema):
    id = ma.fields.UUID(required=True)
    kind = ma.fields.String(required=True, validate=validate.OneOf(KINDS))
    size_class = ma.fields.Integer(required=True, strict=True, validate=validate.OneOf(SIZE_CLASSES))
    ciphertext = _ciphertext()

    @ma.validates_schema
    def _fits(self, data: dict[str, object], **_: object) -> None:
        if "ciphertext" in data and len(b64decode(str(data["ciphertext"]))) != int(str(data["size_class"])) + OVERHEAD:
            raise ma.ValidationError("Its length is not that of its size class.", "ciphertext")


class DeleteSealed(Schema):
    id = ma.fields.UUID(required=True)


class Sealed(Schema):
    """What the server keeps of a sealed record."""

    kind = ma.fields.String(required=True, validate=validate.OneOf(KINDS))
    size_class = ma.fields.Integer(required=True)
    revision = ma.fields.Integer(required=True)
    ciphertext = _ciphertext()
