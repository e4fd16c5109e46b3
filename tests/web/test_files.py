"""The built app's files go out as small as the client can take them, and never anything from outside their folder."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.app import create_app
from server.config import Settings
from server.db import close

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # the files know of none
PLAIN, GZIP, BROTLI = b"let brick = 1;", b"as gzip", b"as brotli"


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> Flask:
    folder = tmp_path / "app"
    (folder / "assets").mkdir(parents=True)
    for suffix, content in (("", PLAIN), (".gz", GZIP), (".br", BROTLI)):
        (folder / "assets" / f"main.js{suffix}").write_bytes(content)
    (folder / "index.html").write_bytes(b"<!doctype html>")
    (tmp_path / "secret.txt.br").write_bytes(b"not theirs")
    (tmp_path / "secret.txt").write_bytes(b"not theirs")
    app = create_app(replace(settings, app_dir=folder))
    close(app)
    return app


def get(app: Flask, path: str, **headers: str) -> TestResponse:
    """The answer, read whole and its file closed."""
    answer = app.test_client().get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer.get_data()
    answer.close()
    return answer


@pytest.mark.parametrize(
    ("accepted", "coding", "content"),
    [
        ("gzip, deflate, br, zstd", "br", BROTLI),
        ("gzip", "gzip", GZIP),
        ("br;q=0, gzip", "gzip", GZIP),
        ("identity", None, PLAIN),
        ("", None, PLAIN),
    ],
)
def test_a_file_comes_in_the_best_coding(files: Flask, accepted: str, coding: str | None, content: bytes) -> None:
    answer = get(files, "/assets/main.js", Accept_Encoding=accepted)
    assert (answer.data, answer.headers.get("Content-Encoding")) == (content, coding)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    etag = answer.headers["ETag"]
    again = get(files, "/assets/main.js", Accept_Encoding=accepted, If_None_Match=etag)
    assert again.status_code == 304


def test_one_without_a_smaller_twin_comes_as_it_is(files: Flask) -> None:
    answer = get(files, "/", Accept_Encoding="br")
    assert (answer.data, answer.headers.get("Content-Encoding")) == (b"<!doctype html>", None)


def test_a_name_that_no_file_can_have(files: Flask) -> None:
    for path in ("/" + 300 * "a", "/" + 9000 * "a/", "/a%00b"):
        assert get(files, path, Accept_Encoding="br").status_code == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "//secret.txt"])
def test_nothing_comes_from_outside(files: Flask, path: str) -> None:
    answer = get(files, path, Accept_Encoding="br")
    assert answer.status_code in (308, 404)
    assert b"not theirs" not in answer.data
