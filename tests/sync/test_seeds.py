"""Two devices of one person and one of the partner, each offline now and then: in the end all of them hold the same."""

import random
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from server.config import Settings
from server.host.migrate import owner_engine
from server.slices import SLICES
from server.spaces.scope import act_as_server
from server.spaces.service import renew_epoch
from server.writes.restoring import suspend_sharing
from tests.sync.devices import Device, become_a_couple, build, settle, three_devices
from tests.sync.ledger import check_kept, check_operations, check_replicas, check_words
from tests.sync.warm import WarmServer

DAY_MS = 86_400_000


@contextmanager
def lane(home: Path, script: Path) -> Iterator[tuple[WarmServer, list[Device], Engine]]:
    """A server with small pages, three devices, and the database itself."""
    (home / "data").mkdir(parents=True)
    database = f"sqlite:///{home / 'data' / 'hearth.db'}"
    server = WarmServer(home, page=11, database_url=database, owner_database_url=database, run_worker="0")
    folder = server.data_dir
    settings = Settings(data_dir=folder, secrets_dir=folder, database_url=database, owner_database_url=database)
    engine = owner_engine(settings)
    try:
        with three_devices(script) as devices:
            yield server.start(), devices, engine
    finally:
        engine.dispose()
        server.close()


def take_copy(engine: Engine) -> None:
    """A backup, made while the server runs."""
    _copy(Path(str(engine.url.database)), _backup(engine))


def give_copy(engine: Engine, *, is_other_epoch: bool) -> None:
    """Puts the backup back under the running server; restoring gives it a new epoch, a disk rolled back does not."""
    _copy(_backup(engine), Path(str(engine.url.database)))
    if is_other_epoch:
        # As every writer does: the server may still be at work on a request whose device is gone.
        with Session(engine.execution_options(hearth_write=True)) as session:
            act_as_server(session)
            renew_epoch(session)
            suspend_sharing(session, [entity for one in SLICES for entity in getattr(one, "ENTITIES", ())])
            session.commit()


def _backup(engine: Engine) -> Path:
    return Path(f"{engine.url.database}.backup")


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite.connect(source)) as from_file, closing(sqlite.connect(target)) as to_file:
        from_file.backup(to_file)


def live_apart(server: WarmServer, devices: list[Device], engine: Engine, seed: int) -> None:
    """One seed, from signing up to the comparison."""
    rolled = random.Random(seed)
    clocks = tuple(rolled.choice([0, 0, 0, -2 * DAY_MS, 2 * DAY_MS, 90_000]) for _ in devices)
    become_a_couple(devices, server.url, seed, clocks)
    is_restored, taken_at, given_at = seed % 4 == 0, rolled.randint(2, 5), rolled.randint(6, 10)
    before: list[dict[str, Any]] = []
    for step in range(12):
        if is_restored and step == taken_at:
            take_copy(engine)
        if is_restored and step == given_at:
            for each in devices:  # or something would be told as saved between the telling and the restore
                each.ask("line", is_up=False, loses=0, intercepts=0)
            before = [each.ask("tell") for each in devices]
            give_copy(engine, is_other_epoch=seed % 8 == 0)
        device = rolled.choice(devices)
        is_up = rolled.random() < 0.4
        device.ask("line", is_up=is_up, loses=rolled.choice([0, 0, 30]), intercepts=rolled.choice([0, 10, 40]))
        device.ask("act", times=rolled.randint(1, 5))
        if is_up:
            device.ask("sync")
        if rolled.random() < 0.1:
            device.ask("reopen")
    settle(devices)
    tells = [device.ask("tell") for device in devices]
    devices[1].ask("fresh", base=server.url, seed=seed, wrong_by_ms=0)
    devices[1].ask("sign_in", handle=f"ada{seed}")
    check_replicas(engine, tells, devices[1].ask("tell"))
    if is_restored:
        assert check_kept(engine, before, tells) > 0
    else:
        check_operations(engine, tells)
    check_words(engine, tells)


def live_all(seeds: range, home: Path, script: Path) -> None:
    """Every seed; the first that fails says how to run it alone."""
    with lane(home, script) as (server, devices, engine):
        for seed in seeds:
            try:
                live_apart(server, devices, engine, seed)
                sys.stderr.write(f"{seed} ")
                sys.stderr.flush()
            except AssertionError:
                sys.stderr.write(f"\nseed {seed} failed; alone: python -m tests.sync.test_seeds {seed}\n")
                raise


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app's code for Node."""
    return build(tmp_path_factory.mktemp("devices"))


@pytest.mark.timeout(900)
def test_some_seeds(tmp_path: Path, script: Path) -> None:
    live_all(range(1, 25), tmp_path, script)


@pytest.mark.soak
@pytest.mark.timeout(4 * 3600)
def test_a_thousand_seeds(tmp_path: Path, script: Path) -> None:
    live_all(range(1, 1001), tmp_path, script)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        made = build(Path(folder) / "script")
        first, last = int(sys.argv[1]), int(sys.argv[-1])
        live_all(range(first, last + 1), Path(folder) / "home", made)
        sys.stdout.write(f"seeds {first} to {last}: all replicas and the server equal\n")
