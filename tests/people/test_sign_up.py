"""POST /sign-up."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from tests.people.forms import sign_up_form
from tests.support.callers import in_process
from tests.support.people import Client, Person
from tests.support.protocol import b64

BAD_FIELDS = [
    ("handle", "ab"),
    ("handle", "a" * 33),
    ("handle", "cleo b"),
    ("handle", "cléo"),
    ("handle", 7),
    ("display_name", ""),
    ("display_name", "   "),
    ("display_name", "x" * 41),
    ("zone", "Europe/Atlantis"),
    ("zone", "../../etc/passwd"),
    ("zone", ""),
    ("language", "xx"),
    ("device_name", ""),
    ("device_name", "x" * 61),
    ("kdf_version", 2),
    ("salt", b64(bytes(15))),
    ("verifier", b64(bytes(31))),
    ("verifier", b64(bytes(33))),
    ("verifier", "not base64 at all"),
    ("verifier", b64(bytes(32)) + "="),
    ("password_wrap", b64(bytes(59))),
    ("recovery_verifier", b64(bytes(16))),
    ("recovery_wrap", b64(bytes(61))),
    ("public_key", b64(bytes(31))),
    ("bearer", "perhaps"),
    ("password", "a word of mine"),
]


@pytest.fixture
def nobody(app: Flask) -> Client:
    return Client(in_process(app))


def test_a_person_begins_alone(nobody: Client) -> None:
    form = sign_up_form()
    answer = nobody.post("/sign-up", form)
    assert answer.status_code == 201
    assert set(answer.json) == {
        "person_id",
        "private_space_id",
        "device_id",
        "password_wrap",
        "public_key",
        "token",
    }
    for name in ("password_wrap", "public_key"):
        assert answer.json[name] == form[name]
    me = Client(nobody.call, answer.json["token"]).get("/me").json
    assert me["person"]["handle"] == "cleo"
    assert me["private_space_id"] == answer.json["private_space_id"]
    assert (me["couples"], me["invitation"]) == ([], None)


def test_a_handle_is_one_in_any_case(nobody: Client) -> None:
    assert nobody.post("/sign-up", sign_up_form(handle=" CLEO.b ")).status_code == 201
    answer = nobody.post("/sign-up", sign_up_form(handle="Cleo.B"))
    assert (answer.status_code, answer.json["code"]) == (409, "handle_taken")
    assert nobody.post("/sign-up", sign_up_form(handle="cleo_b")).status_code == 201


def test_a_field_that_cannot_be(nobody: Client) -> None:
    for field, value in BAD_FIELDS:
        answer = nobody.post("/sign-up", sign_up_form(**{field: value}))
        assert (answer.status_code, answer.json["code"]) == (422, "invalid"), (field, value)
        assert list(answer.json["errors"]) == [field], (field, value)


def test_every_field_but_bearer_is_needed(nobody: Client) -> None:
    answer = nobody.post("/sign-up", {})
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == set(sign_up_form()) - {"bearer"}


def test_two_at_one_moment_do_not_share_a_handle(app: Flask) -> None:
    def sign_up(_: int) -> tuple[int, str]:
        answer = Client(in_process(app)).post("/sign-up", sign_up_form(handle="same"))
        return answer.status_code, answer.json.get("code", "")

    with ThreadPoolExecutor(6) as threads:
        answers = sorted(threads.map(sign_up, range(6)))
    assert answers == [(201, ""), *[(409, "handle_taken")] * 5]


def test_a_name_loses_the_space_around_it(nobody: Client, ada: Person) -> None:
    token = nobody.post("/sign-up", sign_up_form(display_name="  Cleo ")).json["token"]
    assert Client(nobody.call, token).get("/me").json["person"]["display_name"] == "Cleo"
    ada.client.apply(ada.private_space_id, "set_settings", {"display_name": " Ada L. "})
    assert ada.client.get("/me").json["person"]["display_name"] == "Ada L."


@pytest.mark.parametrize(
    "change",
    [{"display_name": " "}, {"settings": {"log_at": "20:30\n"}}, {"settings": {"log_at": "24:00"}}, {"zone": "Mars"}],
)
def test_settings_that_cannot_be(ada: Person, change: dict[str, object]) -> None:
    outcome = ada.client.do(ada.private_space_id, "set_settings", change)
    assert outcome["problem"]["code"] == "invalid"
