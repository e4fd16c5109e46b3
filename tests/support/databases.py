"""Every test's own database, SQLite or PostgreSQL: a copy of one that `hearth migrate` made once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.postgres import Postgres

ROOT = Path(__file__).resolve().parents[2]
HEARTH = Path(sys.executable).with_name("hearth")


def environment(**settings: str | Path) -> dict[str, str]:
    """This process's environment with none of its own HEARTH_ settings, and with these: data_dir=... and so on."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HEARTH_")}
    return clean | {f"HEARTH_{name.upper()}": str(value) for name, value in settings.items()}


def migrate(home: Path, url: str) -> None:
    """Runs `hearth migrate` on an empty database."""
    settings = environment(data_dir=home / "data", secrets_dir=home / "secrets", database_url=url)
    done = subprocess.run([HEARTH, "migrate"], env=settings, cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


class Databases:
    """Fresh migrated databases; templates are made on first use, PostgreSQL started then."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._sqlite: Path | None = None
        self._postgres: Postgres | None = None
        self._template = ""

    def postgres(self) -> Postgres:
        """The server, started on first use. Raises NoPostgres."""
        if self._postgres is None:
            self._postgres = Postgres()
        return self._postgres

    @contextmanager
    def fresh(self, kind: str, folder: Path) -> Iterator[str]:
        """The URL of a migrated database of its own, gone afterwards; SQLite's file lies in `folder`."""
        if kind == "sqlite":
            yield self._fresh_sqlite(folder)
            return
        server = self.postgres()
        if not self._template:
            empty = server.create()
            migrate(self._home, server.url(empty))
            self._template = empty
        name = server.create(self._template)
        try:
            yield server.url(name)
        finally:
            server.drop(name)

    def _fresh_sqlite(self, folder: Path) -> str:
        if self._sqlite is None:
            made = self._home / "template.db"
            migrate(self._home, f"sqlite:///{made}")
            self._sqlite = made
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self._sqlite, folder / "hearth.db")
        return f"sqlite:///{folder / 'hearth.db'}"

    def close(self) -> None:
        """Stops what was started."""
        if self._postgres is not None:
            self._postgres.stop()
