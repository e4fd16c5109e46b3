"""A device of the demo: docs/protocol.md sections 1 to 4, spoken in Python to the app in this process."""

import hashlib
import hmac
import json
import os
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask.testing import FlaskClient

from server import clock
from server.natural import natural_id
from server.sealing import b64encode
from server.web import PREFIX

SIZE_CLASSES = (256, 1024, 4096, 16384, 65536)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def stretched(secret: bytes, salt: bytes) -> bytes:
    """Argon2id with the parameters of KDF version 1; 32 bytes."""
    return hash_secret_raw(secret, salt, time_cost=3, memory_cost=65536, parallelism=1, hash_len=32, type=Type.ID)


def derived(key: bytes, info: str) -> bytes:
    """HKDF-SHA256 without a salt (RFC 5869); 32 bytes."""
    return HKDF(SHA256(), 32, salt=None, info=info.encode()).derive(key)


def sealed(key: bytes, plain: bytes, aad: str) -> bytes:
    """nonce, ciphertext and tag of AES-256-GCM."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, aad.encode())


@dataclass
class Device:
    """One person's phone: their keys, their token, and what they wrote since the last sync."""

    http: FlaskClient
    handle: str
    password: str
    display_name: str
    zone: str
    user_key: bytes = field(default_factory=lambda: os.urandom(32))
    private_key: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)
    person_id: UUID = field(default_factory=uuid4)
    private_space_id: UUID = field(default_factory=uuid4)
    _token: str = ""
    _waiting: list[str] = field(default_factory=list)

    @property
    def public_key(self) -> str:
        """The raw X25519 public key, as it travels."""
        return b64encode(self.private_key.public_key().public_bytes_raw())

    @property
    def has_waiting(self) -> bool:
        """Whether something was written since the last sync."""
        return bool(self._waiting)

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - JSON
        """One request; it must succeed."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        answer = self.http.open(PREFIX + path, method=method, json=body, headers=headers)
        if answer.status_code >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.get_data(as_text=True)[:300]}")
        return answer.get_json(silent=True)

    def sign_up(self) -> None:
        """Makes the account with keys made here; the demo keeps no recovery code."""
        salt = os.urandom(16)
        root = stretched(unicodedata.normalize("NFKC", self.password).encode(), salt)
        code = os.urandom(16)
        private_key = self.private_key.private_bytes_raw()
        signed_in = self.call(
            "POST",
            "/sign-up",
            {
                "handle": self.handle,
                "display_name": self.display_name,
                "zone": self.zone,
                "language": "en",
                "device_name": "Demo",
                "bearer": True,
                "kdf_version": 1,
                "salt": b64encode(salt),
                "verifier": b64encode(derived(root, "hearth/v1/password/verifier")),
                "password_wrap": self._wrapped(derived(root, "hearth/v1/password/wrap"), self.user_key, "password"),
                "recovery_verifier": b64encode(derived(code, "hearth/v1/recovery/verifier")),
                "recovery_wrap": self._wrapped(derived(code, "hearth/v1/recovery/wrap"), self.user_key, "recovery"),
                "public_key": self.public_key,
                "private_key_wrap": self._wrapped(
                    derived(self.user_key, "hearth/v1/user/private-key"), private_key, "private-key"
                ),
            },
        )
        self.person_id, self.private_space_id = UUID(signed_in["person_id"]), UUID(signed_in["private_space_id"])
        self._token = signed_in["token"]

    def _wrapped(self, key: bytes, plain: bytes, what: str) -> str:
        return b64encode(sealed(key, plain, f"hearth/v1/wrap/{what}"))

    def write(self, space_id: UUID, kind: str, body: dict[str, Any]) -> None:
        """Puts an operation of this moment into the outbox."""
        operation = {
            "op_id": str(uuid4()),
            "space_id": str(space_id),
            "kind": kind,
            "recorded_at": clock.now().isoformat(),
            "base_rev": None,
            "body": body,
        }
        self._waiting.append(json.dumps(operation, default=str))

    def seal(self, kind: str, parts: tuple[object, ...], body: dict[str, Any]) -> None:
        """Puts a sealed record with a natural id into the outbox."""
        name = "|".join(str(part) for part in (kind, *parts))
        raw = bytearray(hmac.digest(derived(self.user_key, "hearth/v1/user/id"), name.encode(), hashlib.sha256)[:16])
        raw[6], raw[8] = raw[6] & 0x0F | 0x80, raw[8] & 0x3F | 0x80
        id = UUID(bytes=bytes(raw))
        plain = json.dumps(body, default=str).encode()
        size_class = next(size for size in SIZE_CLASSES if size >= len(plain) + 4)
        framed = (len(plain).to_bytes(4, "big") + plain).ljust(size_class, b"\0")
        place = f"hearth/v1/record|{self.private_space_id}|{kind}|{id}"
        ciphertext = b64encode(sealed(derived(self.user_key, "hearth/v1/user/record"), framed, place))
        record = {"id": id, "kind": kind, "size_class": size_class, "ciphertext": ciphertext}
        self.write(self.private_space_id, "put_sealed", record)

    def sync(self) -> Any:  # noqa: ANN401 - JSON
        """Sends what waits; every operation must be applied."""
        operations, self._waiting = self._waiting, []
        answer = self.call("POST", "/sync", {"client": "0.1.0", "operations": operations})
        refused = [outcome for outcome in answer["outcomes"] if outcome["status"] != "applied"]
        if refused:
            raise RuntimeError(f"refused: {refused[:3]}")
        return answer

    def log(self, space_id: UUID, commitment_id: UUID, on: date, outcome: dict[str, Any]) -> UUID:
        """Logs a commitment's day; returns the act's id."""
        id = natural_id(space_id, "act", commitment_id, on.isoformat())
        body = {"id": id, "on": on, "zone": self.zone, "commitment_id": commitment_id, "told": False, **outcome}
        self.write(space_id, "log_act", body)
        return id

    def answer(self, space_id: UUID, act_id: UUID, answer: str, words: str = "") -> None:
        """Answers the other's act."""
        id = natural_id(space_id, "acknowledgement", act_id, self.person_id)
        self.write(space_id, "acknowledge", {"id": id, "act_id": act_id, "answer": answer, "words": words})


