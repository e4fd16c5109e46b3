"""POST /invitations."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.couples.invitations import NOT_FOUND, Invitation, problem
from tests.people.forms import random_text
from tests.support.callers import in_process
from tests.support.clock import Clock
from tests.support.people import Client, Couple, Person


@pytest.mark.parametrize(("kind", "lifetime"), [("code", timedelta(minutes=10)), ("link", timedelta(hours=24))])
def test_an_invitation_lives_as_long_as_its_kind(
    ada: Person, bo: Person, clock: Clock, kind: str, lifetime: timedelta
) -> None:
    invitation = Invitation(ada, kind)
    answer = invitation.make()
    assert answer.status_code == 201
    assert answer.json["expires_at"] == (clock.now + lifetime).isoformat().replace("+00:00", "Z")
    clock.move(seconds=lifetime.total_seconds() - 1)
    assert invitation.look(bo).status_code == 200
    clock.move(seconds=1)
    assert problem(invitation.look(bo)) == NOT_FOUND
    assert problem(invitation.accept(bo)) == NOT_FOUND
    assert ada.client.get("/me").json["invitation"] is None


def test_a_new_one_ends_the_last(ada: Person, bo: Person) -> None:
    first = Invitation(ada).made()
    second = Invitation(ada, locator="7K3MZ").made()
    assert problem(first.look(bo)) == NOT_FOUND
    assert second.look(bo).status_code == 200
    assert ada.client.get("/me").json["invitation"]["id"] == second.id


def test_a_new_one_ends_an_accepted_one_too(ada: Person, bo: Person) -> None:
    first = Invitation(ada).made()
    first.accept(bo)
    Invitation(ada, locator="7K3MZ").made()
    assert bo.client.get("/me").json["invitation"] is None
    assert problem(first.confirm(ada, bo.public_key)) == NOT_FOUND


def test_a_locator_is_held_by_one(ada: Person, outsider: Person, clock: Clock) -> None:
    Invitation(ada).made()
    assert problem(Invitation(outsider).make()) == (409, "locator_taken")
    # One's own may be used again, and anyone's once its time is over.
    Invitation(ada).made()
    clock.move(minutes=10)
    Invitation(outsider).made()


def test_inviting_leaves_others_invitations_alone(ada: Person, bo: Person, outsider: Person, clock: Clock) -> None:
    invitation = Invitation(ada).made()
    invitation.accept(bo)
    clock.move(minutes=30)  # past its ten minutes, within the day for confirming
    Invitation(outsider, locator="00000").made()
    assert invitation.confirm(ada, bo.public_key).status_code == 200


def test_whoever_is_paired_invites_nobody(couple: Couple) -> None:
    for person in (couple.inviter, couple.accepter):
        assert problem(Invitation(person).make()) == (409, "already_paired")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "letter"),
        ("locator", "7K3M"),
        ("locator", "7K3MI"),
        ("locator", "7k3mx"),
        ("locator", "7K3MX\n"),
        ("proof", "AA"),
        ("inviter_mac", ""),
        ("secret", "told"),
    ],
)
def test_an_invitation_that_cannot_be(ada: Person, field: str, value: str) -> None:
    body = {"kind": "code", "locator": "7K3MX", "proof": random_text(32), "inviter_mac": random_text(32)}
    answer = ada.client.post("/invitations", body | {field: value})
    assert problem(answer) == (422, "invalid")
    assert list(answer.json["errors"]) == [field]


def test_nobody_invites_nobody(app: Flask) -> None:
    assert problem(Client(in_process(app)).post("/invitations", {"kind": "code"}))[1] in {"invalid", "not_signed_in"}
    body = {"kind": "code", "locator": "7K3MX", "proof": random_text(32), "inviter_mac": random_text(32)}
    assert problem(Client(in_process(app)).post("/invitations", body)) == (401, "not_signed_in")


def test_the_secret_is_kept_by_nobody(ada: Person, bo: Person) -> None:
    invitation = Invitation(ada).made()
    for person in (ada, bo):
        assert invitation.proof not in str(person.client.get("/me").json)
    assert invitation.proof not in str(invitation.look(bo).json)
