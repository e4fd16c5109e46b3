"""What every route shares: strict schemas, problem+json, JSON by orjson, request ids, the headers of every answer."""

import logging
import re
import sqlite3
import uuid
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit

import marshmallow as ma
import orjson
from flask import Flask, Response, current_app, g, request
from flask.json.provider import JSONProvider
from flask_smorest import Api as SmorestApi
from flask_smorest import Blueprint as SmorestBlueprint
from sqlalchemy.exc import DBAPIError, IntegrityError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from server.config import Settings
from server.errors import CODES, Refused
from server.sealing import b64decode

log = logging.getLogger("hearth.web")
PREFIX = "/api/v1"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_PROBLEM_TYPE = "application/problem+json"
_CODE_OF_STATUS = {
    400: "malformed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
}

_OUT_OF_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY})

# What two requests at one moment may both have found free; the database lets one of them have it.
_CODE_OF_CONSTRAINT = {
    "uq_person_handle": "handle_taken",
    "uq_membership_active_person": "already_paired",
    "uq_invitation_inviter_id": "locator_taken",
    "pk_operation": "op_id_reused",
}

# The app's own pages and the API alike; styles and scripts come from files only.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), browsing-topics=()",
    "Strict-Transport-Security": "max-age=31536000",
}


class Schema(ma.Schema):
    """A body described to the letter: an unknown field is an error."""

    class Meta:
        unknown = ma.RAISE


class Bytes(ma.fields.String):
    """Base64url text of exactly, or between, so many bytes. Kept as text."""

    def __init__(self, *, least: int, most: int | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - marshmallow's own
        self.least, self.most = least, most or least
        described = {"description": f"base64url without padding, {self.least} to {self.most} bytes"}
        super().__init__(metadata=described, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:  # noqa: ANN401
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            size = len(b64decode(text))
        except ValueError as error:
            raise ma.ValidationError("Not base64url.") from error
        if "=" in text or not self.least <= size <= self.most:
            raise ma.ValidationError(f"Must be {self.least} to {self.most} bytes of base64url without padding.")
        return text


class ProblemSchema(ma.Schema):
    """RFC 9457, with a stable `code`."""

    type = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    status = ma.fields.Integer(required=True)
    code = ma.fields.String(required=True, validate=ma.validate.OneOf(sorted(CODES)))
    detail = ma.fields.String(required=True)
    request_id = ma.fields.String()
    retry_after_s = ma.fields.Integer()
    errors = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.List(ma.fields.String()))


class Blueprint(SmorestBlueprint):
    """A slice's routes, under /api/v1."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, f"hearth.{name}", url_prefix=PREFIX, description=description)


class Api(SmorestApi):
    """flask-smorest with one error shape."""

    ERROR_SCHEMA = ProblemSchema

    def handle_http_exception(self, error: HTTPException) -> Response:
        """A framework's error in our shape."""
        code = _CODE_OF_STATUS.get(error.code or 500, "server_error" if (error.code or 500) >= 500 else "invalid")
        data = getattr(error, "data", None) or {}
        errors = _flat(data.get("errors") or data.get("messages") or {})
        if error.code == 422 and request.method not in SAFE_METHODS and not request.is_json:
            code = "unsupported_media_type"
        response = problem_response(Refused(code, errors=errors))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response


class _Json(JSONProvider):
    def dumps(self, obj: Any, **kwargs: Any) -> str:  # noqa: ANN401 - Flask's own
        return orjson.dumps(obj, option=orjson.OPT_UTC_Z).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ANN401 - Flask's own
        return orjson.loads(s)


def _flat(messages: Any, prefix: str = "") -> dict[str, list[str]]:  # noqa: ANN401 - marshmallow nests as it likes
    flat: dict[str, list[str]] = {}
    if isinstance(messages, dict):
        for key, inner in messages.items():
            name = str(key) if not prefix or prefix == "json" else f"{prefix}.{key}"
            flat.update(_flat(inner, name))
    elif isinstance(messages, list):
        flat[prefix or "_"] = [str(message) for message in messages]
    return flat


def invalid(error: ma.ValidationError) -> Refused:
    """A schema's refusal in our shape."""
    return Refused("invalid", errors=_flat(error.messages))


def problem_response(refused: Refused) -> Response:
    """The answer a refusal gets."""
    body = orjson.dumps(refused.problem(g.get("request_id")))
    response = Response(body, refused.status, content_type=_PROBLEM_TYPE)
    if refused.retry_after_s is not None:
        response.headers["Retry-After"] = str(refused.retry_after_s)
    return response


def json_response(document: object, status: int = HTTPStatus.OK) -> Response:
    """A document as it is, for long lists under a documented schema."""
    return Response(orjson.dumps(document, option=orjson.OPT_UTC_Z), status, content_type="application/json")


def init_web(app: Flask, settings: Settings) -> Api:
    """Sets up JSON, errors, the cross-site guard, and the OpenAPI document; returns the Api to register slices with."""
    app.json = _Json(app)
    app.config.update(
        API_TITLE="Hearth",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=1024 * 1024,
        API_SPEC_OPTIONS={
            "info": {"description": "The API of Hearth. Protocol, keys and error codes: docs/protocol.md."},
            "components": {
                "securitySchemes": {
                    "device": {"type": "http", "scheme": "bearer"},
                    "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-hearth"},
                }
            },
            "security": [{"device": []}, {"cookie": []}],
        },
    )
    api = Api(app)
    for response in ("DEFAULT_ERROR", "UNPROCESSABLE_CONTENT", "UNPROCESSABLE_ENTITY"):
        _document_as_problem(api, response)
    app.before_request(_number_request)
    app.before_request(lambda: _refuse_cross_site(settings))
    app.before_request(_require_json)
    app.after_request(_add_headers)
    app.register_error_handler(Refused, problem_response)
    app.register_error_handler(Exception, _server_error)
    return api


