"""A real server, killed with -9 again and again while three devices live on lines that come and go: nothing is lost."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine

from server.config import Settings
from server.host.migrate import owner_engine
from tests.sync.devices import Device, become_a_couple, build, settle, three_devices
from tests.sync.ledger import check_operations, check_replicas, check_words
from tests.sync.warm import WarmServer

Way = Counter[str]
# A device lives with as many operations of one couple as two years bring; then the next couples begin.
OF_ONE_COUPLE = 1_500
AT_ONCE = 2
# Started as a host starts it, imports and all: one time in so many.
COLD_EVERY = 50


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
            if self.kills % COLD_EVERY == 1:
                self._server.start_cold()
            else:
                self._server.start()


def live_through_kills(server: WarmServer, engine: Engine, lanes: list[list[Device]], seed: int, each: int) -> Way:
    """The lives of as many couples as there are lanes, at once, checked at their end: what happened on their way."""
    way: Way = Counter()
    for lane, devices in enumerate(lanes):
        become_a_couple(devices, server.url, seed + lane)
        for device in devices:
            device.ask("line", is_up=True, loses=5, intercepts=2)
    everyone = [device for devices in lanes for device in devices]
    with Killer(server, seed) as killer:
        for device in everyone:
            device.begin("live", operations=-(-each // 3))
        for device in everyone:
            device.answer()
    way["kills"] = killer.kills
    for lane, devices in enumerate(lanes):
        way += check_lives(server, engine, devices, seed + lane)
    return way


def check_lives(server: WarmServer, engine: Engine, devices: list[Device], seed: int) -> Way:
    """Nothing was lost or doubled, and three devices, a fourth that is new, and the server hold the same."""
    settle(devices)
    tells = [device.ask("tell") for device in devices]
    devices[0].ask("fresh", base=server.url, seed=seed, wrong_by_ms=0)
    devices[0].ask("sign_in", handle=f"ada{seed}")
    fresh = devices[0].ask("tell")
    counts = check_operations(engine, tells)
    check_replicas(engine, tells, fresh)
    check_words(engine, tells)
    return sum((Counter(tell["counts"]) for tell in tells), counts)


def live_and_count(server: WarmServer, database: str, script: Path, operations: int) -> None:
    """Couples upon couples, until they have made so many operations."""
    began, way, seed = time.monotonic(), Way(), 1
    folder = server.data_dir
    settings = Settings(data_dir=folder, secrets_dir=folder, database_url=database, owner_database_url=database)
    engine = owner_engine(settings)
    with ExitStack() as stack:
        lanes = [stack.enter_context(three_devices(script)) for _ in range(AT_ONCE)]
        while way["made"] < operations:
            each = min(OF_ONE_COUPLE, -(-(operations - way["made"]) // AT_ONCE))
            way += live_through_kills(server, engine, lanes, seed, each)
            seed += AT_ONCE
            print(f"\n{time.monotonic() - began:.0f} s, {dict(way)}")
    engine.dispose()
    assert way["made"] >= operations
    # All of it happened; in a short life chance may spare one of the two rare ways of losing an answer.
    assert min(way["kills"], way["cut"], way["lost"] + way["intercepted"]) > 0


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    ("database", "operations"), [("sqlite", 9_000), ("postgresql", 1_000)], indirect=["database"], ids=str
)
def test_ten_thousand_operations(database: str, operations: int, server: WarmServer, script: Path) -> None:
    live_and_count(server, database, script, operations)


@pytest.mark.soak
@pytest.mark.timeout(6 * 3600)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_hundred_thousand_operations(database: str, server: WarmServer, script: Path) -> None:
    live_and_count(server, database, script, 100_000)
