"""Routes of push subscriptions and nudges (docs/protocol.md, section 6)."""

from typing import Any
from uuid import UUID

import marshmallow as ma
from flask import Response, current_app
from marshmallow import validate

from server.db import transaction
from server.notifications import service
from server.notifications.endpoints import LONGEST
from server.people.gate import acting
from server.web import Blueprint, Bytes, Schema, json_response

bp = Blueprint("notifications", "Push subscriptions, and what was sent lately.")


class PushKey(Schema):
    public_key = ma.fields.String(required=True)


class SubscriptionKeys(Schema):
    p256dh = Bytes(least=65, required=True)
    auth = Bytes(least=16, required=True)


class Subscription(Schema):
    endpoint = ma.fields.String(required=True, validate=validate.Length(1, LONGEST))
    keys = ma.fields.Nested(SubscriptionKeys, required=True)
    says_more = ma.fields.Boolean(load_default=None)
    renewal = ma.fields.Boolean(load_default=False)


class TestAnswer(Schema):
    status = ma.fields.String(required=True, validate=validate.OneOf(["sent", "refused", "gone", "unreachable"]))


class SentNudge(Schema):
    kind = ma.fields.String(required=True)
    on = ma.fields.Date(required=True)
    device_name = ma.fields.String(required=True)
    status = ma.fields.String(
        required=True, validate=validate.OneOf(["waiting", "sent", "refused", "gone", "late", "dropped"])
    )


class ListeningDevice(Schema):
    device_id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True)
    says_more = ma.fields.Boolean(required=True)


class NudgeAnswer(Schema):
    said = ma.fields.String(required=True, validate=validate.OneOf(["logged", "later"]))


class Nudges(Schema):
    deliveries = ma.fields.List(ma.fields.Nested(SentNudge), required=True)
    devices = ma.fields.List(ma.fields.Nested(ListeningDevice), required=True)
    halved = ma.fields.List(ma.fields.String(), required=True)


@bp.get("/push/key", endpoint="push_key")
@bp.doc(security=[])
@bp.response(200, PushKey)
def push_key() -> Response:
    """Get the key to subscribe with."""
    return json_response({"public_key": service.vapid_keys().current})


@bp.put("/me/push-subscription", endpoint="subscribe")
@bp.arguments(Subscription)
@bp.response(204)
def subscribe(fields: dict[str, Any]) -> Response:
    """Keep where this device listens."""
    with transaction() as session:
        service.subscribe(session, acting(session), fields, current_app.extensions["hearth_settings"])
    return Response(status=204)


@bp.delete("/me/push-subscription", endpoint="unsubscribe")
@bp.response(204)
def unsubscribe() -> Response:
    """Send nothing to this device any more."""
    with transaction() as session:
        service.unsubscribe(session, acting(session).device.id)
    return Response(status=204)


@bp.delete("/me/devices/<uuid:device_id>/push-subscription", endpoint="unsubscribe_device")
@bp.response(204)
def unsubscribe_device(device_id: UUID) -> Response:
    """Send nothing more to another of one's devices."""
    with transaction() as session:
        service.remove(session, acting(session), device_id)
    return Response(status=204)


@bp.post("/me/push-subscription/test", endpoint="test_push")
@bp.response(200, TestAnswer)
def test_push() -> Response:
    """Send one notice to this device now."""
    with transaction(write=False) as session:
        who = acting(session)
        message, device_id = service.test_message(session, who), who.device.id
    return json_response({"status": service.send_test(message, device_id, current_app.extensions["hearth_settings"])})


@bp.get("/me/nudges", endpoint="nudges")
@bp.response(200, Nudges)
def nudges() -> Response:
    """List what was sent lately, and to which devices nudges go."""
    with transaction(write=False) as session:
        return json_response(service.lately(session, acting(session)))


@bp.post("/me/nudges/<uuid:nudge_id>/answer", endpoint="answer_nudge")
@bp.arguments(NudgeAnswer)
@bp.response(204)
def answer_nudge(fields: dict[str, Any], nudge_id: UUID) -> Response:
    """Answer a nudge by one of its buttons."""
    with transaction() as session:
        service.answer(session, acting(session), nudge_id, fields["said"])
    return Response(status=204)
