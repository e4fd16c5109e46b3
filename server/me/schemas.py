"""The *me* document and the export (docs/protocol.md, sections 2 and 7)."""

import copy

import marshmallow as ma
from marshmallow import validate

from server.people.schemas import LANGUAGES, NudgeSettings
from server.web import Schema


def _complete(name: str, schema: type[ma.Schema]) -> type[ma.Schema]:
    """The same fields, none of which may be missing."""
    fields = {field_name: copy.deepcopy(field) for field_name, field in schema().fields.items()}
    for field in fields.values():
        field.required = True
    return Schema.from_dict(dict(fields), name=name)


Settings = _complete("Settings", NudgeSettings)


class MePerson(Schema):
    id = ma.fields.UUID(required=True)
    handle = ma.fields.String(required=True)
    display_name = ma.fields.String(required=True)
    zone = ma.fields.String(required=True)
    language = ma.fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    public_key = ma.fields.String(required=True)
    settings = ma.fields.Nested(Settings, required=True)


class MeDevice(Schema):
    id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True)


class Partner(Schema):
    id = ma.fields.UUID(required=True)
    display_name = ma.fields.String(required=True)
    public_key = ma.fields.String(required=True)


class Deletion(Schema):
    due_on = ma.fields.Date(required=True)
    state = ma.fields.String(required=True, validate=validate.OneOf(["waiting"]))


class MeCouple(Schema):
    id = ma.fields.UUID(required=True)
    space_id = ma.fields.UUID(required=True)
    state = ma.fields.String(required=True, validate=validate.OneOf(["active", "ended"]))
    paired_on = ma.fields.Date(required=True)
    ended_on = ma.fields.Date(required=True, allow_none=True)
    partner = ma.fields.Nested(Partner, required=True)
    deletion = ma.fields.Nested(Deletion, required=True, allow_none=True)


class OtherInInvitation(Partner):
    mac = ma.fields.String(required=True)


class MeInvitation(Schema):
    id = ma.fields.UUID(required=True)
    kind = ma.fields.String(required=True, validate=validate.OneOf(["code", "link"]))
    role = ma.fields.String(required=True, validate=validate.OneOf(["inviter", "accepter"]))
    state = ma.fields.String(required=True, validate=validate.OneOf(["open", "accepted"]))
    expires_at = ma.fields.AwareDateTime(required=True)
    locator = ma.fields.String(required=True)
    other = ma.fields.Nested(OtherInInvitation, required=True, allow_none=True)


class Me(Schema):
    """What a person's own devices are told of them."""

    person = ma.fields.Nested(MePerson, required=True)
    device = ma.fields.Nested(MeDevice, required=True)
    private_space_id = ma.fields.UUID(required=True)
    couples = ma.fields.List(ma.fields.Nested(MeCouple), required=True)
    invitation = ma.fields.Nested(MeInvitation, required=True, allow_none=True)


class Export(Schema):
    """All that one wrote, by space and kind."""

    format = ma.fields.String(required=True)
    me = ma.fields.Nested(Me, required=True)
    spaces = ma.fields.Dict(required=True)
