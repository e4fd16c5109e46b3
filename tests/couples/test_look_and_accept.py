"""POST /invitations/look and POST /invitations/{id}/accept."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from server.couples.pairing import WRONG_TRIES
from tests.couples.invitations import NOT_FOUND, Invitation, problem, without_id
from tests.people.forms import random_text
from tests.support.clock import Clock
from tests.support.people import Couple, Person, pair

WRONG = random_text(32)


@pytest.fixture
def invitation(ada: Person) -> Invitation:
    return Invitation(ada).made()


def test_looking_shows_who_invites(invitation: Invitation, ada: Person, bo: Person) -> None:
    assert invitation.look(bo).json == {
        "id": invitation.id,
        "inviter": {
            "id": ada.person_id,
            "display_name": "Ada",
            "public_key": ada.public_key,
            "mac": invitation.inviter_mac,
        },
    }


def test_looking_changes_nothing(invitation: Invitation, ada: Person, bo: Person) -> None:
    invitation.look(bo)
    assert bo.client.get("/me").json["invitation"] is None
    assert ada.client.get("/me").json["invitation"]["state"] == "open"


def test_wrong_used_expired_unknown_and_own_answer_alike(
    ada: Person, bo: Person, outsider: Person, therapist: Person, clock: Clock
) -> None:
    used = Invitation(ada).made()
    used.accept(bo)
    expired = Invitation(outsider, locator="7K3MZ").made()
    clock.move(minutes=10)
    other = Invitation(therapist, locator="7K3MW").made()
    unknown = Invitation(therapist, locator="ZZZZZ", proof=other.proof, id=str(uuid4()))
    looks = [
        other.look(outsider, proof=WRONG),
        used.look(outsider),
        expired.look(ada),
        unknown.look(outsider),
        other.look(therapist),
    ]
    accepts = [
        other.accept(outsider, proof=WRONG),
        used.accept(outsider),
        expired.accept(ada),
        unknown.accept(ada),
        other.accept(therapist),
    ]
    for answer in (*looks, *accepts):
        assert problem(answer) == NOT_FOUND
        assert without_id(answer) == without_id(looks[0])
    assert other.look(bo).status_code == 200


def test_five_wrong_proofs_end_an_invitation(invitation: Invitation, ada: Person, bo: Person, outsider: Person) -> None:
    guesses: list[Callable[[Person], object]] = [
        lambda person: invitation.look(person, proof=WRONG),
        lambda person: invitation.accept(person, proof=WRONG),
    ]
    for number in range(WRONG_TRIES):
        assert bo.client.get("/me").json["invitation"] is None
        assert ada.client.get("/me").json["invitation"] is not None
        guesses[number % 2](outsider)
    assert ada.client.get("/me").json["invitation"] is None
    assert problem(invitation.look(bo)) == NOT_FOUND


def test_four_wrong_proofs_do_not(invitation: Invitation, bo: Person, outsider: Person) -> None:
    for _ in range(WRONG_TRIES - 1):
        invitation.look(outsider, proof=WRONG)
    assert invitation.accept(bo).status_code == 204


def test_whoever_tries_many_is_slowed_down(ada: Person, outsider: Person, clock: Clock) -> None:
    for number in range(5):
        nowhere = Invitation(ada, locator=f"0000{number}", id=str(uuid4()))
        assert problem(nowhere.look(outsider)) == NOT_FOUND
    invitation = Invitation(ada).made()
    assert problem(invitation.look(outsider)) == (429, "too_many_tries")
    assert problem(invitation.accept(outsider)) == (429, "too_many_tries")
    clock.move(seconds=60)
    assert invitation.look(outsider).status_code == 200


def test_accepting_shows_both_sides_and_opens_nothing(invitation: Invitation, ada: Person, bo: Person) -> None:
    assert invitation.accept(bo).status_code == 204
    mine, theirs = ada.client.get("/me").json["invitation"], bo.client.get("/me").json["invitation"]
    assert (mine["role"], mine["state"], theirs["role"], theirs["state"]) == (
        "inviter",
        "accepted",
        "accepter",
        "accepted",
    )
    assert mine["other"] == {
        "id": bo.person_id,
        "display_name": "Bo",
        "public_key": bo.public_key,
        "mac": invitation.accepter_mac,
    }
    assert theirs["other"]["mac"] == invitation.inviter_mac
    for person in (ada, bo):
        assert person.client.get("/me").json["couples"] == []
        assert [space["kind"] for space in person.client.sync()["spaces"]] == ["private"]


def test_accepting_is_for_one(invitation: Invitation, ada: Person, bo: Person, outsider: Person) -> None:
    assert invitation.accept(bo).status_code == 204
    assert problem(invitation.accept(outsider)) == NOT_FOUND
    assert ada.client.get("/me").json["invitation"]["other"]["id"] == bo.person_id
    # The same person again: an answer that was lost on its way.
    assert invitation.accept(bo).status_code == 204


def test_whoever_is_paired_accepts_nothing(outsider: Person, couple: Couple) -> None:
    invitation = Invitation(outsider).made()
    for person in (couple.inviter, couple.accepter):
        assert problem(invitation.accept(person)) == (409, "already_paired")
    assert outsider.client.get("/me").json["invitation"]["state"] == "open"


def test_an_accept_that_cannot_be(invitation: Invitation, bo: Person) -> None:
    answer = bo.client.post(f"/invitations/{invitation.id}/accept", {"proof": "AA"})
    assert problem(answer) == (422, "invalid")
    assert set(answer.json["errors"]) == {"proof", "accepter_mac"}


def test_pairing_ends_what_either_had_open(ada: Person, bo: Person, outsider: Person) -> None:
    of_bo = Invitation(bo).made()
    of_bo.accept(outsider)
    pair(ada, bo)
    assert bo.client.get("/me").json["invitation"] is None
    assert outsider.client.get("/me").json["invitation"] is None
    assert problem(of_bo.confirm(bo, outsider.public_key)) == NOT_FOUND
