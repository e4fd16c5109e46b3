"""Keys, seals and ids as docs/protocol.md, section 1 and 3, describe them. Needs argon2-cffi and cryptography."""

import base64
import hashlib
import hmac
import json
import os
import struct
import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE_CLASSES = (256, 1024, 4096, 16384, 65536)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KDF_VERSION = 1
KEY_GENERATION = 1
# Version of the value's shape, key generation, counter: what stands in clear before a record's seal.
HEADER = struct.Struct(">BHI")


def to_text(data: bytes) -> str:
    """Base64url without padding: how bytes travel."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    """The reverse."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def stretch(secret: bytes, salt: bytes) -> bytes:
    """Argon2id with the parameters of KDF version 1; takes about a third of a second and 64 MiB."""
    return hash_secret_raw(secret, salt, time_cost=3, memory_cost=65536, parallelism=1, hash_len=32, type=Type.ID)


def derive(key: bytes, label: str) -> bytes:
    """HKDF-SHA256 with an empty salt; 32 bytes."""
    return HKDF(SHA256(), 32, salt=None, info=label.encode()).derive(key)


def seal(key: bytes, plain: bytes, label: str, nonce: bytes | None = None) -> bytes:
    """nonce, ciphertext and tag of AES-256-GCM. Give a nonce only to check a known answer."""
    nonce = nonce or os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, label.encode())


def unseal(key: bytes, sealed: bytes, label: str) -> bytes:
    """What was sealed. Raises cryptography's InvalidTag for another key, label or a changed byte."""
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], label.encode())


@dataclass(frozen=True)
class Unlocking:
    """What a password or a recovery code stands for: a proof for the server, and the key that wraps the user key."""

    verifier: bytes
    wrapping_key: bytes
    label: str

    def wrap(self, user_key: bytes, nonce: bytes | None = None) -> bytes:
        """The user key, sealed for the server to keep."""
        return seal(self.wrapping_key, user_key, self.label, nonce)

    def unwrap(self, wrapped: bytes) -> bytes:
        """The user key."""
        return unseal(self.wrapping_key, wrapped, self.label)


def from_password(password: str, salt: bytes) -> Unlocking:
    """From a password and the 16 bytes of salt that belong to the account."""
    root = stretch(unicodedata.normalize("NFKC", password).encode(), salt)
    verifier, key = derive(root, "hearth/v1/password/verifier"), derive(root, "hearth/v1/password/wrap")
    return Unlocking(verifier, key, "hearth/v1/wrap/password")


def from_recovery_code(code: bytes) -> Unlocking:
    """From the 16 bytes of a recovery code, which are strong enough not to need stretching."""
    verifier, key = derive(code, "hearth/v1/recovery/verifier"), derive(code, "hearth/v1/recovery/wrap")
    return Unlocking(verifier, key, "hearth/v1/wrap/recovery")


def code_to_show(code: bytes) -> str:
    """16 bytes as 26 Crockford characters, the last two bits empty."""
    number = int.from_bytes(code, "big") << 2
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in range(25, -1, -1))


def code_from_typed(typed: str) -> bytes:
    """16 bytes from what a person typed: any case, spaces and dashes anywhere, O for 0, I or L for 1."""
    plain = typed.upper().translate(str.maketrans("OIL", "011", " -"))
    number = 0
    for letter in plain:
        number = number << 5 | CROCKFORD.index(letter)
    return (number >> 2).to_bytes(16, "big")


def key_pair(user_key: bytes) -> X25519PrivateKey:
    """The X25519 pair that belongs to a user key: whoever has that key knows the public half without being told."""
    return X25519PrivateKey.from_private_bytes(derive(user_key, "hearth/v1/user/x25519"))


@dataclass(frozen=True)
class Place:
    """Where a private record belongs; bound into its seal, so that nobody can pass one off as another."""

    space_id: str
    kind: str
    id: str

    def label(self, header: bytes) -> str:
        """The seal's associated data for a record with this header."""
        version, generation, counter = HEADER.unpack(header)
        return f"hearth/v1/record|{self.space_id}|{self.kind}|{self.id}|{version}|{generation}|{counter}"


@dataclass(frozen=True)
class Record:
    """What is in a private record: its value, the version of the value's shape, and how often it was replaced."""

    value: Any
    version: int = 1
    counter: int = 1


def seal_record(user_key: bytes, place: Place, record: Record, nonce: bytes | None = None) -> tuple[int, bytes]:
    """Size class and ciphertext of a private record. Raises StopIteration above 64 KiB."""
    plain = json.dumps(record.value, separators=(",", ":"), ensure_ascii=False).encode()
    size = next(each for each in SIZE_CLASSES if len(plain) + 4 <= each)
    framed = (len(plain).to_bytes(4, "big") + plain).ljust(size, b"\0")
    header = HEADER.pack(record.version, KEY_GENERATION, record.counter)
    return size, header + seal(derive(user_key, "hearth/v1/user/record"), framed, place.label(header), nonce)


def open_record(user_key: bytes, place: Place, sealed: bytes) -> Record:
    """A private record. Raises cryptography's InvalidTag for another key, place or a changed byte."""
    header, rest = sealed[: HEADER.size], sealed[HEADER.size :]
    version, _, counter = HEADER.unpack(header)
    framed = unseal(derive(user_key, "hearth/v1/user/record"), rest, place.label(header))
    return Record(json.loads(framed[4 : 4 + int.from_bytes(framed[:4], "big")]), version, counter)


def shared_id(space_id: str, *parts: str) -> str:
    """The id of what a couple's space can hold only once, such as a commitment's act of one day."""
    return _version_8(hashlib.sha256("|".join(("hearth/v1/id", space_id, *parts)).encode()).digest())


def private_id(user_key: bytes, *parts: str) -> str:
    """The same in a private space, keyed, so that the server cannot guess the day behind it."""
    key = derive(user_key, "hearth/v1/user/id")
    return _version_8(hmac.digest(key, "|".join(parts).encode(), hashlib.sha256))


def _version_8(digest: bytes) -> str:
    octets = bytearray(digest[:16])
    octets[6], octets[8] = octets[6] & 0x0F | 0x80, octets[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(octets)))


@dataclass(frozen=True)
class InvitationKeys:
    """What two people who know an invitation's secret can prove to the server and to each other."""

    proof: bytes
    mac_key: bytes

    def inviter_mac(self, inviter_id: str, inviter_key: str) -> bytes:
        """Vouches for the inviter's public key."""
        return self._mac("inviter", inviter_id, inviter_key)

    def accepter_mac(self, accepter_id: str, accepter_key: str, inviter_id: str, inviter_key: str) -> bytes:
        """Vouches for the accepter's public key, and for whom it was meant."""
        return self._mac("accepter", accepter_id, accepter_key, inviter_id, inviter_key)

    def _mac(self, *parts: str) -> bytes:
        return hmac.digest(self.mac_key, "|".join(parts).encode(), hashlib.sha256)


def invitation_keys(locator: str, secret: bytes) -> InvitationKeys:
    """From a code's eight last characters in upper case, or a link's 16 bytes."""
    salt = hashlib.sha256(f"hearth/v1/invitation|{locator}".encode()).digest()[:16]
    root = stretch(secret, salt)
    return InvitationKeys(derive(root, "hearth/v1/invitation/proof"), derive(root, "hearth/v1/invitation/mac"))
