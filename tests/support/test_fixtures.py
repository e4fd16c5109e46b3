"""The fixtures themselves: what other tests rely on without looking."""

import asyncio
import socket
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server import clock as server_clock
from tests.support.canary import Canaries
from tests.support.clock import Clock
from tests.support.network import OutsideBlocked
from tests.support.people import Client, Couple, Person
from tests.support.server import ServerProcess


def test_two_people_share_a_space_and_others_do_not(
    couple: Couple, ada: Person, bo: Person, outsider: Person, therapist: Person
) -> None:
    for person, expected in ((ada, True), (bo, True), (outsider, False), (therapist, False)):
        spaces = {space["space_id"] for space in person.client.sync()["spaces"]}
        assert (couple.space_id in spaces) is expected
        assert person.private_space_id in spaces


def test_a_client_speaks_as_its_person(
    client_for: Callable[[Person | None], Client], ada: Person, database: str
) -> None:
    assert client_for(ada).get("/me").json["person"]["handle"] == "ada"
    assert client_for(None).get("/me").status_code == 401
    assert ada.another_device().get("/me").json["device"]["name"] == "tablet"


def test_the_clock_is_the_tests(clock: Clock) -> None:
    start = clock.now
    assert server_clock.now() == start
    clock.move(days=3)
    assert server_clock.now() == start + timedelta(days=3)
    clock.set(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
    assert server_clock.now() == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_nothing_leaves_this_machine() -> None:
    with pytest.raises(OutsideBlocked):
        socket.create_connection(("192.0.2.1", 443), timeout=1)
    with pytest.raises(OSError, match="blocked"):
        urllib.request.urlopen("https://hearth.example.org", timeout=1)

    async def elsewhere() -> None:
        await asyncio.open_connection("192.0.2.1", 443)

    with pytest.raises(OutsideBlocked):
        asyncio.run(elsewhere())


@pytest.mark.parametrize("lead", ["", "a", "ab", "abc"])
def test_a_canary_is_found_in_every_disguise(canaries: Canaries, tmp_path: Path, lead: str) -> None:
    import base64

    word = canaries.plant("note")
    canaries.plant("words")
    plain = f"{lead}{word} and more".encode()
    for place in (plain, plain.hex(), base64.b64encode(plain), base64.urlsafe_b64encode(plain).rstrip(b"=")):
        assert canaries.found_in(place) == ["note"]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "hearth.db-wal").write_bytes(b"\0\1" + plain)
    assert canaries.found_in(tmp_path) == ["note"]
    assert canaries.found_in(b"nothing", tmp_path / "folder" / "hearth.db-wal") == ["note"]
    assert canaries.found_in(b"nothing at all") == []


def test_a_server_keeps_what_it_was_told_through_a_kill(server_process: ServerProcess) -> None:
    ada = server_process.sign_up("ada", "Ada")
    server_process.kill()
    server_process.start()
    assert ada.client.get("/me").json["person"]["display_name"] == "Ada"
    server_process.stop()
    assert "Traceback" not in server_process.log
