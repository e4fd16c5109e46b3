"""The example's cryptography against the vectors that the app's own is held to."""

import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

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
    private = X25519PrivateKey.from_private_bytes(b(case["private_key"]))
    assert private.public_key().public_bytes_raw() == b(case["public_key"])
    wrapped = keys.wrap_private_key(b(case["user_key"]), b(case["private_key"]), b(case["nonce"]))
    assert keys.to_text(wrapped) == case["private_key_wrap"]


def test_keys_under_the_user_key() -> None:
    case = VECTORS["user_keys"]
    for name in ("record", "id", "replica"):
        assert keys.to_text(keys.derive(b(case["user_key"]), f"hearth/v1/user/{name}")) == case[name]


@pytest.mark.parametrize("case", VECTORS["records"], ids=lambda case: f"{case['kind']}-{case['size_class']}")
def test_sealed_records(case: dict[str, Any]) -> None:
    label = keys.record_label(case["space_id"], case["kind"], case["id"])
    size, sealed = keys.seal_record(b(case["user_key"]), label, case["value"], b(case["nonce"]))
    assert (size, keys.to_text(sealed)) == (case["size_class"], case["ciphertext"])
    assert keys.open_record(b(case["user_key"]), label, b(case["ciphertext"])) == case["value"]
    with pytest.raises(InvalidTag):
        keys.open_record(b(case["user_key"]), label + "0", b(case["ciphertext"]))


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
