"""A message encrypted for one subscription: the standard's own example, and what no two messages may share."""

import os

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.notifications.encryption import CURVE, encrypt, encrypt_with
from server.notifications.payload import SIZE
from server.sealing import b64decode, b64encode

# RFC 8291 appendix A.
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_standards_own_example() -> None:
    key = ec.derive_private_key(int.from_bytes(b64decode(SENDER)), CURVE)
    salt, auth = b64decode("DGv6ra1nlYgDCS1FRnbzlw"), b64decode("BTBZMqHH6r4Tts7J_aSIgg")
    text = b"When I grow up, I want to be a watermelon"
    assert b64encode(encrypt_with(key, salt, text, b64decode(RECEIVER), auth)) == BODY


def test_another_library_reads_it_and_no_two_share_a_key_or_a_salt() -> None:
    phone, auth, text = ec.generate_private_key(CURVE), os.urandom(16), os.urandom(SIZE)
    p256dh = phone.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    bodies = [encrypt(text, p256dh, auth) for _ in range(20)]
    assert len({body[:16] for body in bodies}) == len({body[21:86] for body in bodies}) == 20
    assert {http_ece.decrypt(body, private_key=phone, auth_secret=auth) for body in bodies} == {text}


@pytest.mark.parametrize("p256dh", [b"", b"short", b"\x04" + bytes(64)])
def test_no_point_of_the_curve(p256dh: bytes) -> None:
    with pytest.raises(ValueError, match=r"(?i)point|key|empty"):
        encrypt(b"", p256dh, bytes(16))
