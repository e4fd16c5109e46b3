"""Bringing a database to the present schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pysqlite3.dbapi2
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, insert, select, text

from server.config import Settings
from server.db import Base, prepare_sqlite
from server.spaces.models import Access, ServerState

# Any number: that two processes never migrate at once.
_MIGRATION_LOCK = 0x48656172
FOLDER = Path(__file__).parent.parent / "migrations"


def owner_engine(settings: Settings) -> Engine:
    """An engine that may change the schema."""
    if settings.is_sqlite:
        assert settings.sqlite_path is not None
        settings.sqlite_path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(settings.database_url, module=pysqlite3.dbapi2)
        # A rebuilt table would empty those that point to it, were foreign keys on; they are checked at the end.
        prepare_sqlite(engine, foreign_keys=False)
        return engine
    return create_engine(settings.owner_database_url)


@contextmanager
def _owner_connection(settings: Settings) -> Iterator[Connection]:
    """One connection that may change the schema; nothing of it stays open afterwards."""
    engine = owner_engine(settings)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def head() -> str | None:
    """The newest revision there is."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(config).get_current_head()


def present(settings: Settings) -> str | None:
    """The revision the database is at, None for an empty one."""
    with _owner_connection(settings) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_in_use(settings: Settings) -> bool:
    """Whether the database holds anybody's data."""
    if settings.sqlite_path is not None and not settings.sqlite_path.exists():
        return False
    with _owner_connection(settings) as connection:
        if MigrationContext.configure(connection).get_current_revision() is None:
            return False
        return connection.execute(select(Access.person_id).limit(1)).first() is not None


def migrate(settings: Settings) -> None:
    """Brings the database to the newest revision, all or nothing; makes its epoch if it has none."""
    with _owner_connection(settings) as connection:
        connection.execution_options(hearth_write=True)
        with connection.begin():
            if not settings.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            command.upgrade(_config(connection), "head")
            if settings.is_sqlite:
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                assert not broken, f"a migration broke {len(broken)} references"
            if connection.execute(select(ServerState.id)).first() is None:
                connection.execute(insert(ServerState).values(id=1, epoch=uuid4()))


def differences(connection: Connection) -> list[object]:
    """Where a database differs from what the code expects; empty when all is well."""
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, Base.metadata))


def write_revision(settings: Settings, message: str) -> None:
    """Writes a new migration from what changed in the code (for builders)."""
    with _owner_connection(settings) as connection:
        command.revision(_config(connection), message=message, autogenerate=True)
