"""`hearth doctor`: looks at everything a host can get wrong, and says what to do."""

import importlib.metadata
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TextIO

import pysqlite3.dbapi2
from flask import Flask
from sqlalchemy import text

from server import clock, sealing
from server.app import create_app
from server.config import Settings
from server.db import close, transaction
from server.host import migrate
from server.host.status import load_status_password
from server.notifications import counters
from server.notifications.vapid import load_vapid_keys
from server.spaces.scope import act_as_server

# Older ones lose writes when a WAL is reset while another connection reads.
OLDEST_SQLITE = (3, 51, 3)
_LIBRARIES = ("flask", "sqlalchemy", "marshmallow", "apscheduler", "pywebpush", "granian", "numpy", "cryptography")


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `advice` is empty when it is well. A grave one keeps us from looking further."""

    what: str
    seen: str
    advice: str = ""
    is_grave: bool = False


def examine(settings: Settings, out: TextIO) -> int:
    """Prints the findings; returns 0 when nothing needs doing, else 1."""
    findings = list(_findings(settings))
    for finding in findings:
        out.write(f"{'!' if finding.advice else ' '} {finding.what}: {finding.seen}\n")
        if finding.advice:
            out.write(f"    {finding.advice}\n")
    troubled = sum(bool(finding.advice) for finding in findings)
    out.write("All is well.\n" if not troubled else f"{troubled} to look at.\n")
    return 1 if troubled else 0


def _findings(settings: Settings) -> Iterator[Finding]:
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)
    secrets, database = _secrets(settings), _database(settings)
    yield Finding("Python", platform.python_version())
    yield Finding("libraries", versions)
    yield _sqlite(settings)
    yield secrets
    yield _built_app(settings)
    yield database
    # Without its secrets the app would make new ones; a doctor looks, and changes nothing.
    if not database.advice and not secrets.is_grave:
        yield from _push(create_app(settings))
    yield _clock()


def _sqlite(settings: Settings) -> Finding:
    version = pysqlite3.dbapi2.sqlite_version
    is_old = settings.is_sqlite and tuple(int(part) for part in version.split(".")) < OLDEST_SQLITE
    return Finding(
        "SQLite library", version, "Run 'make lock' and install again: this one can lose writes." if is_old else ""
    )


def _secrets(settings: Settings) -> Finding:
    path = settings.secrets_dir
    try:
        sealing.load_key_ring(path)
        load_vapid_keys(path)
        load_status_password(path)
    except FileNotFoundError as error:
        seen = f"{error.filename} is missing"
        advice = "Put your copy of the folder back. For a new Hearth: run 'hearth keys', then keep a copy."
        return Finding("secrets", seen, advice, is_grave=True)
    except (OSError, ValueError, KeyError, TypeError) as error:
        seen = f"{path} cannot be read ({type(error).__name__})"
        return Finding("secrets", seen, "Put your copy of the folder back.", is_grave=True)
    is_open = path.stat().st_mode & 0o077
    return Finding("secrets", str(path), f"Others can read it: chmod 700 {path}" if is_open else "")


def _built_app(settings: Settings) -> Finding:
    is_built = (settings.app_dir / "index.html").exists()
    advice = "" if is_built else "Nothing is built there: 'make run' builds it, or say where in HEARTH_APP_DIR."
    return Finding("app", str(settings.app_dir), advice)


def _database(settings: Settings) -> Finding:
    kind = "SQLite" if settings.is_sqlite else "PostgreSQL"
    if settings.sqlite_path is not None and not settings.sqlite_path.exists():
        return Finding("database", f"{settings.sqlite_path} is missing", "Run 'hearth migrate', or start Hearth.")
    try:
        revision, newest = migrate.present(settings), migrate.head()
    except Exception as error:  # whatever keeps it from answering is what the host must hear of
        return Finding("database", f"{kind}, does not answer ({type(error).__name__})", "Check HEARTH_DATABASE_URL.")
    return Finding("database", f"{kind}, revision {revision}", "" if revision == newest else "Run 'hearth migrate'.")


def _push(app: Flask) -> Iterator[Finding]:
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        session.execute(text("SELECT 1"))
        alarms = counters.alarms(session, clock.now())
    close(app)
    if not alarms:
        yield Finding("push services", "no alarms")
    for alarm in alarms:
        seen = ", ".join(f"{name} {value}" for name, value in sorted(alarm.items()))
        yield Finding("push services", seen, counters.advice(alarm["reason"]))


def _clock() -> Finding:
    year = datetime.now(UTC).year
    return Finding(
        "clock", datetime.now(UTC).isoformat(timespec="seconds"), "" if year >= 2026 else "Set the machine's clock."
    )
