"""Servers beside each other, each with a database of its own, and the processor time of all that belongs to one."""

import os
import signal
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.support.databases import ROOT, environment
from tests.support.postgres import Postgres
from tests.support.server import free_port

THREADS = 4
# The shortest that a worker can be told: what it does with nothing to do counts among what is measured meanwhile.
TICK_S = 1
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def cpu_s(root: int) -> float:
    """Seconds of processor time, user and system, of a process, its threads, and all its children, ended ones too."""
    children = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children[int(fields[1])].append(int(entry.name))
    total, waiting = 0.0, [root]
    while waiting:
        pid = waiting.pop()
        waiting += children[pid]
        if fields := _stat(pid):
            ended_children = sum(map(int, fields[13:15])) / TICKS_A_SECOND
            total += _clock(pid) + ended_children
    return total


def _stat(pid: int) -> list[str]:
    """What /proc/PID/stat says after the name, from the state on; empty for a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _clock(pid: int) -> float:
    # utime and stime of /proc/PID/stat in nanoseconds instead of hundredths of a second: see clock_getcpuclockid(3).
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


@dataclass(frozen=True)
class Cpu:
    """Seconds of processor time that a server has used, and those of them that were its PostgreSQL's."""

    total_s: float
    postgres_s: float


class Served:
    """One server under measurement. Started again, it keeps its database."""

    def __init__(
        self,
        checkout: Path,
        command: list[str | Path],
        home: Path,
        env: dict[str, str],
        postgres: Postgres | None,
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._checkout, self._command, self._home = checkout, command, home
        self._env, self._postgres = env, postgres
        self._counts = home / "counts"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, *, counting: bool = False) -> None:
        """Starts it and waits until it answers; with `counting`, statements and commits are counted."""
        # The web server looks for the code in its working directory first, and in PYTHONPATH before that.
        env = self._env | {"PYTHONPATH": ""}
        if counting:
            self._counts.write_bytes(bytes(32))
            env |= {"PYTHONPATH": str(ROOT / "bench" / "hooks"), "BENCH_COUNTS": str(self._counts)}
        command = [*self._command, "--host", "127.0.0.1", "--port", str(self.port)]
        with (self._home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=env,
                cwd=self._checkout,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/", timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"it did not start: {(self._home / 'log').read_text(encoding='utf-8')[-2000:]}")

    def stop(self) -> None:
        """Asks it to end and waits for it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=30)
            self._process = None

    def cpu(self) -> Cpu:
        """What it has used so far."""
        assert self._process is not None
        postgres_s = cpu_s(self._postgres.pid) if self._postgres else 0.0
        return Cpu(cpu_s(self._process.pid) + postgres_s, postgres_s)

    def settle(self) -> None:
        """Waits until the worker has handed on every event so far and planned whom they concern.

        That is: until a tick has begun after now, and its work is done.
        """
        assert self._process is not None
        time.sleep(TICK_S * 1.1)
        for _ in range(600):
            before = cpu_s(self._process.pid)
            time.sleep(0.2)
            if cpu_s(self._process.pid) - before < 0.002:
                return
        raise AssertionError("the worker is never done")

    def counts(self) -> tuple[int, ...]:
        """Statements and commits inside requests, and those outside, since it was started counting."""
        return struct.unpack("4Q", self._counts.read_bytes())


@contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[str, Postgres | None]]:
    """The URL of an empty, durable database, and the PostgreSQL that is started for it alone."""
    if kind == "sqlite":
        (folder / "data").mkdir()
        yield f"sqlite:///{folder / 'data' / 'hearth.db'}", None
        return
    postgres = Postgres(is_durable=True)
    try:
        yield postgres.url(postgres.create()), postgres
    finally:
        postgres.stop()


@contextmanager
def hearth(checkout: Path, kind: str, folder: Path) -> Iterator[Served]:
    """`hearth serve` of a checkout that has its own .venv, with the worker in the same process."""
    with database(kind, folder) as (url, postgres):
        env = environment(
            data_dir=folder / "data",
            secrets_dir=folder / "secrets",
            database_url=url,
            threads=str(THREADS),
            worker_tick_s=str(TICK_S),
            log_level="WARNING",
        )
        with Served(checkout, [checkout / ".venv/bin/hearth", "serve"], folder, env, postgres) as served:
            yield served


@contextmanager
def bare(kind: str, folder: Path) -> Iterator[Served]:
    """The bare twin under the same WSGI server with as many threads."""
    command: list[str | Path] = [Path(sys.executable).with_name("granian"), "--interface", "wsgi"]
    command += ["--factory", "bench.bare:app", "--blocking-threads", str(THREADS), "--log-level", "warning"]
    with (
        database(kind, folder) as (url, postgres),
        Served(ROOT, command, folder, environment() | {"BARE_URL": url}, postgres) as served,
    ):
        yield served