def pair(inviter: Device, accepter: Device) -> UUID:
    """Invites by a link, accepts, confirms, and pins both keys; returns the couple's space."""
    locator = "".join(LETTERS[byte % 32] for byte in os.urandom(5))
    salt = hashlib.sha256(f"hearth/v1/invitation|{locator}".encode()).digest()[:16]
    root = stretched(os.urandom(16), salt)
    proof = b64encode(derived(root, "hearth/v1/invitation/proof"))
    mac_key = derived(root, "hearth/v1/invitation/mac")

    def vouched(*parts: object) -> str:
        return b64encode(hmac.digest(mac_key, "|".join(str(part) for part in parts).encode(), hashlib.sha256))

    first = (inviter.person_id, inviter.public_key)
    invitation = inviter.call(
        "POST",
        "/invitations",
        {"kind": "link", "locator": locator, "proof": proof, "inviter_mac": vouched("inviter", *first)},
    )
    accept = f"/invitations/{invitation['id']}/accept"
    mac = vouched("accepter", accepter.person_id, accepter.public_key, *first)
    accepter.call("POST", accept, {"proof": proof, "accepter_mac": mac})
    confirm = f"/invitations/{invitation['id']}/confirm"
    paired = inviter.call("POST", confirm, {"public_key": accepter.public_key})
    for device, other in ((inviter, accepter), (accepter, inviter)):
        device.seal("pin", (other.person_id,), {"person_id": other.person_id, "public_key": other.public_key})
    return UUID(paired["space_id"])


def day_at(day: date, hour: int, minute: int, zone: str) -> datetime:
    """An instant of that local day."""
    return datetime.combine(day, datetime.min.time(), tzinfo=clock.zone(zone)).replace(hour=hour, minute=minute)
