"""DELETE /me: leaving, deleting what one wrote, and the end of the sign-in."""

from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from server.acts.models import Act
from server.db import transaction
from server.spaces.scope import act_as_server
from server.vault.models import SealedRecord
from tests.people.forms import Browser, random_text, sign_up_form
from tests.support.callers import in_process
from tests.support.clock import Clock
from tests.support.people import API, Client, Couple, Person, pair
from tests.support.protocol import shared_id
from tests.sync.bodies import day_of


def log_act(person: Person, space_id: str, note: str, on: str) -> str:
    act_id = str(uuid4())
    body = {"id": act_id, "on": on, "zone": person.zone, "kind": "honesty", "note": note}
    person.client.apply(space_id, "log_act", body)
    return act_id


def test_the_sign_in_goes_with_the_account(app: Flask, ada: Person) -> None:
    tablet, nobody = ada.another_device(), Client(in_process(app))
    assert ada.client.delete("/me").status_code == 204
    for client in (ada.client, tablet):
        assert client.get("/me").status_code == 401
    for path, secret in (("/sign-in", "verifier"), ("/recovery", "recovery_verifier")):
        body = {"handle": "ada", secret: getattr(ada, secret)}
        answer = nobody.post(path, body | ({"device_name": "x"} if path == "/sign-in" else {}))
        assert (answer.status_code, answer.json["code"]) == (401, "sign_in_failed")
    # The handle is free again, and is another's then.
    assert nobody.post("/sign-up", sign_up_form(handle="ada")).status_code == 201


def test_the_browser_forgets(app: Flask) -> None:
    browser = Browser(app)
    browser.send("POST", "/sign-up", sign_up_form(bearer=None))
    answer = browser.send("DELETE", "/me")
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser.client.get_cookie("__Host-hearth", domain="hearth.example") is None


def test_an_active_couple_ends_and_the_other_keeps_their_own(
    bo: Person, outsider: Person, couple: Couple, clock: Clock
) -> None:
    ada = couple.inviter
    on = day_of(bo, clock.now).isoformat()
    gone = log_act(ada, couple.space_id, "gone with me", on)
    kept = log_act(bo, couple.space_id, "mine to keep", on)
    answer_id = shared_id(couple.space_id, "acknowledgement", gone, bo.person_id)
    body = {"id": answer_id, "act_id": gone, "answer": "thanks", "words": "mine too"}
    bo.client.apply(couple.space_id, "acknowledge", body)
    ada.client.post("/me/step-up", {"verifier": ada.verifier})
    assert ada.client.delete("/me").status_code == 204
    assert list(bo.client.rows(couple.space_id, "act")) == [kept]
    assert bo.client.rows(couple.space_id, "acknowledgement")[answer_id]["words"] == "mine too"
    (ended,) = bo.client.get("/me").json["couples"]
    assert (ended["state"], ended["deletion"]) == ("ended", None)
    assert ended["partner"]["display_name"] == ""
    assert bo.client.do(couple.space_id, "leave_couple", {"delete_mine": False})["problem"]["code"] == "couple_ended"
    assert pair(bo, outsider).space_id != couple.space_id


def test_nothing_one_wrote_stays(app: Flask, ada: Person, couple: Couple, clock: Clock) -> None:
    log_act(ada, couple.space_id, "gone with me", clock.now.date().isoformat())
    sealed = {"id": str(uuid4()), "kind": "draft", "size_class": 256, "ciphertext": random_text(256 + 35)}
    ada.client.apply(ada.private_space_id, "put_sealed", sealed)
    ada.client.post("/me/step-up", {"verifier": ada.verifier})
    ada.client.delete("/me")
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        assert session.scalars(select(SealedRecord)).all() == []
        assert [(act.note, act.kind) for act in session.scalars(select(Act))] == [("", None)]


def test_former_couples_and_invitations_go_too(ada: Person, bo: Person, outsider: Person, clock: Clock) -> None:
    ended = pair(ada, bo)
    log_act(ada, ended.space_id, "before", day_of(bo, clock.now).isoformat())
    ada.client.apply(ended.space_id, "leave_couple", {"delete_mine": True})
    locator, proof = "ABCDE", random_text(32)
    made = {"kind": "link", "locator": locator, "proof": proof, "inviter_mac": random_text(32)}
    assert ada.client.post("/invitations", made).status_code == 201
    ada.client.post("/me/step-up", {"verifier": ada.verifier})
    assert ada.client.delete("/me").status_code == 204
    assert outsider.client.post("/invitations/look", {"locator": locator, "proof": proof}).status_code == 404
    assert bo.client.rows(ended.space_id, "act") == {}


def test_nobody_deletes_nobody(app: Flask) -> None:
    assert Client(in_process(app)).delete("/me").json["code"] == "not_signed_in"
    assert app.test_client().delete(f"{API}/me").status_code == 401
