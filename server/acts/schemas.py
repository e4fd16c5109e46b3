"""Bodies of acts and answers, and of the operations on them (docs/protocol.md, section 5)."""

import marshmallow as ma
from marshmallow import validate

from server.acts.models import ANSWERS, OUTCOMES
from server.commitments.schemas import KINDS
from server.people.schemas import known_zone
from server.web import Schema


class LogAct(Schema):
    id = ma.fields.UUID(required=True)
    on = ma.fields.Date(required=True)
    zone = ma.fields.String(required=True, validate=known_zone)
    kind = ma.fields.String(required=True, validate=validate.OneOf(KINDS))
    commitment_id = ma.fields.UUID(load_default=None, allow_none=True)
    outcome = ma.fields.String(load_default=None, allow_none=True, validate=validate.OneOf(OUTCOMES))
    hard = ma.fields.Boolean(load_default=False, truthy={True}, falsy={False})
    note = ma.fields.String(load_default="", validate=validate.Length(0, 2000))
    told = ma.fields.Boolean(load_default=False, truthy={True}, falsy={False})

    @ma.validates_schema
    def _fits(self, data: dict[str, object], **_: object) -> None:
        is_occurrence = data.get("commitment_id") is not None
        if is_occurrence != (data.get("outcome") is not None):
            raise ma.ValidationError("Goes with commitment_id, and only with it.", "outcome")
        if data.get("told") and is_occurrence:
            raise ma.ValidationError("Does not go with a commitment.", "told")


class DeleteAct(Schema):
    id = ma.fields.UUID(required=True)


class TakeBackAct(Schema):
    id = ma.fields.UUID(required=True)


class Acknowledge(Schema):
    id = ma.fields.UUID(required=True)
    act_id = ma.fields.UUID(required=True)
    answer = ma.fields.String(required=True, validate=validate.OneOf(ANSWERS))
    words = ma.fields.String(load_default="", validate=validate.Length(0, 1000))


class TakeBackAcknowledgement(Schema):
    id = ma.fields.UUID(required=True)


class Correction(Schema):
    outcome = ma.fields.String(required=True, allow_none=True, validate=validate.OneOf(OUTCOMES))
    hard = ma.fields.Boolean(required=True)
    note = ma.fields.String(required=True)


class Act(Schema):
    """An act as its two readers are told of it; `free_until_on` is told to its author alone."""

    author_id = ma.fields.UUID(required=True)
    on = ma.fields.Date(required=True)
    kind = ma.fields.String(required=True, allow_none=True, validate=validate.OneOf(KINDS))
    commitment_id = ma.fields.UUID(required=True, allow_none=True)
    outcome = ma.fields.String(required=True, allow_none=True, validate=validate.OneOf(OUTCOMES))
    hard = ma.fields.Boolean(required=True)
    note = ma.fields.String(required=True)
    told = ma.fields.Boolean(required=True)
    added_later = ma.fields.Boolean(required=True)
    removed = ma.fields.Boolean(required=True)
    corrections = ma.fields.List(ma.fields.Nested(Correction), required=True)
    free_until_on = ma.fields.Date()


class Acknowledgement(Schema):
    author_id = ma.fields.UUID(required=True)
    act_id = ma.fields.UUID(required=True)
    answer = ma.fields.String(required=True, validate=validate.OneOf(ANSWERS))
    words = ma.fields.String(required=True)
