"""Bodies of what is shared of check-ins, and of the operations on it (docs/protocol.md, section 5)."""

from typing import Any

import marshmallow as ma
from marshmallow import validate

from server.web import Schema

MODES = ("trend", "values")


class RoundedLevel(ma.fields.Float):
    """A level from 0 to 1, rounded to 0.05 so that a single answer cannot be read from it."""

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> float:
        level = float(super()._deserialize(value, attr, data, **kwargs) or 0.0)
        validate.Range(0, 1)(level)
        return round(round(level * 20) / 20, 2)


class ShareCheckIns(Schema):
    id = ma.fields.UUID(required=True)
    mode = ma.fields.String(required=True, validate=validate.OneOf(MODES))


class WithdrawCheckIns(Schema):
    """Nothing to say."""


class Point(Schema):
    week_on = ma.fields.Date(required=True)
    level = RoundedLevel(required=True)
    low = RoundedLevel(required=True)
    high = RoundedLevel(required=True)
    call = ma.fields.String(required=True, validate=validate.OneOf(["rising", "steady", "falling", "too_early"]))


class PublishTrend(Schema):
    points = ma.fields.List(ma.fields.Nested(Point), required=True, validate=validate.Length(1, 600))


def _rating(**kwargs: Any) -> ma.fields.Integer:  # noqa: ANN401 - a field's own options
    return ma.fields.Integer(strict=True, allow_none=True, validate=validate.Range(0, 10), **kwargs)


class Values(Schema):
    on = ma.fields.Date(required=True)
    safe = _rating(load_default=None)
    seen = _rating(load_default=None)
    valued = _rating(load_default=None)


class PublishCheckIns(Schema):
    values = ma.fields.List(ma.fields.Nested(Values), required=True, validate=validate.Length(1, 600))


class CheckInShare(Schema):
    """How its author shares at present; told to its author alone."""

    author_id = ma.fields.UUID(required=True)
    mode = ma.fields.String(required=True, validate=validate.OneOf(MODES))


class SharedPoint(Point):
    author_id = ma.fields.UUID(required=True)


class SharedCheckIn(Schema):
    author_id = ma.fields.UUID(required=True)
    on = ma.fields.Date(required=True)
    safe = _rating(required=True)
    seen = _rating(required=True)
    valued = _rating(required=True)
