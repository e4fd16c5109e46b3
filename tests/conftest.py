"""What every test may ask for: a database of either kind, the app on it, four people, the clock, a server process."""

import os
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from server.config import Settings
from server.db import close
from tests.support.callers import in_process
from tests.support.canary import Canaries
from tests.support.clock import Clock
from tests.support.databases import Databases
from tests.support.network import block_outside
from tests.support.people import Client, Couple, Person, pair
from tests.support.postgres import NoPostgres
from tests.support.server import ServerProcess

ON_CI = os.environ.get("CI", "") not in ("", "false", "0")


def pytest_configure() -> None:
    """Keeps temporary files in memory where that is possible: databases sync every commit."""
    if Path("/dev/shm").is_dir():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", "/dev/shm")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On CI nothing is skipped: what would be, fails and says why."""
    report = yield
    if ON_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"{reason}; on CI nothing is skipped"
    return report


@pytest.fixture(scope="session", autouse=True)
def _no_network_outside() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        block_outside(patch)
        yield


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes databases; for a test that needs one apart from its app's."""
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The URL of this test's own migrated database; every test that asks for it, or for the app, runs on both kinds."""
    if request.param == "postgresql":
        try:
            databases.postgres()
        except NoPostgres as missing:
            pytest.skip(str(missing))
    with databases.fresh(request.param, tmp_path / "data") as url:
        yield url


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """Settings of the app under test; its worker does not run by itself."""
    return Settings(
        data_dir=tmp_path / "data",
        secrets_dir=tmp_path / "secrets",
        database_url=database,
        owner_database_url=database,
        run_worker=False,
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The whole app."""
    from server.app import create_app  # tests of pure files need not wait for it

    made = create_app(settings)
    made.testing = True
    yield made
    close(made)


@pytest.fixture
def client_for(app: Flask) -> Callable[[Person | None], Client]:
    """A client speaking as this person's first device, or as nobody for None."""
    return lambda person: Client(in_process(app), person.client.token if person else "")


@pytest.fixture
def ada(app: Flask) -> Person:
    """The involved partner, who will log acts."""
    return Person("ada", "Ada").sign_up(in_process(app))


@pytest.fixture
def bo(app: Flask) -> Person:
    """The injured partner, who may answer them."""
    return Person("bo.k", "Bo", zone="America/New_York").sign_up(in_process(app))


@pytest.fixture
def outsider(app: Flask) -> Person:
    """Someone with an account and nothing to do with either."""
    return Person("outsider", "Olu").sign_up(in_process(app))


@pytest.fixture
def therapist(app: Flask) -> Person:
    """Someone who may see only what was granted."""
    return Person("therapist", "Thea").sign_up(in_process(app))


@pytest.fixture
def couple(ada: Person, bo: Person) -> Couple:
    """Ada and Bo, paired."""
    return pair(ada, bo)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Time stands still, at the present instant, until the test moves it."""
    with time_machine.travel(datetime.now(UTC), tick=False) as traveller:
        yield Clock(traveller)


@pytest.fixture
def canaries() -> Canaries:
    """Words to plant where nobody else may read."""
    return Canaries()


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., ServerProcess]]:
    """Starts server processes with HEARTH_ settings by name (`run_worker="0"`); each is stopped after the test."""
    started: list[ServerProcess] = []

    def start(**settings: str | Path) -> ServerProcess:
        server = ServerProcess(tmp_path / f"server-{len(started)}", **settings)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def server_process(start_server: Callable[..., ServerProcess]) -> ServerProcess:
    """One server on SQLite, with its defaults."""
    return start_server()
