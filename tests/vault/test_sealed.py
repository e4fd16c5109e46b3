"""put_sealed and delete_sealed: ciphertext of one person, by size class; a deletion wins over what arrives later."""

import os
from typing import Any
from uuid import uuid4

import pytest

from tests.support.people import Couple, Person
from tests.support.protocol import b64
from tests.sync.ways import ROUTES, Way, both_ways, by_sync

SIZES = [256, 1024, 4096, 16384, 65536]
KINDS = [
    "check_in",
    "commitment",
    "act",
    "pause",
    "opened",
    "pin",
    "sharing",
    "reflection",
    "event",
    "draft",
    "question",
    "preferences",
]


def sealed(kind: str = "reflection", size: int = 256, **change: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    body = {"id": str(uuid4()), "kind": kind, "size_class": size, "ciphertext": b64(os.urandom(size + 35))}
    return body | change


@both_ways
@pytest.mark.parametrize("size", SIZES)
def test_every_size_class_is_kept_byte_for_byte(way: Way, ada: Person, size: int) -> None:
    body = sealed(size=size)
    assert way(ada.client, ada.private_space_id, "put_sealed", body).code == "applied"
    (row,) = ada.client.rows(ada.private_space_id, "sealed").values()
    assert {name: row[name] for name in ("kind", "size_class", "ciphertext")} == {
        name: body[name] for name in ("kind", "size_class", "ciphertext")
    }
    one = ada.client.get(f"/spaces/{ada.private_space_id}/sealed/{body['id']}").json
    assert one["body"] == row
    assert ada.client.get(f"/spaces/{ada.private_space_id}/sealed").json["items"] == [one]


def test_every_kind_and_no_other(ada: Person) -> None:
    for kind in KINDS:
        assert by_sync(ada.client, ada.private_space_id, "put_sealed", sealed(kind)).code == "applied"
    assert by_sync(ada.client, ada.private_space_id, "put_sealed", sealed("location")).code == "invalid"
    assert len(ada.client.rows(ada.private_space_id, "sealed")) == len(KINDS)


@pytest.mark.parametrize(
    "change",
    [
        {"ciphertext": b64(bytes(256 + 34))},
        {"ciphertext": b64(bytes(256 + 36))},
        {"ciphertext": b64(bytes(1024 + 35))},
        {"size_class": 1024},
        {"size_class": 300, "ciphertext": b64(bytes(335))},
        {"size_class": 262144, "ciphertext": b64(bytes(100))},
        {"ciphertext": b64(bytes(291)) + "="},
        {"ciphertext": "%" * 388},
        {"ciphertext": None},
        {"text": "in the clear"},
    ],
)
def test_a_wrong_length_is_refused(ada: Person, change: dict[str, Any]) -> None:
    assert by_sync(ada.client, ada.private_space_id, "put_sealed", sealed() | change).code == "invalid"
    assert ada.client.rows(ada.private_space_id, "sealed") == {}


@both_ways
def test_the_last_to_arrive_wins_and_a_deletion_over_both(way: Way, ada: Person) -> None:
    body = sealed("draft")
    for later in (body, sealed("draft", 1024, id=body["id"])):
        assert way(ada.client, ada.private_space_id, "put_sealed", later).code == "applied"
        (row,) = ada.client.rows(ada.private_space_id, "sealed").values()
        assert row["ciphertext"] == later["ciphertext"]
    other_kind = sealed("question", id=body["id"])
    assert way(ada.client, ada.private_space_id, "put_sealed", other_kind).code == "wrong_id"
    assert way(ada.client, ada.private_space_id, "delete_sealed", {"id": body["id"]}).code == "applied"
    assert way(ada.client, ada.private_space_id, "put_sealed", body).code == "already_removed"
    assert way(ada.client, ada.private_space_id, "delete_sealed", {"id": body["id"]}).code == "applied"
    assert ada.client.rows(ada.private_space_id, "sealed") == {}
    gone = ada.client.get(f"/spaces/{ada.private_space_id}/sealed/{body['id']}")
    assert (gone.status_code, gone.json["code"]) == (404, "not_found")


def test_a_deletion_wins_even_when_it_arrives_first(ada: Person) -> None:
    body = sealed()
    ada.client.apply(ada.private_space_id, "delete_sealed", {"id": body["id"]})
    assert by_sync(ada.client, ada.private_space_id, "put_sealed", body).code == "already_removed"


@both_ways
@pytest.mark.parametrize("kind", ["put_sealed", "delete_sealed", "set_settings"])
def test_the_other_partner_is_a_stranger_here(way: Way, kind: str, couple: Couple, outsider: Person) -> None:
    ada, bo = couple.inviter, couple.accepter
    kept = sealed()
    ada.client.apply(ada.private_space_id, "put_sealed", kept)
    body = {"put_sealed": kept, "delete_sealed": {"id": kept["id"]}, "set_settings": {"display_name": "Eve"}}[kind]
    for person in (bo, outsider):
        theirs = way(person.client, ada.private_space_id, kind, body)
        assert theirs.code == "not_found"
        assert theirs == way(person.client, str(uuid4()), kind, body)
        for path in ("sealed", f"sealed/{kept['id']}"):
            assert person.client.get(f"/spaces/{ada.private_space_id}/{path}").json["code"] == "not_found"
        assert ada.private_space_id not in {space["space_id"] for space in person.client.sync()["spaces"]}
    (row,) = ada.client.rows(ada.private_space_id, "sealed").values()
    assert row["ciphertext"] == kept["ciphertext"]
    assert ada.client.get("/me").json["person"]["display_name"] == "Ada"


def test_nothing_sealed_lies_in_a_couples_space(couple: Couple) -> None:
    ada = couple.inviter
    for kind, body in (("put_sealed", sealed()), ("delete_sealed", {"id": str(uuid4())}), ("set_settings", {})):
        assert kind in ROUTES
        assert by_sync(ada.client, couple.space_id, kind, body).code == "unknown_operation"
