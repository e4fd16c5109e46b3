"""POST /recovery and POST /recovery/finish."""

from typing import Any

import pytest
from flask import Flask

from server.people.throttling import FREE_TRIES
from tests.people.forms import password_form, random_text, recovery_form, sign_up_form
from tests.support.callers import in_process
from tests.support.clock import Clock
from tests.support.people import Answer, Client, Person


@pytest.fixture
def nobody(app: Flask) -> Client:
    return Client(in_process(app))


def ask(nobody: Client, handle: str, recovery_verifier: str) -> Answer:
    return nobody.post("/recovery", {"handle": handle, "recovery_verifier": recovery_verifier})


def finish(nobody: Client, ticket: str, **changes: object) -> Answer:
    form: dict[str, Any] = {**password_form(), **recovery_form(), "device_name": "new phone", "bearer": True}
    return nobody.post("/recovery/finish", {"ticket": ticket, **form, **changes})


def code(answer: Answer) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def test_a_code_opens_the_way_to_a_new_password(nobody: Client) -> None:
    form = sign_up_form()
    old_device = Client(nobody.call, nobody.post("/sign-up", form).json["token"])
    answer = ask(nobody, "CLEO", form["recovery_verifier"])
    assert answer.status_code == 200
    assert answer.json["recovery_wrap"] == form["recovery_wrap"]
    new = {**password_form(), **recovery_form()}
    finished = finish(nobody, answer.json["ticket"], **new)
    assert finished.status_code == 200
    assert finished.json["password_wrap"] == new["password_wrap"]
    assert finished.json["public_key"] == form["public_key"]
    assert Client(nobody.call, finished.json["token"]).get("/me").status_code == 200
    assert code(old_device.get("/me")) == (401, "not_signed_in")
    # Password, code and salt are the new ones, and only they.
    for verifier, status in ((form["verifier"], 401), (new["verifier"], 200)):
        body = {"handle": "cleo", "verifier": verifier, "device_name": "x"}
        assert nobody.post("/sign-in", body).status_code == status
    assert nobody.post("/sign-in/prelogin", {"handle": "cleo"}).json["salt"] == new["salt"]
    assert code(ask(nobody, "cleo", form["recovery_verifier"])) == (401, "sign_in_failed")
    assert ask(nobody, "cleo", new["recovery_verifier"]).json["recovery_wrap"] == new["recovery_wrap"]


def test_a_ticket_opens_once(nobody: Client, ada: Person) -> None:
    ticket = ask(nobody, "ada", ada.recovery_verifier).json["ticket"]
    assert finish(nobody, ticket).status_code == 200
    assert code(finish(nobody, ticket)) == (401, "sign_in_failed")


@pytest.mark.parametrize(("seconds", "status"), [(599, 200), (600, 401)])
def test_a_ticket_lives_ten_minutes(nobody: Client, ada: Person, clock: Clock, seconds: int, status: int) -> None:
    ticket = ask(nobody, "ada", ada.recovery_verifier).json["ticket"]
    clock.move(seconds=seconds)
    assert finish(nobody, ticket).status_code == status


def test_a_new_ticket_ends_the_last(nobody: Client, ada: Person) -> None:
    first, second = (ask(nobody, "ada", ada.recovery_verifier).json["ticket"] for _ in range(2))
    assert code(finish(nobody, first)) == (401, "sign_in_failed")
    assert finish(nobody, second).status_code == 200


def test_a_made_up_ticket(nobody: Client, ada: Person) -> None:
    assert code(finish(nobody, random_text(32))) == (401, "sign_in_failed")
    assert code(finish(nobody, "short")) == (422, "invalid")


def test_wrong_codes_are_counted_for_known_and_unknown_alike(nobody: Client, ada: Person) -> None:
    for handle in ("ada", "nobody"):
        answers = [code(ask(nobody, handle, random_text(32))) for _ in range(FREE_TRIES + 1)]
        assert answers == [(401, "sign_in_failed")] * FREE_TRIES + [(429, "too_many_tries")]
    assert code(ask(nobody, "ada", ada.recovery_verifier)) == (429, "too_many_tries")


def test_the_password_is_no_recovery_code(nobody: Client, ada: Person) -> None:
    assert code(ask(nobody, "ada", ada.verifier)) == (401, "sign_in_failed")


def test_recovery_lifts_the_wait_for_the_password(nobody: Client, ada: Person) -> None:
    new = password_form()
    for _ in range(FREE_TRIES + 1):
        nobody.post("/sign-in", {"handle": "ada", "verifier": random_text(32), "device_name": "x"})
    ticket = ask(nobody, "ada", ada.recovery_verifier).json["ticket"]
    assert finish(nobody, ticket, **new).status_code == 200
    body = {"handle": "ada", "verifier": new["verifier"], "device_name": "x"}
    assert nobody.post("/sign-in", body).status_code == 200


def test_a_ticket_dies_with_the_account(nobody: Client, ada: Person) -> None:
    ticket = ask(nobody, "ada", ada.recovery_verifier).json["ticket"]
    assert ada.client.delete("/me").status_code == 204
    assert code(finish(nobody, ticket)) == (401, "sign_in_failed")
