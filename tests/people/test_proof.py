"""The proof of a person, as a cookie or a bearer token, and its end by signing out."""

import pytest
from flask import Flask

from tests.people.forms import Browser, sign_up_form
from tests.support.callers import in_process
from tests.support.clock import Clock
from tests.support.people import Client, Couple, Person
from tests.support.protocol import operation
from tests.sync.bodies import act_body, day_of

COOKIE = "__Host-hearth"


def attributes(header: str) -> tuple[str, set[str]]:
    """A Set-Cookie header's name and its attributes, in lower case."""
    first, *rest = (part.strip() for part in header.split(";"))
    return first.partition("=")[0], {part.lower() for part in rest}


def test_a_browser_gets_a_cookie_that_scripts_cannot_read(app: Flask) -> None:
    browser = Browser(app)
    answer = browser.send("POST", "/sign-up", sign_up_form(bearer=None))
    assert answer.status_code == 201
    assert "token" not in (answer.json or {})
    (header,) = answer.headers.getlist("Set-Cookie")
    name, given = attributes(header)
    assert name == COOKIE
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= given
    assert not any(part.startswith("domain") for part in given)
    assert browser.send("GET", "/me").status_code == 200


def test_a_bearer_token_comes_without_a_cookie(app: Flask, ada: Person) -> None:
    body = {"handle": ada.handle, "verifier": ada.verifier, "device_name": "script", "bearer": True}
    answer = app.test_client().post("/api/v1/sign-in", json=body)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.json is not None
    assert len(answer.json["token"]) == 43


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Bearer " + "A" * 43, "Basic " + "A" * 43, "Bearer é"]
)
def test_no_proof_or_an_unknown_one(app: Flask, header: str | None) -> None:
    answer = app.test_client().get("/api/v1/me", headers={} if header is None else {"Authorization": header})
    assert answer.json is not None
    assert (answer.status_code, answer.json["code"]) == (401, "not_signed_in")


def test_a_cookie_of_another_name_is_no_proof(app: Flask, ada: Person) -> None:
    client = app.test_client()
    client.set_cookie("hearth", ada.client.token)
    assert client.get("/api/v1/me").status_code == 401


def test_the_next_request_after_signing_out_is_refused(app: Flask) -> None:
    browser = Browser(app)
    browser.send("POST", "/sign-up", sign_up_form(bearer=None))
    kept = browser.client.get_cookie(COOKIE, domain="hearth.example")
    assert kept is not None
    answer = browser.send("POST", "/sign-out")
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser.client.get_cookie(COOKIE, domain="hearth.example") is None
    assert browser.send("GET", "/me").json["code"] == "not_signed_in"  # type: ignore[index] # a problem document
    # Whoever kept the token has nothing either.
    assert Client(in_process(app), kept.value).get("/me").status_code == 401


def test_signing_out_ends_this_device_alone(ada: Person) -> None:
    tablet = ada.another_device()
    assert tablet.post("/sign-out").status_code == 204
    assert tablet.get("/me").json["code"] == "device_revoked"
    assert tablet.post("/sign-out").status_code == 401
    assert ada.client.get("/me").status_code == 200


def test_nobody_signs_out_nobody(app: Flask) -> None:
    assert Client(in_process(app)).post("/sign-out").json["code"] == "not_signed_in"


def test_a_request_meant_for_another_person_is_refused_whole(clock: Clock, couple: Couple) -> None:
    """Two people share a browser, and so its one cookie: the outbox of one is never sent in the name of the other."""
    ada, bo = couple.inviter, couple.accepter
    text = operation(couple.space_id, "log_act", act_body(ada, day_of(ada, clock.now)))
    body = {"epoch": None, "client": "0.1.0", "cursors": [], "operations": [text]}
    refused = bo.client.post("/sync", body, Hearth_Person=ada.person_id)
    assert (refused.status_code, refused.json["code"]) == (401, "not_signed_in")
    assert bo.client.get("/me", Hearth_Person=ada.person_id).status_code == 401
    assert ada.client.rows(couple.space_id, "act") == {}
    assert ada.client.post("/sync", body, Hearth_Person=ada.person_id).status_code == 200
    assert len(ada.client.rows(couple.space_id, "act")) == 1
