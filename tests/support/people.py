"""People of the tests, signed up through the real API.

The server never sees what verifiers and wraps are made from, so theirs are random bytes of the right length.
"""

import os
from dataclasses import dataclass, field
from typing import Any, Protocol

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.support.protocol import b64, operation

API = "/api/v1"
WRAP_BYTES = 12 + 32 + 16
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Answer(Protocol):
    """What both Flask's test client and a client over HTTP answer with."""

    @property
    def status_code(self) -> int: ...

    @property
    def json(self) -> Any: ...  # noqa: ANN401 - JSON is what it is


class Caller(Protocol):
    """Sends one request under /api/v1, in process or over HTTP."""

    def __call__(self, method: str, path: str, json: object | None, headers: dict[str, str]) -> Answer: ...


@dataclass
class Client:
    """Speaks to the API as one signed-in device, or as nobody while `token` is empty."""

    call: Caller
    token: str = ""

    def request(self, method: str, path: str, json: object | None = None, **headers: str) -> Answer:
        """Any request; `path` begins below /api/v1, header names are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        return self.call(method, API + path, json, sent)

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, None, **headers)

    def post(self, path: str, json: object | None = None, **headers: str) -> Answer:
        return self.request("POST", path, json, **headers)

    def put(self, path: str, json: object | None = None, **headers: str) -> Answer:
        return self.request("PUT", path, json, **headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.request("DELETE", path, None, **headers)

    def sync(self, *operations: str, cursors: list[dict[str, Any]] | None = None, epoch: str | None = None) -> Any:  # noqa: ANN401
        """One round of sync, which must succeed; the answer's document."""
        body = {"epoch": epoch, "client": "0.1.0", "cursors": cursors or [], "operations": list(operations)}
        answer = self.post("/sync", body)
        assert answer.status_code == 200, answer.json
        return answer.json

    def do(self, space_id: str, name: str, body: dict[str, Any], **kwargs: Any) -> Any:  # noqa: ANN401
        """One operation through sync; its outcome, applied or refused."""
        return self.sync(operation(space_id, name, body, **kwargs))["outcomes"][0]

    def apply(self, space_id: str, name: str, body: dict[str, Any], **kwargs: Any) -> int:  # noqa: ANN401
        """One operation that must be applied; the rev it made."""
        outcome = self.do(space_id, name, body, **kwargs)
        assert outcome["status"] == "applied", outcome
        rev: int = outcome["rev"]
        return rev

    def rows(self, space_id: str, kind: str) -> dict[str, dict[str, Any]]:
        """Every present row of a kind in a space, by id, as a device that starts afresh receives them."""
        cursors: list[dict[str, Any]] = []
        rows: dict[str, dict[str, Any]] = {}
        while True:
            space = next((each for each in self.sync(cursors=cursors)["spaces"] if each["space_id"] == space_id), None)
            if space is None:
                return {}
            rows |= {row["id"]: row["body"] for row in space["changes"] if row["kind"] == kind and not row["deleted"]}
            if not space["more"]:
                return rows
            cursors = [{"space_id": space_id, "rev": space["rev"], "op_id": space["op_id"]}]


@dataclass
class Person:
    """Someone with an account and one device."""

    handle: str
    display_name: str
    zone: str = "Europe/Berlin"
    verifier: str = field(default_factory=lambda: b64(os.urandom(32)))
    recovery_verifier: str = field(default_factory=lambda: b64(os.urandom(32)))
    private_key: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)
    person_id: str = ""
    private_space_id: str = ""
    device_id: str = ""
    client: Client = field(init=False)

    @property
    def public_key(self) -> str:
        """The raw X25519 public key, as it travels."""
        return b64(self.private_key.public_key().public_bytes_raw())

    def sign_up(self, call: Caller) -> "Person":
        """Makes the account through the API and keeps the bearer token."""
        self.client = Client(call)
        body = {
            "handle": self.handle,
            "display_name": self.display_name,
            "zone": self.zone,
            "language": "en",
            "device_name": f"{self.display_name}'s phone",
            "kdf_version": 1,
            "salt": b64(os.urandom(16)),
            "verifier": self.verifier,
            "password_wrap": b64(os.urandom(WRAP_BYTES)),
            "recovery_verifier": self.recovery_verifier,
            "recovery_wrap": b64(os.urandom(WRAP_BYTES)),
            "public_key": self.public_key,
            "bearer": True,
        }
        answer = self.client.post("/sign-up", body)
        assert answer.status_code == 201, answer.json
        self.person_id = answer.json["person_id"]
        self.private_space_id = answer.json["private_space_id"]
        self.device_id = answer.json["device_id"]
        self.client.token = answer.json["token"]
        return self

    def another_device(self, name: str = "tablet") -> Client:
        """Signs in once more, by password, on another device."""
        body = {"handle": self.handle, "verifier": self.verifier, "device_name": name, "bearer": True}
        answer = Client(self.client.call).post("/sign-in", body)
        assert answer.status_code == 200, answer.json
        return Client(self.client.call, answer.json["token"])


@dataclass(frozen=True)
class Couple:
    """Two people paired through the API."""

    couple_id: str
    space_id: str
    inviter: Person
    accepter: Person


def pair(inviter: Person, accepter: Person) -> Couple:
    """Invitation, acceptance and confirmation, as protocol section 3 tells them."""
    locator = "".join(CODE_LETTERS[byte % 32] for byte in os.urandom(5))
    proof, mac = b64(os.urandom(32)), b64(os.urandom(32))
    made = inviter.client.post("/invitations", {"kind": "code", "locator": locator, "proof": proof, "inviter_mac": mac})
    assert made.status_code == 201, made.json
    path = f"/invitations/{made.json['id']}"
    accepted = accepter.client.post(f"{path}/accept", {"proof": proof, "accepter_mac": b64(os.urandom(32))})
    assert accepted.status_code == 204, accepted.json
    confirmed = inviter.client.post(f"{path}/confirm", {"public_key": accepter.public_key})
    assert confirmed.status_code == 200, confirmed.json
    return Couple(confirmed.json["couple_id"], confirmed.json["space_id"], inviter, accepter)
