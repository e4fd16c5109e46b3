"""A request that changes something and is proved by the cookie comes from the app itself."""

from dataclasses import replace

import pytest
from flask import Flask

from server.app import create_app
from server.config import Settings
from server.db import close
from tests.people.forms import Browser, sign_up_form

HOST = "https://hearth.example"
ZONE = {"zone": "UTC"}


@pytest.fixture
def browser(app: Flask) -> Browser:
    signed_in = Browser(app)
    answer = signed_in.send("POST", "/sign-up", sign_up_form(bearer=None))
    assert answer.status_code == 201
    return signed_in


@pytest.mark.parametrize(
    ("headers", "is_let_in"),
    [
        ({"Sec_Fetch_Site": "same-origin"}, True),
        ({"Sec_Fetch_Site": "same-origin", "Origin": HOST}, True),
        ({"Sec_Fetch_Site": "cross-site"}, False),
        ({"Sec_Fetch_Site": "cross-site", "Origin": HOST}, False),
        ({"Sec_Fetch_Site": "same-site"}, False),
        ({"Sec_Fetch_Site": "none"}, False),
        ({"Origin": HOST}, True),
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "https://hearth.example.elsewhere.example"}, False),
        ({"Origin": "https://hearth.example:8443"}, False),
        ({"Origin": "null"}, False),
        ({"Referer": f"{HOST}/"}, False),
        # A browser adds this by itself where a proxy in front asks for a name and a password.
        ({"Sec_Fetch_Site": "cross-site", "Authorization": "Basic YWRhOmFkYQ=="}, False),
        ({"Sec_Fetch_Site": "cross-site", "Authorization": ""}, False),
    ],
)
def test_where_a_change_may_come_from(browser: Browser, headers: dict[str, str], is_let_in: bool) -> None:
    answer = browser.send("POST", "/sync", {"client": "0.1.0"}, **headers)
    assert answer.json is not None
    if is_let_in:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.json["code"]) == (403, "cross_site")


@pytest.mark.parametrize(("method", "path"), [("POST", "/sign-out"), ("DELETE", "/me"), ("PUT", "/me/password")])
def test_every_way_of_changing_is_guarded(browser: Browser, method: str, path: str) -> None:
    answer = browser.send(method, path, Sec_Fetch_Site="cross-site")
    assert (answer.status_code, answer.json and answer.json["code"]) == (403, "cross_site")
    assert browser.send("GET", "/me").status_code == 200


def test_signing_someone_in_from_elsewhere_is_guarded_too(app: Flask) -> None:
    answer = Browser(app).send("POST", "/sign-up", sign_up_form(bearer=None), Sec_Fetch_Site="cross-site")
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_reading_is_not_changing(browser: Browser) -> None:
    assert browser.send("GET", "/me", Sec_Fetch_Site="none").status_code == 200


def test_a_bearer_needs_no_origin(browser: Browser, app: Flask) -> None:
    token = browser.send("POST", "/sign-up", sign_up_form(handle="script")).json["token"]  # type: ignore[index]
    answer = app.test_client().post(
        "/api/v1/sync",
        json={"client": "0.1.0"},
        headers={"Authorization": f"Bearer {token}", "Origin": "https://elsewhere.example"},
    )
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_origin_of_the_hosts_own_is_let_in(settings: Settings) -> None:
    app = create_app(replace(settings, origins=("https://front.example",)))
    browser = Browser(app)
    browser.send("POST", "/sign-up", sign_up_form(bearer=None))
    for origin, status in (("https://front.example", 200), ("https://front.example.org", 403)):
        assert browser.send("POST", "/sync", {"client": "0.1.0"}, Origin=origin).status_code == status
    close(app)
