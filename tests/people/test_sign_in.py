"""POST /sign-in/prelogin and POST /sign-in, and how guessing is slowed down."""

import json
from typing import Any

import pytest
from flask import Flask

from server.people.throttling import FREE_TRIES
from tests.people.forms import random_text, sign_up_form
from tests.support.callers import in_process
from tests.support.clock import Clock
from tests.support.people import Answer, Client, Person

WRONG = random_text(32)


@pytest.fixture
def nobody(app: Flask) -> Client:
    return Client(in_process(app))


def sign_in(client: Client, handle: str, verifier: str) -> Answer:
    body = {"handle": handle, "verifier": verifier, "device_name": "tablet", "bearer": True}
    return client.post("/sign-in", body)


def problem(answer: Answer) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def without_id(answer: Answer) -> dict[str, Any]:
    return {name: value for name, value in answer.json.items() if name != "request_id"}


def test_the_salt_of_a_handle(nobody: Client) -> None:
    form = sign_up_form()
    nobody.post("/sign-up", form)
    for handle in ("cleo", "CLEO "):
        answer = nobody.post("/sign-in/prelogin", {"handle": handle})
        assert answer.json == {"kdf_version": 1, "salt": form["salt"]}


def test_an_unknown_handle_has_a_salt_too(nobody: Client, ada: Person) -> None:
    known = nobody.post("/sign-in/prelogin", {"handle": "ada"})
    unknown = [nobody.post("/sign-in/prelogin", {"handle": handle}) for handle in ("noone", "NoOne", "nobody")]
    assert [answer.status_code for answer in (known, *unknown)] == [200] * 4
    assert unknown[0].json == unknown[1].json != unknown[2].json
    shapes = {json.dumps({name: len(str(value)) for name, value in each.json.items()}) for each in (known, *unknown)}
    assert len(shapes) == 1


def test_prelogin_wants_a_handle(nobody: Client) -> None:
    assert problem(nobody.post("/sign-in/prelogin", {"handle": "?"})) == (422, "invalid")


def test_signing_in(nobody: Client, ada: Person) -> None:
    answer = sign_in(nobody, "ADA", ada.verifier)
    assert answer.status_code == 200
    assert answer.json["person_id"] == ada.person_id
    assert answer.json["private_space_id"] == ada.private_space_id
    assert answer.json["device_id"] != ada.device_id
    assert Client(nobody.call, answer.json["token"]).get("/me").status_code == 200


def test_a_wrong_password_answers_as_an_unknown_handle(nobody: Client, ada: Person) -> None:
    wrong, unknown = sign_in(nobody, "ada", WRONG), sign_in(nobody, "nobody", WRONG)
    assert problem(wrong) == (401, "sign_in_failed")
    assert without_id(wrong) == without_id(unknown)


def test_a_recovery_verifier_is_no_password(nobody: Client, ada: Person) -> None:
    assert problem(sign_in(nobody, "ada", ada.recovery_verifier)) == (401, "sign_in_failed")


@pytest.mark.parametrize("handle", ["ada", "nobody"])
def test_the_fifth_failure_makes_one_wait(nobody: Client, ada: Person, clock: Clock, handle: str) -> None:
    for _ in range(FREE_TRIES):
        assert problem(sign_in(nobody, handle, WRONG)) == (401, "sign_in_failed")
    blocked = nobody.call(
        "POST", "/api/v1/sign-in", {"handle": handle, "verifier": ada.verifier, "device_name": "x"}, {}
    )
    assert problem(blocked) == (429, "too_many_tries")
    assert blocked.headers["Retry-After"] == "61"  # type: ignore[attr-defined] # a werkzeug answer here
    assert blocked.json["retry_after_s"] == 61


@pytest.mark.parametrize("handle", ["ada", "nobody"])
def test_each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(
    nobody: Client, ada: Person, clock: Clock, handle: str
) -> None:
    for _ in range(FREE_TRIES - 1):
        sign_in(nobody, handle, WRONG)
    for wait_s in (60, 120, 240, 480, 900, 900):
        assert problem(sign_in(nobody, handle, WRONG)) == (401, "sign_in_failed")
        clock.move(seconds=wait_s - 1)
        assert sign_in(nobody, handle, WRONG).json["retry_after_s"] == 2
        clock.move(seconds=1)


def test_a_refused_try_while_waiting_is_not_counted(nobody: Client, ada: Person, clock: Clock) -> None:
    for _ in range(FREE_TRIES + 20):
        sign_in(nobody, "ada", WRONG)
    clock.move(seconds=60)
    assert sign_in(nobody, "ada", ada.verifier).status_code == 200


def test_a_success_starts_the_count_anew(nobody: Client, ada: Person, clock: Clock) -> None:
    for _ in range(3):
        for _ in range(FREE_TRIES - 1):
            assert problem(sign_in(nobody, "ada", WRONG)) == (401, "sign_in_failed")
        assert sign_in(nobody, "ada", ada.verifier).status_code == 200


def test_a_day_later_the_count_is_forgotten(nobody: Client, ada: Person, clock: Clock) -> None:
    for _ in range(FREE_TRIES):
        sign_in(nobody, "ada", WRONG)
    clock.move(days=1, seconds=1)
    for _ in range(FREE_TRIES - 1):
        assert problem(sign_in(nobody, "ada", WRONG)) == (401, "sign_in_failed")
    assert sign_in(nobody, "ada", ada.verifier).status_code == 200


def test_one_waits_for_a_handle_and_not_for_another(nobody: Client, ada: Person, bo: Person) -> None:
    for _ in range(FREE_TRIES + 1):
        sign_in(nobody, "ada", WRONG)
    assert sign_in(nobody, bo.handle, bo.verifier).status_code == 200
    # Who is signed in already stays so.
    assert ada.client.get("/me").status_code == 200


def test_a_sign_in_that_cannot_be(nobody: Client, ada: Person) -> None:
    for field, value in (("handle", ""), ("verifier", "AA"), ("device_name", ""), ("password", "mine")):
        answer = nobody.post("/sign-in", {"handle": "ada", "verifier": WRONG, "device_name": "phone", field: value})
        assert problem(answer) == (422, "invalid")
        assert list(answer.json["errors"]) == [field]
