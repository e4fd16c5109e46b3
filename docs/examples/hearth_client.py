"""A small client of Hearth: what a shell cannot do by itself, because it needs keys. docs/api.md walks through it.

    hearth_client.py sign-up HANDLE PASSWORD         makes an account; prints TOKEN, PERSON and PRIVATE_SPACE
    hearth_client.py pair TOKEN TOKEN                pairs the two; prints SPACE
    hearth_client.py check-in HANDLE PASSWORD SAFE   signs in, seals today's check-in, reads it back and opens it
    hearth_client.py act-id SPACE COMMITMENT DAY     the id of the act of a commitment's day
    hearth_client.py answer-id SPACE ACT PERSON      the id of a person's answer to an act

The server is the one at $HEARTH, or http://localhost:8000.
"""

import json
import os
import sys
import urllib.request
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import hearth_keys as keys

API = os.environ.get("HEARTH", "http://localhost:8000") + "/api/v1"
text = keys.to_text


def call(method: str, path: str, body: object = None, token: str = "") -> Any:
    """One request; the answer's document. Raises urllib's HTTPError, whose body is a problem with a `code`."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        content = answer.read()
    return json.loads(content) if content else None


def sign_up(handle: str, password: str) -> None:
    """Makes keys, gives the server proofs and wraps of them, and prints what a shell needs to go on."""
    user_key, salt, code = os.urandom(32), os.urandom(16), os.urandom(16)
    by_password, by_code = keys.from_password(password, salt), keys.from_recovery_code(code)
    answer = call(
        "POST",
        "/sign-up",
        {
            "handle": handle,
            "display_name": handle.title(),
            "zone": "Europe/Berlin",
            "language": "en",
            "device_name": "a script",
            "kdf_version": keys.KDF_VERSION,
            "salt": text(salt),
            "verifier": text(by_password.verifier),
            "password_wrap": text(by_password.wrap(user_key)),
            "recovery_verifier": text(by_code.verifier),
            "recovery_wrap": text(by_code.wrap(user_key)),
            "public_key": own_key(user_key),
            "bearer": True,
        },
    )
    sys.stderr.write(f"The recovery code of {handle}, shown once: {keys.code_to_show(code)}\n")
    print(f"TOKEN={answer['token']} PERSON={answer['person_id']} PRIVATE_SPACE={answer['private_space_id']}")


def own_key(user_key: bytes) -> str:
    """One's own public key, as it travels."""
    return text(keys.key_pair(user_key).public_key().public_bytes_raw())


def sign_in(handle: str, password: str) -> tuple[dict[str, Any], bytes]:
    """What the server says to a device that signs in, and the user key."""
    account = call("POST", "/sign-in/prelogin", {"handle": handle})
    unlocking = keys.from_password(password, keys.to_bytes(account["salt"]))
    body = {"handle": handle, "verifier": text(unlocking.verifier), "device_name": "a script", "bearer": True}
    signed_in: dict[str, Any] = call("POST", "/sign-in", body)
    user_key = unlocking.unwrap(keys.to_bytes(signed_in["password_wrap"]))
    # A server that names another key would have the partner seal to somebody else.
    assert signed_in["public_key"] == own_key(user_key), "the server names another key than yours"
    return signed_in, user_key


def pair(inviter_token: str, accepter_token: str) -> None:
    """Plays both sides: invite by a code, look, check who it is, accept, confirm."""
    inviter, accepter = (call("GET", "/me", token=token)["person"] for token in (inviter_token, accepter_token))
    code = "".join(keys.CROCKFORD[byte % 32] for byte in os.urandom(13))
    locator, secret = code[:5], code[5:].encode()
    shared = keys.invitation_keys(locator, secret)
    proof = text(shared.proof)
    mac = text(shared.inviter_mac(inviter["id"], inviter["public_key"]))
    body = {"kind": "code", "locator": locator, "proof": proof, "inviter_mac": mac}
    path = f"/invitations/{call('POST', '/invitations', body, inviter_token)['id']}"
    # The accepter, who was told the code, makes sure that the key is the inviter's and not one the server put there.
    seen = call("POST", "/invitations/look", {"locator": locator, "proof": proof}, accepter_token)["inviter"]
    assert keys.to_bytes(seen["mac"]) == shared.inviter_mac(seen["id"], seen["public_key"]), "not who invited you"
    mac = text(shared.accepter_mac(accepter["id"], accepter["public_key"], seen["id"], seen["public_key"]))
    call("POST", f"{path}/accept", {"proof": proof, "accepter_mac": mac}, accepter_token)
    # The inviter does the same with who accepted.
    other = call("GET", "/me", token=inviter_token)["invitation"]["other"]
    expected = shared.accepter_mac(other["id"], other["public_key"], inviter["id"], inviter["public_key"])
    assert keys.to_bytes(other["mac"]) == expected, "not whom you invited"
    print(f"SPACE={call('POST', f'{path}/confirm', {'public_key': other['public_key']}, inviter_token)['space_id']}")


def check_in(handle: str, password: str, safe: str) -> None:
    """Seals today's answer on this side, lets the server keep it, and opens what comes back."""
    signed_in, user_key = sign_in(handle, password)
    token, space = signed_in["token"], signed_in["private_space_id"]
    today = date.today().isoformat()  # noqa: DTZ011 - a check-in belongs to the day it is where its person is
    id = keys.private_id(user_key, "check_in", today)
    place = keys.Place(space, "check_in", id)
    value = {"on": today, "safe": int(safe), "seen": None, "valued": None}
    size_class, sealed = keys.seal_record(user_key, place, keys.Record(value))
    operation = {
        "op_id": str(uuid4()),
        "space_id": space,
        "name": "put_sealed",
        "recorded_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "base_rev": None,
        "body": {"id": id, "kind": "check_in", "size_class": size_class, "ciphertext": text(sealed)},
    }
    # An operation is JSON text within the JSON: keep exactly these bytes, and a second try cannot do it twice.
    round_trip = {
        "epoch": None,
        "me_rev": None,
        "client": "0.1.0",
        "cursors": [],
        "operations": [json.dumps(operation)],
    }
    answer = call("POST", "/sync", round_trip, token)
    assert answer["outcomes"][0]["status"] == "applied", answer["outcomes"]
    private = next(each for each in answer["spaces"] if each["space_id"] == space)
    stored = next(change["body"] for change in private["changes"] if change["id"] == id)
    print(json.dumps(keys.open_record(user_key, place, keys.to_bytes(stored["ciphertext"])).value))


def act_id(space: str, commitment: str, day: str) -> None:
    """Prints the one id that the act of this commitment and day can have."""
    print(keys.shared_id(space, "act", commitment, day))


def answer_id(space: str, act: str, person: str) -> None:
    """Prints the one id that this person's answer to an act can have."""
    print(keys.shared_id(space, "acknowledgement", act, person))


COMMANDS: dict[str, Callable[..., None]] = {
    "sign-up": sign_up,
    "pair": pair,
    "check-in": check_in,
    "act-id": act_id,
    "answer-id": answer_id,
}

if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[sys.argv[1]](*sys.argv[2:])
