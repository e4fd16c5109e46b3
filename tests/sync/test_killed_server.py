"""A real server, killed with -9 again and again while three devices live on lines that come and go: nothing is lost."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.config import Settings
from server.migrate import owner_engine
from tests.sync.devices import Device, become_a_couple, build, settle, three_devices
from tests.sync.ledger import check_operations, check_replicas, check_words
from tests.sync.warm import WarmServer

# After so many operations of one couple the next begins: a couple writes as much in ten years.
OF_ONE_COUPLE = 10_000


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app's code for Node."""
    return build(tmp_path_factory.mktemp("devices"))


@pytest.fixture
def server(database: str, tmp_path: Path) -> Iterator[WarmServer]:
    """One that is quickly up again, on this test's database."""
    made = WarmServer(tmp_path / "server", database_url=database, owner_database_url=database, run_worker="0")
    yield made.start()
    made.close()


class Killer:
    """Kills the server 0.15 to 0.6 s after each time it says that it is well, and starts it again."""

    def __init__(self, server: WarmServer, seed: int) -> None:
        self.kills = 0
        self._server = server
        self._random = random.Random(seed)
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Killer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._is_over.wait(self._random.uniform(0.15, 0.6)):
            self._server.kill()
            self.kills += 1
            self._server.start()


def live_through_kills(server: WarmServer, database: str, devices: list[Device], seed: int, operations: int) -> None:
    """One couple's life, checked at its end."""
    began = time.monotonic()
    become_a_couple(devices, server.url, seed)
    for device in devices:
        device.ask("line", is_up=True, loses=5, intercepts=2)
    with Killer(server, seed) as killer:
        for device in devices:
            device.begin("live", operations=-(-operations // 3))
        for device in devices:
            device.answer()
    settle(devices)
    tells = [device.ask("tell") for device in devices]
    devices[0].ask("fresh", base=server.url, seed=seed, wrong_by_ms=0)
    devices[0].ask("sign_in", handle=f"ada{seed}")
    fresh = devices[0].ask("tell")
    folder = server.data_dir
    engine = owner_engine(
        Settings(data_dir=folder, secrets_dir=folder, database_url=database, owner_database_url=database)
    )
    counts = check_operations(engine, tells)
    check_replicas(engine, tells, fresh)
    check_words(engine, tells)
    engine.dispose()
    way = sum((Counter(tell["counts"]) for tell in tells), Counter[str]())
    assert counts["made"] >= operations
    assert min(killer.kills, way["lost"], way["cut"], way["intercepted"]) > 0
    print(f"\nseed {seed}: {killer.kills} kills, {time.monotonic() - began:.0f} s, {dict(way)}, {dict(counts)}")


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("database", "operations"), [("sqlite", 9_000), ("postgresql", 1_000)], indirect=["database"], ids=str
)
def test_ten_thousand_operations(database: str, operations: int, server: WarmServer, script: Path) -> None:
    with three_devices(script) as devices:
        live_through_kills(server, database, devices, seed=1, operations=operations)


@pytest.mark.soak
@pytest.mark.timeout(6 * 3600)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_hundred_thousand_operations(database: str, server: WarmServer, script: Path) -> None:
    with three_devices(script) as devices:
        for seed in range(1, 100_000 // OF_ONE_COUPLE + 1):
            live_through_kills(server, database, devices, seed, OF_ONE_COUPLE)
