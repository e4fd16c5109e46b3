"""PUT /me/password and POST /me/step-up."""

from flask import Flask

from server.people.throttling import FREE_TRIES
from tests.people.forms import password_form, random_text
from tests.support.callers import in_process
from tests.support.clock import Clock
from tests.support.people import Answer, Client, Person


def change(client: Client, verifier: str, form: dict[str, object]) -> Answer:
    new = {name: value for name, value in form.items() if name != "verifier"}
    return client.put("/me/password", {"verifier": verifier, "new_verifier": form["verifier"], **new})


def code(answer: Answer) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def test_a_new_password_signs_the_others_out(app: Flask, ada: Person) -> None:
    tablet, form = ada.another_device(), password_form()
    assert change(ada.client, ada.verifier, form).status_code == 204
    assert ada.client.get("/me").status_code == 200
    assert code(tablet.get("/me")) == (401, "not_signed_in")
    nobody = Client(in_process(app))
    for verifier, status in ((ada.verifier, 401), (form["verifier"], 200)):
        body = {"handle": "ada", "verifier": verifier, "device_name": "x", "bearer": True}
        answer = nobody.post("/sign-in", body)
        assert answer.status_code == status
    assert answer.json["password_wrap"] == form["password_wrap"]
    # The code on paper still opens what it opened.
    kept = nobody.post("/recovery", {"handle": "ada", "recovery_verifier": ada.recovery_verifier})
    assert kept.status_code == 200


def test_the_present_password_is_asked_for(ada: Person, bo: Person) -> None:
    for verifier in (random_text(32), bo.verifier):
        assert code(change(ada.client, verifier, password_form())) == (401, "sign_in_failed")
    assert ada.another_device().get("/me").status_code == 200


def test_a_password_form_that_cannot_be(ada: Person) -> None:
    answer = ada.client.put("/me/password", {"verifier": ada.verifier})
    assert code(answer) == (422, "invalid")
    assert set(answer.json["errors"]) == {"kdf_version", "salt", "new_verifier", "password_wrap"}


def test_wrong_passwords_of_a_signed_in_device_are_counted_too(ada: Person) -> None:
    """An unlocked phone in another's hand is no way to guess."""
    answers = [code(ada.client.post("/me/step-up", {"verifier": random_text(32)})) for _ in range(FREE_TRIES)]
    assert answers == [(401, "sign_in_failed")] * FREE_TRIES
    for answer in (
        ada.client.post("/me/step-up", {"verifier": ada.verifier}),
        change(ada.client, ada.verifier, password_form()),
    ):
        assert code(answer) == (429, "too_many_tries")


def test_the_right_password_starts_the_count_anew(ada: Person) -> None:
    for _ in range(2):
        for _ in range(FREE_TRIES - 1):
            ada.client.post("/me/step-up", {"verifier": random_text(32)})
        assert ada.client.post("/me/step-up", {"verifier": ada.verifier}).status_code == 204


def test_a_step_up_holds_five_minutes_on_this_device(ada: Person, clock: Clock) -> None:
    tablet = ada.another_device()
    ada.client.post("/me/step-up", {"verifier": ada.verifier})
    clock.move(minutes=5)
    assert ada.client.get("/me/export").status_code == 200
    clock.move(seconds=1)
    for answer in (ada.client.get("/me/export"), ada.client.delete("/me")):
        assert code(answer) == (403, "step_up_needed")
    assert ada.client.post("/me/step-up", {"verifier": ada.verifier}).status_code == 204
    assert ada.client.get("/me/export").status_code == 200
    assert code(tablet.get("/me/export")) == (403, "step_up_needed")
    clock.move(minutes=5, seconds=1)
    assert code(ada.client.get("/me/export")) == (403, "step_up_needed")


def test_a_failed_step_up_steps_nowhere(ada: Person, clock: Clock) -> None:
    clock.move(minutes=6)
    assert code(ada.client.post("/me/step-up", {"verifier": random_text(32)})) == (401, "sign_in_failed")
    assert code(ada.client.get("/me/export")) == (403, "step_up_needed")
