"""Text columns at rest: sealed for their column, readable after a rotation, unreadable without the ring."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import text

from server import sealing
from server.config import Settings
from server.db import transaction
from server.sealing import KeyRing, b64decode, b64encode
from tests.support.canary import Canaries
from tests.support.clock import Clock
from tests.support.people import Couple, Person


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing(current="a", keys={"a": os.urandom(32)}, server_key=os.urandom(32))


@pytest.fixture
def _the_apps_ring_again(settings: Settings, app: Flask) -> Iterator[None]:
    yield
    sealing.install(sealing.load_key_ring(settings.secrets_dir))


@pytest.mark.parametrize("words", ["", "tea at eight", "zum Frühstück 🌱", "x" * 5000])
def test_what_is_sealed_opens(ring: KeyRing, words: str) -> None:
    sealed = ring.seal(words, "act.note")
    assert ring.open(sealed, "act.note") == words
    version, key_id, nonce, _ = sealed.split("|")
    assert (version, key_id, len(b64decode(nonce))) == ("v1", "a", 12)
    assert ring.seal(words, "act.note") != sealed


def test_a_text_moved_to_another_column_does_not_open(ring: KeyRing) -> None:
    with pytest.raises(InvalidTag):
        ring.open(ring.seal("words", "act.note"), "acknowledgement.words")


def test_a_text_that_was_changed_does_not_open(ring: KeyRing) -> None:
    head, _, tail = ring.seal("words", "act.note").rpartition("|")
    raw = bytearray(b64decode(tail))
    raw[0] ^= 1
    with pytest.raises(InvalidTag):
        ring.open(f"{head}|{b64encode(bytes(raw))}", "act.note")


def test_a_rotated_ring_reads_the_old_and_writes_with_the_new(ring: KeyRing) -> None:
    old = ring.seal("before", "act.note")
    rotated = KeyRing(current="b", keys={**ring.keys, "b": os.urandom(32)}, server_key=ring.server_key)
    assert rotated.open(old, "act.note") == "before"
    assert rotated.seal("after", "act.note").startswith("v1|b|")
    with pytest.raises(KeyError):
        ring.open(rotated.seal("after", "act.note"), "act.note")


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


def test_no_word_of_the_couple_stands_in_the_database(
    app: Flask, couple: Couple, clock: Clock, canaries: Canaries
) -> None:
    ada, on = couple.inviter, clock.now.date().isoformat()
    ada.client.apply(ada.private_space_id, "set_settings", {"display_name": canaries.plant("name")[:40]})
    act = {"id": str(uuid4()), "on": on, "zone": "UTC", "kind": "honesty", "note": canaries.plant("note")}
    ada.client.apply(couple.space_id, "log_act", act)
    title = {"id": str(uuid4()), "title": canaries.plant("title"), "kind": "presence", "rhythm": {"type": "daily"}}
    ada.client.apply(couple.space_id, "make_commitment", title | {"starts_on": on})
    with app.app_context(), transaction(write=False) as session:
        columns = ("person.display_name", "act.note", "commitment.title", "device_session.name")
        stored = {}
        for column in columns:
            table, name = column.split(".")
            stored[column] = [value for (value,) in session.execute(text(f"SELECT {name} FROM {table}")) if value]
    assert all(stored.values())
    for column, values in stored.items():
        assert all(value.startswith("v1|") for value in values), column
    assert canaries.found_in(json.dumps(stored)) == []


@pytest.mark.usefixtures("_the_apps_ring_again")
def test_the_app_reads_on_after_a_rotation(settings: Settings, ada: Person) -> None:
    path = settings.secrets_dir / "keys.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["keys"]["new"] = b64encode(os.urandom(32))
    path.write_text(json.dumps(document | {"current": "new"}), encoding="utf-8")
    sealing.install(sealing.load_key_ring(settings.secrets_dir))
    assert ada.client.get("/me").json["person"]["display_name"] == "Ada"
    assert ada.another_device("tablet").get("/me").json["device"]["name"] == "tablet"
