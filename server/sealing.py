"""Encryption at rest under the host's key ring: `key id (4 bytes) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`.

The key ring and the server's own key live in HEARTH_SECRETS_DIR, outside data and backups. A database file alone, then,
tells no words; it is no protection against the host (docs/threat-model.md).
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_ID, _NONCE = 4, 12


def b64encode(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def b64decode(text: str) -> bytes:
    """The bytes of base64url text with or without padding; raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


@dataclass(frozen=True)
class KeyRing:
    """Encryption keys by id (32 bytes each), the id that is encrypted under now, and the key of the server's own HMACs.

    An id is eight hexadecimal digits.
    """

    current: str
    keys: dict[str, bytes]
    server_key: bytes

    @cached_property
    def _ciphers(self) -> dict[bytes, AESGCM]:
        return {bytes.fromhex(key_id): AESGCM(key) for key_id, key in self.keys.items()}

    def encrypt(self, plain: bytes, associated_data: bytes) -> bytes:
        """The ciphertext under the current key, bound to the associated data."""
        key_id, nonce = bytes.fromhex(self.current), os.urandom(_NONCE)
        return key_id + nonce + self._ciphers[key_id].encrypt(nonce, plain, associated_data)

    def decrypt(self, encrypted: bytes, associated_data: bytes) -> bytes:
        """The plain bytes.

        Raises cryptography's InvalidTag for what was changed or moved, KeyError where the ring lacks its key.
        """
        key_id, rest = encrypted[:_KEY_ID], encrypted[_KEY_ID:]
        return self._ciphers[key_id].decrypt(rest[:_NONCE], rest[_NONCE:], associated_data)

    def mac(self, purpose: str, data: bytes) -> bytes:
        """HMAC-SHA256 under the server's key, separated by purpose; 32 bytes."""
        return hmac.digest(self.server_key, purpose.encode() + b"\0" + data, hashlib.sha256)


def has_secrets(secrets_dir: Path) -> bool:
    """Whether a key ring is there."""
    return (secrets_dir / "keys.json").exists()


def make_secrets(secrets_dir: Path) -> Path:
    """Writes a key ring if there is none yet; returns its path. Never overwrites."""
    path = secrets_dir / "keys.json"
    if path.exists():
        return path
    key_id = secrets.token_hex(4)
    document = {
        "current": key_id,
        "keys": {key_id: b64encode(os.urandom(32))},
        "server_key": b64encode(os.urandom(32)),
    }
    write_secret(path, document)
    return path


def write_secret(path: Path, document: dict[str, Any], *, replace: bool = False) -> None:
    """Writes a JSON file that only its owner reads, whole or not at all.

    Without `replace`, what another process wrote first is left as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.stem}.{os.getpid()}.draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(document, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    if replace:
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def load_key_ring(secrets_dir: Path) -> KeyRing:
    """The ring that make_secrets wrote. Raises FileNotFoundError, ValueError, KeyError."""
    document = json.loads((secrets_dir / "keys.json").read_text(encoding="utf-8"))
    keys = {key_id: b64decode(key) for key_id, key in document["keys"].items()}
    return KeyRing(current=document["current"], keys=keys, server_key=b64decode(document["server_key"]))


class _Installed:
    ring: KeyRing | None = None


def install(ring: KeyRing) -> None:
    """Makes the ring the one that this process encrypts and decrypts with."""
    _Installed.ring = ring


def key_ring() -> KeyRing:
    """The installed ring."""
    assert _Installed.ring is not None, "no key ring installed: create_app does it"
    return _Installed.ring