def _document_as_problem(api: Api, name: str) -> None:
    responses = api.spec.components.responses
    if name in responses and "content" in responses[name]:
        content = responses[name]["content"]
        content[_PROBLEM_TYPE] = content.pop("application/json", next(iter(content.values()), {}))


def _number_request() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if re.fullmatch(r"[0-9a-f-]{8,40}", given) else str(uuid.uuid4())


def _refuse_cross_site(settings: Settings) -> None:
    """Refuses a state-changing request with the session cookie unless it is from the app's origin (ASVS 3.5.1)."""
    # Only a bearer header: a browser adds others (Basic, for a proxy in front) by itself, beside the cookie.
    if request.method in SAFE_METHODS or request.headers.get("Authorization", "").startswith("Bearer "):
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        if site == "same-origin" or (origin and origin in settings.origins):
            return
        raise Refused("cross_site")
    if origin is not None and (origin in settings.origins or urlsplit(origin).netloc == request.host):
        return
    if origin is None and not request.cookies:
        return  # no browser and no cookie: nothing a foreign page could borrow
    raise Refused("cross_site")


def _require_json() -> None:
    """A body that does not say it is JSON is never read as such: a foreign page's form could send it."""
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    if request.method not in SAFE_METHODS and has_body and not request.is_json:
        raise Refused("unsupported_media_type")


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
    response.headers["X-Request-Id"] = g.get("request_id", "")
    return response


def _is_out_of_room(error: DBAPIError) -> bool:
    """Whether the database could not write: a full disk, or one that refuses (SQLite codes, or SQLSTATE 53100)."""
    primary = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return primary in _OUT_OF_ROOM or getattr(error.orig, "sqlstate", None) == "53100"


def _server_error(error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return cast(Api, current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"]).handle_http_exception(error)
    if isinstance(error, IntegrityError):
        constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
        if constraint in _CODE_OF_CONSTRAINT:
            return problem_response(Refused(_CODE_OF_CONSTRAINT[constraint]))
    if isinstance(error, DBAPIError) and _is_out_of_room(error):
        log.error("no room to write at %s, request %s", _place(error), g.get("request_id"))
        return problem_response(Refused("no_room"))
    note_fault(error)
    return problem_response(Refused("server_error"))


def note_fault(error: Exception) -> None:
    """Logs the type and place of a fault of ours, never its message: a message may carry a person's words.

    Raises it again in tests that do not expect one.
    """
    log.error("fault %s at %s, request %s", type(error).__name__, _place(error), g.get("request_id"))
    if current_app.testing and current_app.config.get("HEARTH_RAISE_FAULTS", True):
        raise error


def _place(error: Exception) -> str:
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
