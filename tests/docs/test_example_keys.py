"""The example's cryptography against the vectors that the app's own is held to."""

import json
from dataclasses import replace
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

import hearth_keys as keys
from tests.support.databases import ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "tests/vectors/crypto.json").read_text(encoding="utf-8"))
b = keys.to_bytes


@pytest.mark.parametrize("case", VECTORS["passwords"], ids=lambda case: case["password"])
def test_passwords(case: dict[str, str]) -> None:
    unlocking = keys.from_password(case["password"], b(case["salt"]))
    assert keys.to_text(unlocking.verifier) == case["verifier"]
    assert keys.to_text(unlocking.wrap(b(case["user_key"]), b(case["nonce"]))) == case["wrap"]
    assert unlocking.unwrap(b(case["wrap"])) == b(case["user_key"])


@pytest.mark.parametrize("case", VECTORS["recovery_codes"], ids=lambda case: case["code"])
def test_recovery_codes(case: dict[str, str]) -> None:
    assert keys.code_to_show(b(case["bytes"])) == case["code"]
    assert keys.code_from_typed(case["typed"]) == b(case["bytes"])
    unlocking = keys.from_recovery_code(b(case["bytes"]))
    assert keys.to_text(unlocking.verifier) == case["verifier"]
    assert keys.to_text(unlocking.wrap(b(case["user_key"]), b(case["nonce"]))) == case["wrap"]


def test_the_key_pair() -> None:
    case = VECTORS["key_pair"]
    pair = keys.key_pair(b(case["user_key"]))
    assert keys.to_text(pair.private_bytes_raw()) == case["private_key"]
    assert keys.to_text(pair.public_key().public_bytes_raw()) == case["public_key"]


def test_keys_under_the_user_key() -> None:
    case = VECTORS["user_keys"]
    for name in ("record", "id", "replica"):
        assert keys.to_text(keys.derive(b(case["user_key"]), f"hearth/v1/user/{name}")) == case[name]


@pytest.mark.parametrize("case", VECTORS["records"], ids=lambda case: f"{case['kind']}-{case['size_class']}")
def test_sealed_records(case: dict[str, Any]) -> None:
    place = keys.Place(case["space_id"], case["kind"], case["id"])
    record = keys.Record(case["value"], case["version"], case["counter"])
    size, sealed = keys.seal_record(b(case["user_key"]), place, record, b(case["nonce"]))
    assert (size, keys.to_text(sealed)) == (case["size_class"], case["ciphertext"])
    assert len(sealed) == size + 35
    assert keys.open_record(b(case["user_key"]), place, sealed) == record
    with pytest.raises(InvalidTag):
        keys.open_record(b(case["user_key"]), replace(place, id=case["id"] + "0"), sealed)


@pytest.mark.parametrize("place", range(7))
def test_the_header_of_a_sealed_record_is_bound_into_its_seal(place: int) -> None:
    case = VECTORS["records"][0]
    sealed = bytearray(b(case["ciphertext"]))
    sealed[place] ^= 1
    with pytest.raises(InvalidTag):
        keys.open_record(b(case["user_key"]), keys.Place(case["space_id"], case["kind"], case["id"]), bytes(sealed))


def test_deterministic_ids() -> None:
    for case in VECTORS["shared_ids"]:
        assert keys.shared_id(case["space_id"], *case["parts"]) == case["id"]
    for case in VECTORS["private_ids"]:
        assert keys.private_id(b(case["user_key"]), *case["parts"]) == case["id"]


@pytest.mark.parametrize("case", VECTORS["invitations"], ids=lambda case: case["kind"])
def test_invitations(case: dict[str, Any]) -> None:
    secret = case["secret"].encode() if case["kind"] == "code" else b(case["secret"])
    made = keys.invitation_keys(case["locator"], secret)
    assert (keys.to_text(made.proof), keys.to_text(made.mac_key)) == (case["proof"], case["mac_key"])
    inviter, accepter = case["inviter"], case["accepter"]
    assert keys.to_text(made.inviter_mac(inviter["id"], inviter["public_key"])) == case["inviter_mac"]
    vouched = made.accepter_mac(accepter["id"], accepter["public_key"], inviter["id"], inviter["public_key"])
    assert keys.to_text(vouched) == case["accepter_mac"]


def test_every_vector_is_used() -> None:
    assert set(VECTORS) == {
        "passwords", "recovery_codes", "key_pair", "user_keys", "records", "shared_ids", "private_ids", "invitations"
    }  # fmt: skip
