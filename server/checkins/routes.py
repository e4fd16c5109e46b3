"""Operations and resource routes of what is shared of check-ins."""

import marshmallow as ma
from marshmallow import validate

from server.checkins import service
from server.checkins.models import CheckInShare, SharedCheckIn, SharedPoint
from server.operations import Kind, write_route
from server.reading import EntityKind, read_routes
from server.spaces import FORMER, MEMBER
from server.web import Blueprint, Schema

bp = Blueprint("checkins", "What a person chose to share of their check-ins.")


class RoundedLevel(ma.fields.Float):
    """A level from 0 to 1, rounded to 0.05 so that a single answer cannot be read from it."""

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> float:
        level = float(super()._deserialize(value, attr, data, **kwargs) or 0.0)
        validate.Range(0, 1)(level)
        return round(round(level * 20) / 20, 2)


class ShareCheckIns(Schema):
    id = ma.fields.UUID(required=True)
    mode = ma.fields.String(required=True, validate=validate.OneOf(["trend", "values"]))


class Withdraw(Schema):
    """Nothing to say."""


class Point(Schema):
    week_on = ma.fields.Date(required=True)
    level = RoundedLevel(required=True)
    low = RoundedLevel(required=True)
    high = RoundedLevel(required=True)
    call = ma.fields.String(required=True, validate=validate.OneOf(["rising", "steady", "falling", "too_early"]))


class PublishTrend(Schema):
    points = ma.fields.List(ma.fields.Nested(Point), required=True, validate=validate.Length(1, 600))


def _rating() -> ma.fields.Integer:
    return ma.fields.Integer(strict=True, load_default=None, allow_none=True, validate=validate.Range(0, 10))


class Values(Schema):
    on = ma.fields.Date(required=True)
    safe = _rating()
    seen = _rating()
    valued = _rating()


class PublishCheckIns(Schema):
    values = ma.fields.List(ma.fields.Nested(Values), required=True, validate=validate.Length(1, 600))


OPERATIONS = {
    "share_check_ins": Kind(ShareCheckIns, service.share_check_ins),
    "withdraw_check_ins": Kind(Withdraw, service.withdraw_check_ins, roles=frozenset({MEMBER, FORMER})),
    "publish_trend": Kind(PublishTrend, service.publish_trend),
    "publish_check_ins": Kind(PublishCheckIns, service.publish_check_ins),
}
ENTITIES = {
    "check_in_share": EntityKind(CheckInShare, service.shares_on_wire, own_only=True),
    "shared_point": EntityKind(SharedPoint, service.points_on_wire),
    "shared_check_in": EntityKind(SharedCheckIn, service.values_on_wire),
}

read_routes(bp, "shared-points", "shared_point")
read_routes(bp, "shared-check-ins", "shared_check_in")
write_route(bp, "put", "check-in-shares/<uuid:id>", "share_check_ins", ShareCheckIns, "Share the trend, or values.")
write_route(bp, "post", "check-in-shares/withdraw", "withdraw_check_ins", Withdraw, "Withdraw everything shared.")
write_route(bp, "post", "shared-points", "publish_trend", PublishTrend, "Publish weeks of the trend.")
write_route(bp, "post", "shared-check-ins", "publish_check_ins", PublishCheckIns, "Publish days of values.")
