"""Two ways to the API: into a Flask app in this process, and over HTTP to a server process."""

import json as jsonlib
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.people import Answer, Caller


def in_process(app: Flask) -> Caller:
    """Requests to this app without a socket."""
    client = app.test_client(use_cookies=False)

    def call(method: str, path: str, json: object | None, headers: dict[str, str]) -> TestResponse:
        return client.open(path, method=method, json=json, headers=headers)

    return call


@dataclass(frozen=True)
class HttpAnswer:
    """What came back over HTTP."""

    status_code: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is what it is
        return jsonlib.loads(self.data) if self.data else None


def over_http(base_url: str) -> Caller:
    """Requests to a server process; one connection each, so that any thread may call."""
    address = urlsplit(base_url)
    host, port = address.hostname, address.port
    assert host is not None

    def call(method: str, path: str, json: object | None, headers: dict[str, str]) -> Answer:
        connection = HTTPConnection(host, port, timeout=30)
        try:
            body = None if json is None else jsonlib.dumps(json)
            sent = headers if body is None else {"Content-Type": "application/json", **headers}
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return HttpAnswer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    return call
