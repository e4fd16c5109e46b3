"""Bodies that people's devices send, with random bytes for what the server cannot read anyway."""

import os
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.people import API, WRAP_BYTES
from tests.support.protocol import b64

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def random_text(size: int) -> str:
    """So many random bytes, as they travel."""
    return b64(os.urandom(size))


def password_form() -> dict[str, Any]:
    """What a device derives from a new password."""
    return {
        "kdf_version": 1,
        "salt": random_text(16),
        "verifier": random_text(32),
        "password_wrap": random_text(WRAP_BYTES),
    }


def recovery_form() -> dict[str, Any]:
    """What a device derives from a new recovery code."""
    return {"recovery_verifier": random_text(32), "recovery_wrap": random_text(WRAP_BYTES)}


def sign_up_form(**changes: object) -> dict[str, Any]:
    """A whole sign-up that succeeds, with these fields instead; None leaves a field out."""
    form = {
        "handle": "cleo",
        "display_name": "Cleo",
        "zone": "Europe/Berlin",
        "language": "en",
        "device_name": "phone",
        **password_form(),
        **recovery_form(),
        "public_key": random_text(32),
        "bearer": True,
        **changes,
    }
    return {name: value for name, value in form.items() if value is not None}


class Browser:
    """Keeps cookies as a browser does, over https, and says where its requests come from."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def send(self, method: str, path: str, json: object | None = None, **headers: str) -> TestResponse:
        """A request from the app's own pages, unless `headers` say otherwise."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()} or SAME_ORIGIN
        return self.client.open(API + path, method=method, json=json, headers=sent, base_url="https://hearth.example")
