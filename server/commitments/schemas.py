"""Bodies of commitments and pauses, and of the operations on them (docs/protocol.md, section 5)."""

import marshmallow as ma
from marshmallow import validate

from server.web import Schema

KINDS = ("reliability", "honesty", "accountability", "empathy", "presence", "reconnection")
SCOPES = ("commitment", "mine", "both")
_PARTS = {"daily": (), "weekdays": ("days",), "times_a_week": ("times",), "every_n_days": ("n",), "once": ()}


class Rhythm(Schema):
    """How often: its type, and the one part that type needs."""

    type = ma.fields.String(required=True, validate=validate.OneOf(list(_PARTS)))
    days = ma.fields.List(ma.fields.Integer(strict=True, validate=validate.Range(0, 6)), validate=validate.Length(1, 7))
    times = ma.fields.Integer(strict=True, validate=validate.Range(1, 7))
    n = ma.fields.Integer(strict=True, validate=validate.Range(2, 60))

    @ma.validates_schema
    def _has_its_parts(self, data: dict[str, object], **_: object) -> None:
        needed = set(_PARTS.get(str(data.get("type")), ()))
        if set(data) - {"type"} != needed:
            raise ma.ValidationError(f"This type goes with: {', '.join(sorted(needed)) or 'nothing else'}.", "type")

    @ma.post_load
    def _in_order(self, data: dict[str, object], **_: object) -> dict[str, object]:
        if "days" in data:
            data["days"] = sorted(set(data["days"]))  # type: ignore[call-overload] # validated above as a list
        return data


def _title(**kwargs: object) -> ma.fields.String:
    return ma.fields.String(validate=[validate.Length(1, 140), validate.Regexp(r"\s*\S")], **kwargs)  # type: ignore[arg-type] # field options pass through


class MakeCommitment(Schema):
    id = ma.fields.UUID(required=True)
    title = _title(required=True)
    kind = ma.fields.String(required=True, validate=validate.OneOf(KINDS))
    rhythm = ma.fields.Nested(Rhythm, required=True)
    starts_on = ma.fields.Date(required=True)
    review_on = ma.fields.Date(load_default=None, allow_none=True)


class EditCommitment(Schema):
    id = ma.fields.UUID(required=True)
    title = _title()
    kind = ma.fields.String(validate=validate.OneOf(KINDS))


class RenewCommitment(Schema):
    id = ma.fields.UUID(required=True)
    review_on = ma.fields.Date(required=True)


class EndCommitment(Schema):
    id = ma.fields.UUID(required=True)
    ended_on = ma.fields.Date(required=True)


class DeleteCommitment(Schema):
    id = ma.fields.UUID(required=True)


class PauseBody(Schema):
    id = ma.fields.UUID(required=True)
    scope = ma.fields.String(required=True, validate=validate.OneOf(SCOPES))
    commitment_id = ma.fields.UUID(load_default=None, allow_none=True)
    from_on = ma.fields.Date(required=True)
    until_on = ma.fields.Date(load_default=None, allow_none=True)

    @ma.validates_schema
    def _fits(self, data: dict[str, object], **_: object) -> None:
        if (data.get("scope") == "commitment") != (data.get("commitment_id") is not None):
            raise ma.ValidationError("Goes with the scope commitment, and only with it.", "commitment_id")
        until_on = data.get("until_on")
        if until_on is not None and until_on < data["from_on"]:  # type: ignore[operator] # both are dates here
            raise ma.ValidationError("Must not lie before from_on.", "until_on")


class EndPause(Schema):
    id = ma.fields.UUID(required=True)
    until_on = ma.fields.Date(required=True)


class Commitment(Schema):
    """A commitment as its two readers are told of it. Removed: it has no title."""

    author_id = ma.fields.UUID(required=True)
    title = ma.fields.String(required=True, allow_none=True)
    kind = ma.fields.String(required=True, validate=validate.OneOf(KINDS))
    rhythm = ma.fields.Nested(Rhythm, required=True)
    starts_on = ma.fields.Date(required=True)
    review_on = ma.fields.Date(required=True)
    ended_on = ma.fields.Date(required=True, allow_none=True)


class Pause(Schema):
    author_id = ma.fields.UUID(required=True)
    scope = ma.fields.String(required=True, validate=validate.OneOf(SCOPES))
    commitment_id = ma.fields.UUID(required=True, allow_none=True)
    from_on = ma.fields.Date(required=True)
    until_on = ma.fields.Date(required=True, allow_none=True)
