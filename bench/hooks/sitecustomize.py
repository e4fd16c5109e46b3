"""Counts SQL statements and commits of what they wrote. Python runs it when it starts with this folder on PYTHONPATH.

BENCH_COUNTS is a file of four numbers: statements and commits inside a request, then those outside (the worker's).
"""

import mmap
import os
import struct
import threading
from pathlib import Path

from flask import has_request_context
from sqlalchemy import Connection, Engine, event

LAYOUT = struct.Struct("4Q")
WRITES = ("INSERT", "UPDATE", "DELETE")

with Path(os.environ["BENCH_COUNTS"]).open("r+b") as _file:
    _counts = mmap.mmap(_file.fileno(), LAYOUT.size)
_lock = threading.Lock()


def _add(which: int) -> None:
    with _lock:
        numbers = list(LAYOUT.unpack_from(_counts))
        numbers[which + (0 if has_request_context() else 2)] += 1
        LAYOUT.pack_into(_counts, 0, *numbers)


@event.listens_for(Engine, "before_cursor_execute")
def _statement(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    if statement.startswith("BEGIN"):
        return  # which PostgreSQL's driver sends unseen
    _add(0)
    if statement.lstrip().startswith(WRITES):
        connection.info["bench_wrote"] = True


@event.listens_for(Engine, "commit")
def _commit(connection: Connection) -> None:
    if connection.info.pop("bench_wrote", False):
        _add(1)


@event.listens_for(Engine, "rollback")
def _rollback(connection: Connection) -> None:
    connection.info.pop("bench_wrote", None)
