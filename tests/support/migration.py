"""Writes a migration from what changed in the models: python -m tests.support.migration "add highlights"."""

import sys
import tempfile
from pathlib import Path

from server.config import Settings
from server.host import migrate


def write_migration(message: str) -> None:
    """Compares the models with a database made by the migrations so far, and writes the difference as the next one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        url = f"sqlite:///{home / 'hearth.db'}"
        settings = Settings(data_dir=home, secrets_dir=home, database_url=url, owner_database_url=url)
        migrate.migrate(settings)
        migrate.write_revision(settings, message)


if __name__ == "__main__":
    write_migration(sys.argv[1])
