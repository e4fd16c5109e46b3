"""Bodies and answers of pairing and leaving (docs/protocol.md, sections 3 and 5)."""

import marshmallow as ma
from marshmallow import validate

from server.web import Bytes, Schema

LOCATOR = r"^[0-9A-HJKMNP-TV-Z]{5}$"


def _locator() -> ma.fields.String:
    # The length beside the pattern, whose $ would let a line's end through.
    rules = [validate.Length(equal=5), validate.Regexp(LOCATOR, error="Five Crockford characters.")]
    return ma.fields.String(required=True, validate=rules)


class Invite(Schema):
    kind = ma.fields.String(required=True, validate=validate.OneOf(["code", "link"]))
    locator = _locator()
    proof = Bytes(least=32, required=True)
    inviter_mac = Bytes(least=32, required=True)


class Invited(Schema):
    id = ma.fields.UUID(required=True)
    expires_at = ma.fields.AwareDateTime(required=True)


class Look(Schema):
    locator = _locator()
    proof = Bytes(least=32, required=True)


class Inviter(Schema):
    id = ma.fields.UUID(required=True)
    display_name = ma.fields.String(required=True)
    public_key = ma.fields.String(required=True)
    mac = ma.fields.String(required=True)


class LookAnswer(Schema):
    id = ma.fields.UUID(required=True)
    inviter = ma.fields.Nested(Inviter, required=True)


class Accept(Schema):
    proof = Bytes(least=32, required=True)
    accepter_mac = Bytes(least=32, required=True)


class Confirm(Schema):
    public_key = Bytes(least=32, required=True)


class Paired(Schema):
    couple_id = ma.fields.UUID(required=True)
    space_id = ma.fields.UUID(required=True)


class Leave(Schema):
    delete_mine = ma.fields.Boolean(required=True, truthy={True}, falsy={False})


class TakeBackDeletion(Schema):
    """Nothing to say."""


class WaiveDeletionWait(Schema):
    """Nothing to say."""
