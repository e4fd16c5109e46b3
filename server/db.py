"""The database: base class, column types, engines, and the one way to open a transaction."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pysqlite3.dbapi2
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, Uuid, event, func, select, text
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import JSON, TypeDecorator

from server.config import Settings

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant. SQLite's own DateTime drops the offset in silence, so a naive value is refused here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its offset")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every mapped class."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: UTCDateTime, UUID: Uuid, dict[str, Any]: JSON},
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class _SQLiteWriters:
    """One writer at a time, in turn: a thread lock in the process and a file lock between processes.

    BEGIN IMMEDIATE alone is correct but starves writers, which poll for the lock instead of queueing for it.
    """

    def __init__(self, database: Path) -> None:
        self._thread_lock = threading.Lock()
        self._path = database.with_name(database.name + ".lock")

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._thread_lock, self._path.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def _no_wait() -> Iterator[None]:
    yield


def configure(app: Flask, settings: Settings) -> None:
    """Gives the app its engine. The SQLite library is the wheel's own, whose WAL has the reset bug mended."""
    options: dict[str, Any] = {}
    if settings.is_sqlite:
        assert settings.sqlite_path is not None
        settings.sqlite_path.parent.mkdir(parents=True, exist_ok=True)
        options = {"module": pysqlite3.dbapi2, "pool_size": settings.threads + 4, "connect_args": {"timeout": 30}}
        app.extensions["hearth_writers"] = _SQLiteWriters(settings.sqlite_path)
    else:
        options = {"pool_size": settings.threads + 2, "max_overflow": 4, "pool_pre_ping": True}
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        if settings.is_sqlite:
            prepare_sqlite(db.engine, foreign_keys=True)


def prepare_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    """Durable and in our hands: WAL, FULL, and transactions that begin where we say, DDL included."""

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a DBAPI connection has no common type
        connection.isolation_level = None  # the driver must not begin for us: see _begin
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_write = connection.get_execution_options().get("hearth_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


@contextmanager
def transaction(*, write: bool = True) -> Iterator[Session]:
    """The one way to the database: a fresh session in one transaction, committed at the end, rolled back on an error.

    A write begins with BEGIN IMMEDIATE on SQLite; a read is one snapshot (REPEATABLE READ on PostgreSQL).
    Nothing stays in the session afterwards, so that a later transaction never sees an old row.
    """
    writers: _SQLiteWriters | None = current_app.extensions.get("hearth_writers")
    with writers.turn() if writers and write else _no_wait():
        session = db.session()
        assert not session.in_transaction(), "transactions do not nest"
        options: dict[str, Any] = {"hearth_write": write}
        if not write and not writers:
            options["isolation_level"] = "REPEATABLE READ"
        try:
            session.connection(execution_options=options)
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.clear()
            db.session.remove()


def close(app: Flask) -> None:
    """Closes the app's connections, for a process that goes on without it."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def goes_alone(session: Session, number: int) -> bool:
    """Whether no other transaction that asked with this number is under way; the answer holds until this one ends.

    On SQLite a write transaction is always alone.
    """
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(number))))


def set_acting_person(session: Session, person_id: UUID) -> None:
    """Tells PostgreSQL's policies who acts, for this transaction only."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT set_config('hearth.person_id', :person, true)"), {"person": str(person_id)})
