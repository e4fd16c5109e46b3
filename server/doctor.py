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

from server import clock, migrate
from server.app import create_app
from server.config import Settings
from server.db import transaction
from server.notifications import tallies
from server.spaces import act_as_server

# Older ones lose writes when a WAL is reset while another connection reads.
OLDEST_SQLITE = (3, 51, 3)
_LIBRARIES = ("flask", "sqlalchemy", "marshmallow", "apscheduler", "pywebpush", "granian", "numpy", "cryptography")


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `advice` is empty when it is well."""

    what: str
    seen: str
    advice: str = ""


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
    yield Finding("Python", platform.python_version())
    yield Finding("libraries", versions)
    yield _sqlite(settings)
    yield _folder(settings)
    yield from _database(settings)
    yield _clock()


def _sqlite(settings: Settings) -> Finding:
    version = pysqlite3.dbapi2.sqlite_version
    is_old = settings.is_sqlite and tuple(int(part) for part in version.split(".")) < OLDEST_SQLITE
    return Finding(
        "SQLite library", version, "Run 'make lock' and install again: this one can lose writes." if is_old else ""
    )


def _folder(settings: Settings) -> Finding:
    path = settings.secrets_dir
    if not path.exists():
        return Finding("secrets", f"{path} is missing", "Run 'hearth keys', then copy the folder somewhere safe.")
    is_open = path.stat().st_mode & 0o077
    return Finding("secrets", str(path), f"Others can read it: chmod 700 {path}" if is_open else "")


def _database(settings: Settings) -> Iterator[Finding]:
    kind = "SQLite" if settings.is_sqlite else "PostgreSQL"
    try:
        revision, newest = migrate.present(settings), migrate.head()
    except Exception as error:  # whatever keeps it from answering is what the host must hear of
        yield Finding("database", f"{kind}, does not answer ({type(error).__name__})", "Check HEARTH_DATABASE_URL.")
        return
    yield Finding("database", f"{kind}, revision {revision}", "" if revision == newest else "Run 'hearth migrate'.")
    if revision == newest:
        app = create_app(settings)
        yield from _alarms(app)


def _alarms(app: Flask) -> Iterator[Finding]:
    with app.app_context(), transaction(write=False) as session:
        act_as_server(session)
        session.execute(text("SELECT 1"))
        alarms = tallies.alarms(session, clock.now())
    yield Finding("push keys", "present")
    if not alarms:
        yield Finding("push services", "no alarms")
    for alarm in alarms:
        seen = ", ".join(f"{name} {value}" for name, value in sorted(alarm.items()))
        yield Finding(
            "push services", seen, "A push service refused our messages: check HEARTH_PUSH_CONTACT and the push keys."
        )


def _clock() -> Finding:
    year = datetime.now(UTC).year
    return Finding(
        "clock", datetime.now(UTC).isoformat(timespec="seconds"), "" if year >= 2026 else "Set the machine's clock."
    )
