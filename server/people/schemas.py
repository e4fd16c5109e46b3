"""Bodies and answers of the people routes (docs/protocol.md, section 2)."""

from zoneinfo import ZoneInfo

import marshmallow as ma
from marshmallow import validate

from server.web import Bytes, Schema

HANDLE = r"^[a-z0-9._-]{3,32}$"
WALL_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
LANGUAGES = ("en", "es", "de")
NAME = [validate.Length(1, 40), validate.Regexp(r"\s*\S", error="Some letters, please.")]
# nonce 12 + key 32 + tag 16
WRAP_BYTES = 60


def known_zone(name: str) -> None:
    """Raises ValidationError unless it is an IANA name."""
    try:
        ZoneInfo(name)
    except Exception as error:  # zoneinfo raises several kinds for malformed keys
        raise ma.ValidationError("Not a known time zone.") from error


class Handle(ma.fields.String):
    """A handle in any case; loaded in lower case."""

    def _deserialize(self, value: object, attr: str | None, data: object, **kwargs: object) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs)).strip().lower()
        validate.Regexp(HANDLE, error="3 to 32 of a-z, 0-9, dot, dash, underscore.")(text)
        return text


class PasswordFields(Schema):
    kdf_version = ma.fields.Integer(required=True, validate=validate.OneOf([1]))
    salt = Bytes(least=16, required=True)
    verifier = Bytes(least=32, required=True)
    password_wrap = Bytes(least=WRAP_BYTES, required=True)


class RecoveryFields(Schema):
    recovery_verifier = Bytes(least=32, required=True)
    recovery_wrap = Bytes(least=WRAP_BYTES, required=True)


class DeviceFields(Schema):
    device_name = ma.fields.String(required=True, validate=validate.Length(1, 60))
    bearer = ma.fields.Boolean(load_default=False)


class SignUp(PasswordFields, RecoveryFields, DeviceFields):
    handle = Handle(required=True)
    display_name = ma.fields.String(required=True, validate=NAME)
    zone = ma.fields.String(required=True, validate=known_zone)
    language = ma.fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    public_key = Bytes(least=32, required=True)


class Prelogin(Schema):
    handle = Handle(required=True)


class PreloginAnswer(Schema):
    kdf_version = ma.fields.Integer(required=True)
    salt = ma.fields.String(required=True)


class SignIn(DeviceFields):
    handle = Handle(required=True)
    verifier = Bytes(least=32, required=True)


class SignedIn(Schema):
    person_id = ma.fields.UUID(required=True)
    private_space_id = ma.fields.UUID(required=True)
    device_id = ma.fields.UUID(required=True)
    password_wrap = ma.fields.String(required=True)
    public_key = ma.fields.String(required=True)
    token = ma.fields.String()


class Recovery(Schema):
    handle = Handle(required=True)
    recovery_verifier = Bytes(least=32, required=True)


class RecoveryAnswer(Schema):
    ticket = ma.fields.String(required=True)
    recovery_wrap = ma.fields.String(required=True)


class RecoveryFinish(PasswordFields, RecoveryFields, DeviceFields):
    ticket = Bytes(least=32, required=True)


class NewPassword(Schema):
    verifier = Bytes(least=32, required=True)
    kdf_version = ma.fields.Integer(required=True, validate=validate.OneOf([1]))
    salt = Bytes(least=16, required=True)
    new_verifier = Bytes(least=32, required=True)
    password_wrap = Bytes(least=WRAP_BYTES, required=True)


class StepUp(Schema):
    verifier = Bytes(least=32, required=True)


class Device(Schema):
    id = ma.fields.UUID(required=True)
    name = ma.fields.String(required=True)
    is_this = ma.fields.Boolean(required=True)
    signed_in_on = ma.fields.Date(required=True)
    last_used_on = ma.fields.Date(required=True)


class Devices(Schema):
    devices = ma.fields.List(ma.fields.Nested(Device), required=True)


def _wall_time(**kwargs: object) -> ma.fields.String:
    # The length beside the pattern, whose $ would let a line's end through.
    rules = [validate.Length(equal=5), validate.Regexp(WALL_TIME, error="A time like 20:30.")]
    return ma.fields.String(validate=rules, **kwargs)  # type: ignore[arg-type] # field options pass through


def _weekday(**kwargs: object) -> ma.fields.Integer:
    return ma.fields.Integer(strict=True, validate=validate.Range(0, 6), **kwargs)  # type: ignore[arg-type] # field options pass through


class NudgeSettings(Schema):
    """What the worker needs, and no more."""

    log_at = _wall_time(allow_none=True)
    check_in_days = ma.fields.List(_weekday(), validate=validate.Length(0, 7))
    check_in_at = _wall_time(allow_none=True)
    to_read = ma.fields.Boolean()
    moment = ma.fields.Boolean()
    look_back = _weekday(allow_none=True)
    look_back_at = _wall_time(allow_none=True)
    quiet_from = _wall_time()
    quiet_until = _wall_time()
    most_a_day = ma.fields.Integer(strict=True, validate=validate.Range(1, 3))
    paused_until = ma.fields.Date(allow_none=True)


class SettingsChange(Schema):
    """The body of `set_settings`: any of these, merged by field."""

    display_name = ma.fields.String(validate=NAME)
    zone = ma.fields.String(validate=known_zone)
    language = ma.fields.String(validate=validate.OneOf(LANGUAGES))
    settings = ma.fields.Nested(NudgeSettings)


DEFAULT_SETTINGS: dict[str, object] = {
    "log_at": None,
    "check_in_days": [],
    "check_in_at": None,
    "to_read": False,
    "moment": False,
    "look_back": None,
    "look_back_at": None,
    "quiet_from": "22:00",
    "quiet_until": "07:30",
    "most_a_day": 1,
    "paused_until": None,
}
