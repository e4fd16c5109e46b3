"""Headers of every answer, and request ids."""

import re
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from server.app import create_app
from server.config import Settings
from server.db import close
from tests.support.people import Person

PATHS = [
    "/api/v1/me",
    "/api/v1/push/key",
    "/api/v1/nothing",
    "/api/v1/",
    "/healthz",
    "/no/such/page",
    "/metrics",
    "/status",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_closed_in(app: Flask, path: str) -> None:
    headers = app.test_client().get(path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert "'unsafe-eval'" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "max-age=" in headers["Strict-Transport-Security"]
    for device in ("geolocation", "camera", "microphone"):
        assert f"{device}=()" in headers["Permissions-Policy"]


def test_no_answer_of_the_api_is_kept_by_a_cache(app: Flask, ada: Person) -> None:
    client, proof = app.test_client(), {"Authorization": f"Bearer {ada.client.token}"}
    for path in ("me", "push/key", "nothing", "openapi.json"):
        assert client.get(f"/api/v1/{path}", headers=proof).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_its_number(app: Flask, path: str) -> None:
    client = app.test_client()
    first, second = (client.get(path).headers["X-Request-Id"] for _ in range(2))
    assert re.fullmatch(r"[0-9a-f-]{36}", first)
    assert first != second


def test_a_number_given_by_a_proxy_is_kept(app: Flask) -> None:
    given = str(uuid4())
    assert app.test_client().get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["short", "x" * 36, "a" * 41, "0000000000 forged line"])
def test_a_number_that_is_none_is_replaced(app: Flask, given: str) -> None:
    assert app.test_client().get("/healthz", headers={"X-Request-Id": given}).headers["X-Request-Id"] != given


def test_the_app_itself(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "dist" / "assets").mkdir(parents=True)
    (tmp_path / "dist" / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / "dist" / "assets" / "a1.js").write_text("", encoding="utf-8")
    (tmp_path / "kept.txt").write_text("outside", encoding="utf-8")
    app = create_app(replace(settings, app_dir=tmp_path / "dist"))
    client = app.test_client()
    shell, script = client.get("/"), client.get("/assets/a1.js")
    assert (shell.status_code, shell.headers["Cache-Control"]) == (200, "no-cache")
    assert "immutable" in script.headers["Cache-Control"]
    assert shell.headers["Content-Security-Policy"]
    for path in ("/../kept.txt", "/assets/../../kept.txt", "/%2e%2e/kept.txt"):
        assert client.get(path).status_code == 404
    shell.close()
    script.close()
    close(app)
