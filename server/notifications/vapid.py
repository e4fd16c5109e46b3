"""The server's VAPID keys (RFC 8292): one for new subscriptions, older ones as long as any needs them."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from server.sealing import b64decode, b64encode, write_secret

LIVES_S = 12 * 3600
FILE = "vapid.json"


@dataclass(frozen=True, slots=True)
class VapidKeys:
    """Private scalars by public key (both base64url; the public one uncompressed, 65 bytes), newest first."""

    private: dict[str, str]

    @property
    def current(self) -> str:
        """The public key that a browser subscribes with."""
        return next(iter(self.private))

    def header(self, public_key: str, origin: str, contact: str, hour: int) -> str:
        """The Authorization header for one push service, the same all through an hour since the epoch.

        A subscription is bound to the key it was made with (RFC 8292 section 4). Raises KeyError for an unknown one.
        """
        return _signed(self.private[public_key], origin, contact, hour)


@lru_cache(maxsize=256)
def _signed(private: str, origin: str, contact: str, hour: int) -> str:
    claims = {"sub": contact, "aud": origin, "exp": hour * 3600 + LIVES_S}
    header: str = Vapid02.from_raw(private.encode()).sign(claims)["Authorization"]
    return header


def make_vapid_keys(secrets_dir: Path, *, rotate: bool = False) -> Path:
    """Writes the first key if there is none, or with `rotate` puts a new one first; returns the path."""
    path = secrets_dir / FILE
    old = json.loads(path.read_text(encoding="utf-8"))["keys"] if path.exists() else []
    if old and not rotate:
        return path
    key = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    write_secret(path, {"keys": [b64encode(key.to_bytes(32)), *old]}, replace=bool(old))
    return path


def load_vapid_keys(secrets_dir: Path) -> VapidKeys:
    """The keys that make_vapid_keys wrote. Raises FileNotFoundError, ValueError, KeyError."""
    private: list[str] = json.loads((secrets_dir / FILE).read_text(encoding="utf-8"))["keys"]
    return VapidKeys({_public_of(key): key for key in private})


def _public_of(private: str) -> str:
    key = ec.derive_private_key(int.from_bytes(b64decode(private)), ec.SECP256R1())
    return b64encode(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
