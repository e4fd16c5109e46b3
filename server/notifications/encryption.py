"""One message for one subscription, encrypted (RFC 8291) as the single record of an aes128gcm body (RFC 8188)."""

import os
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD = 4096
_LAST_RECORD = b"\x02"


def encrypt(text: bytes, p256dh: bytes, auth: bytes) -> bytes:
    """The body to post, with a key and a salt that serve for nothing else; raises ValueError for no point of P-256."""
    return encrypt_with(ec.generate_private_key(CURVE), os.urandom(16), text, p256dh, auth)


def encrypt_with(key: ec.EllipticCurvePrivateKey, salt: bytes, text: bytes, p256dh: bytes, auth: bytes) -> bytes:
    """The body under this key and salt (16 bytes), as the standard's own example gives them; both serve once."""
    sender = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh))
    secret = _derived(auth, shared, b"WebPush: info\0" + p256dh + sender, 32)
    content_key = _derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(salt, secret, b"Content-Encoding: nonce\0", 12)
    record = AESGCM(content_key).encrypt(nonce, text + _LAST_RECORD, None)
    return salt + struct.pack("!LB", RECORD, len(sender)) + sender + record


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
