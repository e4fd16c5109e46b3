"""Where the processor time of a request goes, by part, sampled in this process without a web server.

Every half millisecond the innermost frame that has a part of its own decides, and gets the time since the last sample.
"""

import signal
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import FrameType

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.household import Household
from bench.load import Request
from bench.measures import MEASURES
from bench.served import database
from bench.server_tables import print_head, print_row
from server.app import create_app, create_worker
from server.config import Settings
from server.db import close
from tests.support.callers import in_process
from tests.support.databases import ROOT, migrate

INTERVAL_S = 0.0005
WARM_UP = 20
PARSE, WHO, SCOPE, RULE, ROWS = "parse", "who", "scope", "rule", "rows"
COMMIT, EVENTS, ANSWER, REST = "begin and commit", "events", "answer", "the rest (Flask, Werkzeug)"
PARTS = (PARSE, WHO, SCOPE, RULE, ROWS, COMMIT, EVENTS, ANSWER, REST)
SQL, SLICE = "sqlalchemy", "slice"
LIBRARIES = {"marshmallow": PARSE, "webargs": PARSE}
ROOMS = {
    "people": WHO,
    "spaces": SCOPE,
    "db": COMMIT,
    "outbox": EVENTS,
    "events": EVENTS,
    "notifications": EVENTS,
    "sealing": ROWS,
    "web": PARSE,
    "sync": ANSWER,
    "reading": ANSWER,
    "account": ANSWER,
    "me": ANSWER,
    "app": ANSWER,
}
# What a file has beside its own part.
FUNCTIONS = {
    "_outcome": PARSE,
    "json_response": ANSWER,
    "_add_headers": ANSWER,
    "me_document": ANSWER,
    "flush": ROWS,
    "do_commit": COMMIT,
    "do_rollback": COMMIT,
}


@cache
def part_of_code(path: str, name: str) -> str | None:
    """The part of one function: SQL for SQLAlchemy's, SLICE for a slice's, None for one that does not decide."""
    package = path.rpartition("/site-packages/")[2].partition("/")[0]
    if Path(path).is_relative_to(ROOT / "server"):
        room = Path(path).relative_to(ROOT / "server").parts[0].removesuffix(".py")
        return FUNCTIONS.get(name) or ROOMS.get(room, SLICE)
    return FUNCTIONS.get(name, SQL) if package == SQL else LIBRARIES.get(package)


def part_of(frame: FrameType | None) -> str:
    """The part that a stack is in. What a slice does is its rule, and rows as far as SQLAlchemy does it."""
    is_sql = False
    while frame is not None:
        part = part_of_code(frame.f_code.co_filename, frame.f_code.co_name)
        if part == SLICE:
            return ROWS if is_sql else RULE
        if part is not None and part != SQL:
            return part
        is_sql |= part == SQL
        frame = frame.f_back
    return REST


@dataclass
class Clock:
    """Milliseconds of this thread's processor time by part, while it runs."""

    ms: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _last: float = 0.0

    @contextmanager
    def running(self, tail: str) -> Iterator[None]:
        """Samples until the block ends; what is left then goes to the part `tail`."""
        self._last = time.thread_time()
        signal.signal(signal.SIGALRM, self._sample)
        signal.setitimer(signal.ITIMER_REAL, INTERVAL_S)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._note(tail)

    def _sample(self, _number: int, frame: FrameType | None) -> None:
        self._note(part_of(frame))
        signal.setitimer(signal.ITIMER_REAL, INTERVAL_S)  # again only now: a sample never interrupts another

    def _note(self, part: str) -> None:
        now = time.thread_time()
        self.ms[part] += (now - self._last) * 1000
        self._last = now


def print_profile(kind: str) -> None:
    """Prints one table: parts down, requests across, each cell what is spent inside the request and what later."""
    with tempfile.TemporaryDirectory(prefix="hearth-bench-") as folder, database(kind, Path(folder)) as (url, _):
        settings = Settings(
            data_dir=Path(folder) / "data",
            secrets_dir=Path(folder) / "secrets",
            database_url=url,
            owner_database_url=url,
        )
        migrate(Path(folder), url)
        app = create_app(settings)
        worker = create_worker(app, settings)
        household = Household(in_process(app))
        worker.tick()
        columns = []
        for measure in MEASURES:
            _profile(app, measure.requests(household, WARM_UP), Clock())
            worker.tick()
            now, later = Clock(), Clock()
            requests = measure.requests(household, measure.count)
            _profile(app, requests, now)
            with later.running(EVENTS):
                worker.tick()
            operations = len(requests) * measure.operations
            columns.append((measure.name, [{part: ms / operations for part, ms in c.ms.items()} for c in (now, later)]))
        close(app)
    _print(columns)


def _profile(app: Flask, requests: list[Request], clock: Clock) -> None:
    for request in requests:
        headers = [("Authorization", f"Bearer {request.token}")]
        of_json = "application/json" if request.body else None
        made = EnvironBuilder(
            request.path, method=request.method, headers=headers, data=request.body or None, content_type=of_json
        )
        environ = made.get_environ()
        with clock.running(ANSWER):
            _, status, _ = run_wsgi_app(app, environ, buffered=True)
        assert status.startswith("2"), status


def _print(columns: list[tuple[str, list[dict[str, float]]]]) -> None:
    print_head("CPU ms, now + later", *(name for name, _ in columns))
    for part in PARTS:
        print_row(part, *(f"{now.get(part, 0):.2f} + {later.get(part, 0):.2f}" for _, (now, later) in columns))
    print_row("all", *(f"{sum(now.values()):.2f} + {sum(later.values()):.2f}" for _, (now, later) in columns))
