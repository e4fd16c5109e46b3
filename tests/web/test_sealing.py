"""The key ring: bound to a place, readable after a rotation, unreadable without its keys."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask

from server import sealing
from server.config import Settings
from server.sealing import KeyRing, b64encode
from tests.support.people import Person


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing(current="0000000a", keys={"0000000a": os.urandom(32)}, server_key=os.urandom(32))


@pytest.fixture
def _the_apps_ring_again(settings: Settings, app: Flask) -> Iterator[None]:
    yield
    sealing.install(sealing.load_key_ring(settings.secrets_dir))


@pytest.mark.parametrize("words", [b"", b"tea at eight", "zum Frühstück 🌱".encode(), b"x" * 5000])
def test_what_is_encrypted_opens(ring: KeyRing, words: bytes) -> None:
    encrypted = ring.encrypt(words, b"place")
    assert ring.decrypt(encrypted, b"place") == words
    assert encrypted[:4].hex() == "0000000a"
    assert len(encrypted) == 4 + 12 + len(words) + 16
    assert ring.encrypt(words, b"place") != encrypted


def test_what_was_moved_does_not_open(ring: KeyRing) -> None:
    with pytest.raises(InvalidTag):
        ring.decrypt(ring.encrypt(b"words", b"place"), b"another")


@pytest.mark.parametrize("at", [4, 16, -1])
def test_what_was_changed_does_not_open(ring: KeyRing, at: int) -> None:
    encrypted = bytearray(ring.encrypt(b"words", b"place"))
    encrypted[at] ^= 1
    with pytest.raises(InvalidTag):
        ring.decrypt(bytes(encrypted), b"place")


def test_a_rotated_ring_reads_the_old_and_writes_with_the_new(ring: KeyRing) -> None:
    old = ring.encrypt(b"before", b"place")
    keys = {**ring.keys, "0000000b": os.urandom(32)}
    rotated = KeyRing(current="0000000b", keys=keys, server_key=ring.server_key)
    assert rotated.decrypt(old, b"place") == b"before"
    assert rotated.encrypt(b"after", b"place")[:4].hex() == "0000000b"
    with pytest.raises(KeyError):
        ring.decrypt(rotated.encrypt(b"after", b"place"), b"place")


def test_purposes_are_kept_apart(ring: KeyRing) -> None:
    assert ring.mac("one", b"data") == ring.mac("one", b"data")
    assert len({ring.mac("one", b"data"), ring.mac("two", b"data"), ring.mac("one", b"other")}) == 3


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    path = sealing.make_secrets(folder)
    first = path.read_bytes()
    assert sealing.make_secrets(folder) == path
    assert path.read_bytes() == first
    assert (folder.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)
    assert [each.name for each in folder.iterdir()] == ["keys.json"]
    ring = sealing.load_key_ring(folder)
    assert {len(key) for key in (*ring.keys.values(), ring.server_key)} == {32}


@pytest.mark.usefixtures("_the_apps_ring_again")
def test_the_app_reads_on_after_a_rotation(settings: Settings, ada: Person) -> None:
    path = settings.secrets_dir / "keys.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["keys"]["0000000c"] = b64encode(os.urandom(32))
    path.write_text(json.dumps(document | {"current": "0000000c"}), encoding="utf-8")
    sealing.install(sealing.load_key_ring(settings.secrets_dir))
    assert ada.client.get("/me").json["person"]["display_name"] == "Ada"
    assert ada.another_device("tablet").get("/me").json["device"]["name"] == "tablet"
