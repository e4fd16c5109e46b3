"""A migrated database is the one the code expects, and migrating again is nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, MetaData, inspect, select, text
from sqlalchemy.engine.interfaces import ReflectedIndex

import server.slices  # noqa: F401 - every mapped class
from server.config import Settings
from server.db import Base
from server.host import migrate
from server.spaces.models import ServerState
from tests.support.databases import Databases
from tests.support.postgres import NoPostgres


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a database with nothing in it."""
    url, name = f"sqlite:///{tmp_path / 'empty.db'}", ""
    if request.param == "postgresql":
        try:
            name = databases.postgres().create()
        except NoPostgres as missing:
            pytest.skip(str(missing))
        url = databases.postgres().url(name)
    yield Settings(
        data_dir=tmp_path, secrets_dir=tmp_path / "secrets", database_url=url, owner_database_url=url, run_worker=False
    )
    if name:
        databases.postgres().drop(name)


def _index(index: ReflectedIndex) -> str:
    conditions = {name: str(said) for name, said in index.get("dialect_options", {}).items()}
    return f"{index['name']} {index['column_names']} {index['unique']} {conditions}"


def shape(connection: Connection) -> dict[str, object]:
    """Every table as the database itself describes it: columns with types, keys, checks, indexes."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"]) for column in inspector.get_columns(table)
            },
            "key": inspector.get_pk_constraint(table),
            "foreign": sorted(map(str, inspector.get_foreign_keys(table))),
            "unique": sorted(map(str, inspector.get_unique_constraints(table))),
            "checks": sorted(str(check["name"]) for check in inspector.get_check_constraints(table)),
            "indexes": sorted(_index(index) for index in inspector.get_indexes(table)),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def test_a_migrated_database_equals_a_fresh_one(empty: Settings) -> None:
    migrate.migrate(empty)
    engine = migrate.owner_engine(empty)
    with engine.begin() as connection:
        # Kinds that live in tests alone may have been imported by now.
        assert [each for each in migrate.differences(connection) if "test_" not in str(each)] == []
        migrated = shape(connection)
        everything = MetaData()
        everything.reflect(connection)
        everything.drop_all(connection)
        ours = [table for name, table in Base.metadata.tables.items() if not name.startswith("test_")]
        Base.metadata.create_all(connection, tables=ours)
        assert shape(connection) == migrated
    engine.dispose()
    assert set(migrated) == {table.name for table in ours}


def test_a_difference_is_seen(empty: Settings) -> None:
    migrate.migrate(empty)
    engine = migrate.owner_engine(empty)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE pause ADD COLUMN reason TEXT"))
        connection.execute(text("DROP INDEX ix_change_space_id_rev"))
        found = str(migrate.differences(connection))
    engine.dispose()
    assert "reason" in found
    assert "ix_change_space_id_rev" in found


def test_migrating_twice_is_nothing(empty: Settings) -> None:
    assert migrate.present(empty) is None
    migrate.migrate(empty)
    engine = migrate.owner_engine(empty)
    with engine.connect() as connection:
        first = shape(connection), connection.execute(select(ServerState.id, ServerState.epoch)).all()
    migrate.migrate(empty)
    with engine.connect() as connection:
        assert (shape(connection), connection.execute(select(ServerState.id, ServerState.epoch)).all()) == first
        if empty.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()
    assert len(first[1]) == 1
    assert migrate.present(empty) == migrate.head() is not None


def test_a_broken_reference_stops_a_migration(tmp_path: Path) -> None:
    """On SQLite, where foreign keys are off meanwhile: nothing is kept of a migration that leaves one broken."""
    url = f"sqlite:///{tmp_path / 'hearth.db'}"
    settings = Settings(data_dir=tmp_path, secrets_dir=tmp_path, database_url=url, owner_database_url=url)
    migrate.migrate(settings)
    engine = migrate.owner_engine(settings)
    with engine.begin() as connection:
        insert = "INSERT INTO access (space_id, person_id, role) VALUES ('a', 'b', 'member')"
        connection.execute(text(insert))
        connection.execute(text("DELETE FROM server_state"))
    with pytest.raises(AssertionError):
        migrate.migrate(settings)
    with engine.connect() as connection:
        assert connection.execute(select(ServerState.id)).all() == []
    engine.dispose()
