"""What devices send again after a restore: whoever comes first, the latest that anybody knew prevails."""

from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from server.db import transaction
from server.me.models import SettingRev
from server.spaces.models import Space
from server.spaces.scope import act_as_server
from server.spaces.service import MAX_LOST_REVS, renew_epoch
from tests.support.clock import Clock
from tests.support.people import Client, Couple, Person
from tests.support.protocol import b64
from tests.sync.bodies import act_body, answer_body, commitment_body, day_of, present_row


def change_of(client: Client, space_id: str, id: str) -> dict[str, Any]:
    """The change of one entity as a device is told it."""
    (space,) = [each for each in client.sync()["spaces"] if each["space_id"] == space_id]
    (change,) = [each for each in space["changes"] if each["id"] == id]
    return dict(change)


def sealed_body(id: str, letter: str) -> dict[str, Any]:
    return {"id": id, "kind": "reflection", "size_class": 256, "ciphertext": b64(letter.encode() * (256 + 35))}


def writings(couple: Couple, clock: Clock) -> dict[str, tuple[str, str, list[tuple[str, dict[str, Any]]]]]:
    """By name: the space, the entity, and one operation for each of the revs 40, 50 and 60, the last one the latest."""
    ada, bo = couple.inviter, couple.accepter
    on = day_of(ada, clock.now)
    act, theirs, promise, seal = act_body(ada, on), act_body(bo, on), commitment_body(on), str(uuid4())
    bo.client.apply(couple.space_id, "log_act", theirs)
    answer = answer_body(couple, ada, theirs["id"])
    notes, shared, private = ("one", "two", "three"), couple.space_id, ada.private_space_id
    return {
        "act": (shared, "act", [("log_act", act | {"note": note}) for note in notes]),
        "act taken back": (
            shared,
            "act",
            [("log_act", act), ("take_back_act", {"id": act["id"]}), ("log_act", act | {"note": "anew"})],
        ),
        "answer": (shared, "acknowledgement", [("acknowledge", answer | {"words": note}) for note in notes]),
        "commitment": (shared, "commitment", [("make_commitment", promise | {"title": note}) for note in notes]),
        "sealed": (private, "sealed", [("put_sealed", sealed_body(seal, letter)) for letter in "abc"]),
    }


@pytest.mark.parametrize("name", ["act", "act taken back", "answer", "commitment", "sealed"])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_latest_known_prevails_in_any_order(
    couple: Couple, clock: Clock, name: str, order: tuple[int, ...]
) -> None:
    """A commitment that is made twice is refused: then what it says stands in the first, and is edited."""
    ada = couple.inviter
    space_id, entity, versions = writings(couple, clock)[name]
    for place in order:
        kind, body = versions[place]
        if kind == "make_commitment" and present_row(ada, couple, entity, body["id"]):
            kind, body = "edit_commitment", {"id": body["id"], "title": body["title"]}
        outcome = ada.client.do(space_id, kind, body, base_rev=40 + 10 * place, original_rev=40 + 10 * place)
        is_late = place < max(order[: order.index(place) + 1])
        assert ("problem" in outcome) == is_late
        assert not is_late or outcome["problem"]["code"] == "superseded"
    _, body = versions[2]
    row = ada.client.rows(space_id, entity)[body["id"]]
    assert {field: row[field] for field in body if field in row} == {
        field: body[field] for field in body if field in row
    }
    assert change_of(ada.client, space_id, body["id"])["original_rev"] == 60


def test_what_stands_as_it_did_takes_its_place_all_the_same(couple: Couple, clock: Clock) -> None:
    """It was one, then two, then one again: a device that knows of two alone must not bring that back."""
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now)) | {"note": "one"}
    ada.client.apply(couple.space_id, "log_act", body)
    ada.client.apply(couple.space_id, "log_act", body, original_rev=60)
    late = ada.client.do(couple.space_id, "log_act", body | {"note": "two"}, original_rev=50)
    assert late["problem"]["code"] == "superseded"
    assert ada.client.rows(couple.space_id, "act")[body["id"]]["note"] == "one"


def test_what_was_written_since_is_later_than_all_that_was_lost(couple: Couple, clock: Clock, app: Flask) -> None:
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now))
    with app.app_context(), transaction() as session:
        act_as_server(session)
        renew_epoch(session)
    rev = ada.client.apply(couple.space_id, "log_act", body | {"note": "since"})
    assert rev > MAX_LOST_REVS
    assert ada.client.do(couple.space_id, "log_act", body, original_rev=999)["problem"]["code"] == "superseded"
    assert "original_rev" not in change_of(ada.client, couple.space_id, body["id"])
    ada.client.apply(couple.space_id, "delete_act", {"id": body["id"]}, original_rev=999)
    assert ada.client.rows(couple.space_id, "act")[body["id"]]["removed"], "but a deletion outlives it"


