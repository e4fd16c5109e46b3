"""Body and answer of POST /sync (docs/protocol.md, section 4)."""

import marshmallow as ma
from marshmallow import validate

from server.me.schemas import Me
from server.web import ProblemSchema, Schema

AT_MOST = 200


class Cursor(Schema):
    space_id = ma.fields.UUID(required=True)
    rev = ma.fields.Integer(required=True, strict=True, validate=validate.Range(0, 2**62))
    op_id = ma.fields.UUID(load_default=None, allow_none=True)


class Sync(Schema):
    epoch = ma.fields.UUID(load_default=None, allow_none=True)
    # Of the *me* document that the device has; it is told only a later one.
    me_rev = ma.fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(0, 2**62))
    client = ma.fields.String(required=True, validate=validate.Regexp(r"^\d{1,4}\.\d{1,4}\.\d{1,4}$"))
    cursors = ma.fields.List(ma.fields.Nested(Cursor), load_default=list, validate=validate.Length(0, 50))
    # How long each may be is asked of it alone: one that is too long must not keep the others back.
    operations = ma.fields.List(ma.fields.String(), load_default=list, validate=validate.Length(0, AT_MOST))


class OperationText(Schema):
    """One operation, once its text is read as JSON."""

    op_id = ma.fields.UUID(required=True)
    space_id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True, validate=validate.Length(1, 40))
    recorded_at = ma.fields.AwareDateTime(required=True)
    base_rev = ma.fields.Integer(load_default=None, allow_none=True)
    # Sent again after a restore: the rev under which this device knew it.
    original_rev = ma.fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(0, 2**62))
    body = ma.fields.Dict(required=True)


class Outcome(Schema):
    op_id = ma.fields.UUID(allow_none=True, required=True)
    status = ma.fields.String(required=True, validate=validate.OneOf(["applied", "refused"]))
    # Where the operation took its rev: its author's own space where it changed nothing that the partner may see.
    space_id = ma.fields.UUID()
    rev = ma.fields.Integer()
    problem = ma.fields.Nested(ProblemSchema)


class ChangeRow(Schema):
    kind = ma.fields.String(required=True)
    id = ma.fields.UUID(required=True)
    rev = ma.fields.Integer(required=True)
    original_rev = ma.fields.Integer()
    deleted = ma.fields.Boolean(required=True)
    body = ma.fields.Dict()


class SpaceChanges(Schema):
    space_id = ma.fields.UUID(required=True)
    kind = ma.fields.String(required=True, validate=validate.OneOf(["private", "couple"]))
    role = ma.fields.String(required=True, validate=validate.OneOf(["owner", "member", "former", "therapist"]))
    rev = ma.fields.Integer(required=True)
    op_id = ma.fields.UUID(allow_none=True, required=True)
    resync = ma.fields.Boolean(required=True)
    more = ma.fields.Boolean(required=True)
    changes = ma.fields.List(ma.fields.Nested(ChangeRow), required=True)


class SyncAnswer(Schema):
    epoch = ma.fields.UUID(required=True)
    now = ma.fields.AwareDateTime(required=True)
    outcomes = ma.fields.List(ma.fields.Nested(Outcome), required=True)
    spaces = ma.fields.List(ma.fields.Nested(SpaceChanges), required=True)
    me_rev = ma.fields.Integer(required=True)
    me = ma.fields.Nested(Me)
