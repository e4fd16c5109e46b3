"""Bodies of highlights, and of the operations on them (docs/protocol.md, section 5)."""

import marshmallow as ma
from marshmallow import validate

from server.web import Schema


class GiveHighlight(Schema):
    id = ma.fields.UUID(required=True)
    on = ma.fields.Date(required=True)
    words = ma.fields.String(required=True, validate=validate.Length(1, 500))
    is_favourite = ma.fields.Boolean(load_default=False, truthy={True}, falsy={False})


class TakeBackHighlight(Schema):
    id = ma.fields.UUID(required=True)


class Highlight(Schema):
    """`for_space_id` is the couple's space, also while the highlight waits in its author's own."""

    author_id = ma.fields.UUID(required=True)
    for_space_id = ma.fields.UUID(required=True)
    on = ma.fields.Date(required=True)
    words = ma.fields.String(required=True)
    is_favourite = ma.fields.Boolean(required=True)