def test_it_is_later_also_than_what_an_earlier_restore_of_the_same_backup_lost(
    couple: Couple, clock: Clock, app: Flask
) -> None:
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now))
    revs = []
    for note in ("after the first", "after the second"):
        with app.app_context(), transaction() as session:
            act_as_server(session)
            session.execute(update(Space).values(rev=30))  # as in the backup
            renew_epoch(session)
        revs.append(ada.client.apply(couple.space_id, "log_act", body | {"note": note, "id": str(uuid4())}))
        clock.move(minutes=1)
    first, second = revs
    assert first < second


@pytest.mark.parametrize(
    ("wrote", "ended"),
    [("log_act", "delete_act"), ("log_act", "take_back_act"), ("acknowledge", "take_back_acknowledgement")],
)
def test_an_ending_of_what_was_lost_keeps_it_from_coming_back(
    couple: Couple, clock: Clock, wrote: str, ended: str
) -> None:
    ada, bo = couple.inviter, couple.accepter
    theirs = act_body(bo, day_of(bo, clock.now))
    bo.client.apply(couple.space_id, "log_act", theirs)
    body = act_body(ada, day_of(ada, clock.now)) if wrote == "log_act" else answer_body(couple, ada, theirs["id"])
    assert ada.client.do(couple.space_id, ended, {"id": body["id"]})["problem"]["code"] == "not_found"
    ada.client.apply(couple.space_id, ended, {"id": body["id"]}, original_rev=50)
    assert ada.client.do(couple.space_id, wrote, body, original_rev=40)["problem"]["code"] == "superseded"
    ada.client.apply(couple.space_id, wrote, body)  # said anew, since
    assert body["id"] in ada.client.rows(couple.space_id, "act" if wrote == "log_act" else "acknowledgement")


def test_a_partner_cannot_take_a_place(couple: Couple, clock: Clock) -> None:
    """Nor keep it by an ending of what they never had; and they are not told what was sent again."""
    ada, bo = couple.inviter, couple.accepter
    body = act_body(ada, day_of(ada, clock.now))
    bo.client.apply(couple.space_id, "take_back_act", {"id": body["id"]}, original_rev=2**62)
    ada.client.apply(couple.space_id, "log_act", body, base_rev=3, original_rev=50)
    assert change_of(ada.client, couple.space_id, body["id"])["original_rev"] == 50
    assert "original_rev" not in change_of(bo.client, couple.space_id, body["id"])
    late = bo.client.do(couple.space_id, "delete_act", {"id": body["id"]}, original_rev=2**62)
    assert late["problem"]["code"] == "not_yours"


def test_settings_are_told_apart_by_field(couple: Couple, app: Flask) -> None:
    ada = couple.inviter
    private = ada.private_space_id

    def say(name: str, most_a_day: int, **place: int) -> None:
        body = {"display_name": name, "settings": {"most_a_day": most_a_day}}
        ada.client.apply(private, "set_settings", body, **place)

    def known() -> tuple[str, int]:
        person = ada.client.get("/me").json["person"]
        return person["display_name"], person["settings"]["most_a_day"]

    say("before", 1)
    say("fifty", 2, original_rev=50)
    say("forty", 3, original_rev=40)
    assert known() == ("fifty", 2)
    say("sixty", 3, original_rev=60)
    assert known() == ("sixty", 3)
    with app.app_context(), transaction() as session:
        act_as_server(session)
        renew_epoch(session)
    ada.client.apply(private, "set_settings", {"display_name": "since"})
    say("seventy", 1, original_rev=70)
    assert known() == ("since", 1)


def test_an_account_that_goes_takes_along_what_is_known_of_its_settings(ada: Person, app: Flask) -> None:
    ada.client.apply(ada.private_space_id, "set_settings", {"display_name": "Ada L"})
    count = select(SettingRev).where(SettingRev.author_id == UUID(ada.person_id))

    def known() -> int:
        with app.app_context(), transaction() as session:
            act_as_server(session)
            return len(session.scalars(count).all())

    assert known() == 1
    ada.client.post("/me/step-up", {"verifier": ada.verifier})
    assert ada.client.delete("/me").status_code == 204
    assert known() == 0
