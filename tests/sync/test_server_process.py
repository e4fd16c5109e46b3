"""A real server over real HTTP: many at once, killed in the middle, and searched for words it must not hold."""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import create_engine, text

from server.config import Settings
from server.host.migrate import owner_engine
from tests.support.canary import Canaries
from tests.support.people import Client, Couple, pair
from tests.support.protocol import b64, operation
from tests.support.server import ServerProcess
from tests.sync.bodies import act_body, answer_body, commitment_body, day_of, occurrence_body


@pytest.fixture
def server(database: str, start_server: Callable[..., ServerProcess]) -> ServerProcess:
    """`hearth serve` on this test's database, of either kind."""
    return start_server(database_url=database, owner_database_url=database, run_worker="0")


@pytest.fixture
def pair_there(server: ServerProcess) -> Couple:
    """Ada and Bo on that server."""
    return pair(server.sign_up("ada", "Ada"), server.sign_up("bob", "Bo"))


def all_at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """Runs the jobs in threads that start together; what each returned, or the exception it raised."""
    barrier = threading.Barrier(len(jobs))
    results: list[object] = [None] * len(jobs)

    def run(place: int) -> None:
        barrier.wait()
        try:
            results[place] = jobs[place]()
        except (OSError, AssertionError) as error:
            results[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def table_texts(database: str, only: str = "") -> Iterator[str]:
    """Every row of every table, or of one, as the database itself holds it."""
    engine = create_engine(database) if not database.startswith("sqlite") else _sqlite(database)
    with engine.connect() as connection:
        if database.startswith("sqlite"):
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        else:
            wanted = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            names = connection.execute(text(wanted)).scalars().all()
        for name in [only] if only else names:
            yield from (str(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{name}"')))
    engine.dispose()


def _sqlite(database: str) -> Any:  # noqa: ANN401 - an engine
    folder = Path(database.removeprefix("sqlite:///")).parent
    return owner_engine(
        Settings(data_dir=folder, secrets_dir=folder, database_url=database, owner_database_url=database)
    )


def test_twenty_clients_at_the_same_moment_leave_twenty_acts(pair_there: Couple) -> None:
    ada, bo = pair_there.inviter, pair_there.accepter
    devices = [(person, person.another_device(f"device {n}")) for n in range(10) for person in (ada, bo)]
    bodies = [act_body(person, day_of(person, datetime.now(UTC))) for person, _ in devices]
    jobs: list[Callable[[], object]] = [
        partial(client.apply, pair_there.space_id, "log_act", body)
        for (_, client), body in zip(devices, bodies, strict=True)
    ]
    revs = all_at_once(jobs)
    assert sorted(map(str, revs)) == sorted(map(str, range(1, 21)))
    for person in (ada, bo):
        assert set(person.client.rows(pair_there.space_id, "act")) == {body["id"] for body in bodies}


def test_two_phones_at_the_same_moment_leave_one_act_and_one_version(database: str, pair_there: Couple) -> None:
    ada = pair_there.inviter
    today = day_of(ada, datetime.now(UTC))
    promise = commitment_body(today)
    ada.client.apply(pair_there.space_id, "make_commitment", promise)
    body = occurrence_body(pair_there, ada, promise["id"], today)
    phones = [ada.client, ada.another_device()]
    jobs: list[Callable[[], object]] = [
        partial(phone.apply, pair_there.space_id, "log_act", body | {"note": note})
        for phone, note in zip(phones, ("from the phone", "from the tablet"), strict=True)
    ]
    assert sorted(map(str, all_at_once(jobs))) == ["2", "3"]
    (act,) = ada.client.rows(pair_there.space_id, "act").values()
    assert act["note"] in {"from the phone", "from the tablet"}
    assert act["corrections"] == []
    assert len(list(table_texts(database, only="history"))) == 1


def test_the_same_operation_at_the_same_moment_is_one(pair_there: Couple) -> None:
    ada = pair_there.inviter
    body = act_body(ada, day_of(ada, datetime.now(UTC)))
    same = operation(pair_there.space_id, "log_act", body)
    answers = all_at_once([lambda: ada.client.sync(same)["outcomes"] for _ in range(8)])
    assert all(answer == answers[0] for answer in answers)
    assert len(ada.client.rows(pair_there.space_id, "act")) == 1
    assert ada.client.get(f"/spaces/{pair_there.space_id}/acts/{body['id']}").json["rev"] == 1


def test_killed_straight_after_the_answer_it_has_lost_nothing(server: ServerProcess, pair_there: Couple) -> None:
    """Three rounds of writers; each is cut off by kill -9 the moment a number of writes was answered."""
    ada, bo = pair_there.inviter, pair_there.accepter
    answered: set[str] = set()
    for until in (8, 20, 33):
        enough = threading.Event()

        def write(client: Client, *, until: int = until, enough: threading.Event = enough) -> None:
            person = ada if client is ada.client else bo
            while not enough.is_set():
                body = act_body(person, day_of(person, datetime.now(UTC)))
                try:
                    client.apply(pair_there.space_id, "log_act", body)
                except OSError:
                    return
                answered.add(body["id"])
                if len(answered) >= until and not enough.is_set():
                    enough.set()
                    server.kill()

        all_at_once([partial(write, person.client) for person in (ada, bo)])
        assert len(answered) >= until
        server.start()
        kept = set(ada.client.rows(pair_there.space_id, "act"))
        assert answered <= kept
        assert len(kept) <= len(answered) + 2 * 3  # at most the write that each was waiting for, in each round


def test_no_word_lies_in_the_database_its_wal_or_the_log(
    database: str, server: ServerProcess, pair_there: Couple, canaries: Canaries
) -> None:
    ada, bo = pair_there.inviter, pair_there.accepter
    space_id, today = pair_there.space_id, day_of(ada, datetime.now(UTC))
    promise = commitment_body(today, title=canaries.plant("commitment.title"))
    ada.client.apply(space_id, "make_commitment", promise)
    ada.client.apply(space_id, "edit_commitment", {"id": promise["id"], "title": canaries.plant("edited title")})
    act = act_body(ada, today, note=canaries.plant("act.note"))
    ada.client.apply(space_id, "log_act", act)
    ada.client.apply(space_id, "log_act", act | {"note": canaries.plant("act.note, edited")})
    bo.client.apply(space_id, "acknowledge", answer_body(pair_there, bo, act["id"], words=canaries.plant("words")))
    ada.client.apply(space_id, "log_act", act | {"note": canaries.plant("correction.note")})
    sealed = _seal(canaries.plant("sealed record"))
    ada.client.apply(ada.private_space_id, "put_sealed", sealed)
    for refused in (act | {"note": canaries.plant("refused"), "on": "2020-01-01"}, {"note": canaries.plant("invalid")}):
        assert ada.client.do(space_id, "log_act", refused)["status"] == "refused"
    ada.client.post(f"/spaces/{space_id}/acts?note={canaries.plant('query')}", {})
    everything = "\n".join(table_texts(database))
    assert sealed["ciphertext"] in everything  # so a word that lay there would be found
    assert canaries.found_in(everything, server.log, server.home) == []
    if database.startswith("sqlite"):
        files = {path.name: path.read_bytes() for path in Path(database.removeprefix("sqlite:///")).parent.iterdir()}
        assert any(name.endswith("-wal") and content for name, content in files.items())
        assert any(sealed["ciphertext"].encode() in content for content in files.values())
        assert canaries.found_in(*files.values()) == []


def _seal(word: str) -> dict[str, Any]:
    framed = word.encode().ljust(256, b"\0")
    nonce = os.urandom(12)
    header = bytes([1, 0, 1, 0, 0, 0, 1])  # version, key generation, counter
    ciphertext = header + nonce + AESGCM(os.urandom(32)).encrypt(nonce, framed, b"")
    return {"id": str(uuid4()), "kind": "reflection", "size_class": 256, "ciphertext": b64(ciphertext)}
