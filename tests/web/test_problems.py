"""Whatever goes wrong is answered as a problem document with a stable code, and tells no words."""

import logging
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.errors import CODES
from server.people import service
from tests.support.canary import Canaries
from tests.support.people import API, Person

JSON = "application/json"


def send(app: Flask, person: Person, method: str, path: str, **kwargs: Any) -> TestResponse:  # noqa: ANN401
    headers = {"Authorization": f"Bearer {person.client.token}"}
    return app.test_client().open(API + path, method=method, headers=headers, **kwargs)


def assert_problem(answer: TestResponse, code: str) -> dict[str, Any]:
    """The document, once its shape is right."""
    status, sentence = CODES[code]
    assert answer.content_type == "application/problem+json"
    document: dict[str, Any] | None = answer.json
    assert document is not None
    assert (answer.status_code, document["code"], document["status"]) == (status, code, status)
    assert (document["type"], document["detail"]) == ("about:blank", sentence)
    assert document["title"]
    assert document["request_id"] == answer.headers["X-Request-Id"]
    return document


@pytest.mark.parametrize(
    "row",
    [
        ("GET", "/nothing/here", {}, "not_found"),
        ("GET", "/spaces/not-a-uuid/acts", {}, "not_found"),
        ("PUT", "/me", {}, "method_not_allowed"),
        ("GET", "/sync", {}, "not_found"),
        ("POST", "/sync", {"data": b"{", "content_type": JSON}, "malformed"),
        ("POST", "/sync", {"data": b"\xff\xfe", "content_type": JSON}, "malformed"),
        ("POST", "/sync", {"data": b'{"client":"0.1.0"}', "content_type": "text/plain"}, "unsupported_media_type"),
        ("POST", "/sync", {"data": b"client=0.1.0"}, "unsupported_media_type"),
        ("POST", "/sync", {}, "unsupported_media_type"),
        ("POST", "/sync", {"data": b" " * (2 * 1024 * 1024 + 1), "content_type": JSON}, "too_large"),
        ("POST", "/sync", {"json": []}, "invalid"),
        ("POST", "/sync", {"json": "text"}, "invalid"),
        ("POST", "/sync", {"data": b"null", "content_type": JSON}, "invalid"),
        ("POST", "/sync", {"json": {"client": "0.0.9"}}, "client_too_old"),
    ],
)
def test_the_frameworks_refusals(app: Flask, ada: Person, row: tuple[str, str, dict[str, Any], str]) -> None:
    method, path, kwargs, code = row
    assert_problem(send(app, ada, method, path, **kwargs), code)


def test_what_may_be_done_is_said_where_something_may_not(app: Flask, ada: Person) -> None:
    assert send(app, ada, "PUT", "/me").headers["Allow"] == "DELETE, GET, HEAD, OPTIONS"


@pytest.mark.parametrize("body", [b"plain words", b'{"zone": "UTC"}', b"null"])
def test_a_resource_route_reads_json_alone(app: Flask, ada: Person, body: bytes) -> None:
    """A form on a foreign page can send text/plain; it changes nothing even where every field may be left out."""
    path = f"/spaces/{ada.private_space_id}/settings"
    answer = send(app, ada, "PATCH", path, data=body, content_type="text/plain")
    assert_problem(answer, "unsupported_media_type")
    assert ada.client.get("/me").json["person"]["zone"] == ada.zone


@pytest.mark.parametrize("body", [b"null", b"[]", b"7", b'"text"'])
def test_a_resource_route_wants_an_object(app: Flask, ada: Person, body: bytes) -> None:
    for method, path in (("PATCH", "settings"), ("DELETE", f"sealed/{ada.device_id}")):
        answer = send(app, ada, method, f"/spaces/{ada.private_space_id}/{path}", data=body, content_type=JSON)
        assert_problem(answer, "invalid")


def test_errors_name_the_fields(app: Flask, ada: Person) -> None:
    body = {"client": "one", "cursors": [{"space_id": "x", "rev": -1}], "more": 1}
    document = assert_problem(send(app, ada, "POST", "/sync", json=body), "invalid")
    assert set(document["errors"]) == {"client", "cursors.0.space_id", "cursors.0.rev", "more"}
    assert all(isinstance(message, str) for messages in document["errors"].values() for message in messages)


def test_a_fault_tells_its_kind_and_place_only(
    app: Flask, ada: Person, canaries: Canaries, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    words = canaries.plant("fault")

    def fail(*_: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr(service, "devices", fail)
    app.config["HEARTH_RAISE_FAULTS"] = False
    caplog.set_level(logging.DEBUG)
    answer = send(app, ada, "GET", "/me/devices")
    document = assert_problem(answer, "server_error")
    assert "RuntimeError" in caplog.text
    assert document["request_id"] in caplog.text
    assert canaries.found_in(answer.data, caplog.text) == []


def test_every_code_is_in_the_protocol(pytestconfig: pytest.Config) -> None:
    text = (pytestconfig.rootpath / "docs" / "protocol.md").read_text(encoding="utf-8")
    told = {
        (cells[1].strip().strip("`"), int(cells[2]))
        for line in text.split("## 8. Errors")[1].splitlines()
        if len(cells := line.split("|")) == 5 and cells[2].strip().isdigit()
    }
    assert told == {(code, status) for code, (status, _) in CODES.items()}


def test_sentences_are_kind_and_plain() -> None:
    for _, sentence in CODES.values():
        assert "!" not in sentence
        assert "must" not in sentence
        assert sentence.endswith(".")
