"""POST /invitations/{id}/confirm and DELETE /invitations/{id}."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from tests.couples.invitations import NOT_FOUND, Invitation, problem
from tests.people.forms import random_text
from tests.support.callers import in_process
from tests.support.clock import Clock
from tests.support.people import Client, Person, pair


@pytest.fixture
def accepted(ada: Person, bo: Person) -> Invitation:
    invitation = Invitation(ada).made()
    assert invitation.accept(bo).status_code == 204
    return invitation


def test_the_inviter_confirms_whom_they_see(accepted: Invitation, ada: Person, bo: Person, clock: Clock) -> None:
    answer = accepted.confirm(ada, bo.public_key)
    assert answer.status_code == 200
    for person, partner in ((ada, bo), (bo, ada)):
        me = person.client.get("/me").json
        assert me["invitation"] is None
        (couple,) = me["couples"]
        assert couple.pop("paired_on")[:4] == str(clock.now.year)
        assert couple == {
            "id": answer.json["couple_id"],
            "space_id": answer.json["space_id"],
            "state": "active",
            "ended_on": None,
            "partner": {
                "id": partner.person_id,
                "display_name": partner.display_name,
                "public_key": partner.public_key,
            },
            "deletion": None,
        }
        spaces = {space["space_id"]: (space["kind"], space["role"]) for space in person.client.sync()["spaces"]}
        assert spaces == {
            person.private_space_id: ("private", "owner"),
            answer.json["space_id"]: ("couple", "member"),
        }


def test_nobody_but_the_inviter_confirms(accepted: Invitation, bo: Person, outsider: Person) -> None:
    for person in (bo, outsider):
        assert problem(accepted.confirm(person, bo.public_key)) == NOT_FOUND
    assert bo.client.get("/me").json["couples"] == []


def test_nothing_to_confirm_before_someone_accepts(ada: Person, bo: Person) -> None:
    invitation = Invitation(ada).made()
    assert problem(invitation.confirm(ada, bo.public_key)) == NOT_FOUND


def test_another_key_than_the_accepted_one(accepted: Invitation, ada: Person, bo: Person, outsider: Person) -> None:
    for key in (random_text(32), outsider.public_key, ada.public_key):
        assert problem(accepted.confirm(ada, key)) == (409, "key_mismatch")
    assert ada.client.get("/me").json["couples"] == []
    assert accepted.confirm(ada, bo.public_key).status_code == 200


def test_a_confirmation_happens_once(accepted: Invitation, ada: Person, bo: Person) -> None:
    accepted.confirm(ada, bo.public_key)
    assert problem(accepted.confirm(ada, bo.public_key)) == NOT_FOUND
    assert len(ada.client.get("/me").json["couples"]) == 1


def test_a_day_is_left_for_confirming(accepted: Invitation, ada: Person, bo: Person, clock: Clock) -> None:
    clock.move(hours=24, minutes=9)
    assert bo.client.get("/me").json["invitation"]["state"] == "accepted"
    clock.move(minutes=1)
    assert bo.client.get("/me").json["invitation"] is None
    assert problem(accepted.confirm(ada, bo.public_key)) == NOT_FOUND


@pytest.mark.parametrize("busy", ["inviter", "accepter"])
def test_one_couple_at_a_time_on_both_sides(
    accepted: Invitation, ada: Person, bo: Person, outsider: Person, busy: str
) -> None:
    """Either was paired with someone else since; their open invitations went with it."""
    pair(outsider, ada if busy == "inviter" else bo)
    assert problem(accepted.confirm(ada, bo.public_key)) == NOT_FOUND
    assert problem(Invitation(ada if busy == "inviter" else bo).make()) == (409, "already_paired")


def test_two_confirmations_at_one_moment_make_one_couple(app: Flask) -> None:
    """Someone accepted two invitations; both inviters confirm at once."""
    call, together = in_process(app), Barrier(2)
    for number in range(5):
        one, other, wanted = (Person(f"{name}-{number}", name).sign_up(call) for name in ("ina", "ivo", "wim"))
        invitations = [
            Invitation(one, locator=f"0000{number}").made(),
            Invitation(other, locator=f"1111{number}").made(),
        ]
        for invitation in invitations:
            assert invitation.accept(wanted).status_code == 204

        def confirm(invitation: Invitation, key: str = wanted.public_key) -> int:
            client = Client(in_process(app), invitation.inviter.client.token)
            together.wait()
            return client.post(f"/invitations/{invitation.id}/confirm", {"public_key": key}).status_code

        with ThreadPoolExecutor(2) as threads:
            first, second = sorted(threads.map(confirm, invitations))
        assert first == 200
        assert second in {404, 409}
        assert len(wanted.client.get("/me").json["couples"]) == 1


@pytest.mark.parametrize("who", ["inviter", "accepter"])
def test_either_ends_an_invitation(accepted: Invitation, ada: Person, bo: Person, outsider: Person, who: str) -> None:
    assert problem(accepted.cancel(outsider)) == NOT_FOUND
    assert accepted.cancel(ada if who == "inviter" else bo).status_code == 204
    for person in (ada, bo):
        assert person.client.get("/me").json["invitation"] is None
        assert problem(accepted.cancel(person)) == NOT_FOUND
    assert problem(accepted.confirm(ada, bo.public_key)) == NOT_FOUND
    assert problem(accepted.look(bo)) == NOT_FOUND


def test_an_open_invitation_is_its_inviters_to_end(ada: Person, bo: Person) -> None:
    invitation = Invitation(ada).made()
    assert problem(invitation.cancel(bo)) == NOT_FOUND
    assert invitation.cancel(ada).status_code == 204


def test_nobody_confirms_or_ends(app: Flask, accepted: Invitation, bo: Person) -> None:
    nobody = Client(in_process(app))
    path = f"/invitations/{accepted.id}"
    assert problem(nobody.post(f"{path}/confirm", {"public_key": bo.public_key})) == (401, "not_signed_in")
    assert problem(nobody.delete(path)) == (401, "not_signed_in")
