"""Encryption at rest of text columns: `v1|key id|nonce|ciphertext`, the column's name as associated data.

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
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


def b64encode(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def b64decode(text: str) -> bytes:
    """The bytes of base64url text with or without padding; raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


@dataclass(frozen=True)
class KeyRing:
    """Sealing keys by id (32 bytes each), the id new text is sealed under, and the key of the server's own HMACs."""

    current: str
    keys: dict[str, bytes]
    server_key: bytes

    def seal(self, text: str, column: str) -> str:
        """`v1|key id|nonce|ciphertext` of a text that belongs into `column` ("table.column")."""
        nonce = os.urandom(12)
        ciphertext = AESGCM(self.keys[self.current]).encrypt(nonce, text.encode(), column.encode())
        return f"v1|{self.current}|{b64encode(nonce)}|{b64encode(ciphertext)}"

    def open(self, sealed: str, column: str) -> str:
        """The text; raises cryptography's InvalidTag if it was changed or moved from another column."""
        _, key_id, nonce, ciphertext = sealed.split("|")
        return AESGCM(self.keys[key_id]).decrypt(b64decode(nonce), b64decode(ciphertext), column.encode()).decode()

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
    """Makes the ring the one that sealed columns of this process use."""
    _Installed.ring = ring


def key_ring() -> KeyRing:
    """The installed ring."""
    assert _Installed.ring is not None, "no key ring installed: create_app does it"
    return _Installed.ring


class SealedText(TypeDecorator[str]):
    """A text column that is sealed on its way into the database; give it its "table.column"."""

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else key_ring().seal(value, self.column)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else key_ring().open(value, self.column)
