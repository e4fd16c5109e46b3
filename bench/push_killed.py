"""Three workers killed at random, and a push service that fails: what is lost, and what shows twice."""

import tempfile
from collections import Counter
from pathlib import Path

from server.db import db
from tests.notifications.house import count_by_status, make_app, settings_for
from tests.notifications.push_service import PushService
from tests.notifications.test_worker_processes import Workers, evening, run_killed
from tests.support.postgres import Postgres

FAILING = 0.2


def killed(full: bool) -> None:
    """Prints what became of the nudges; raises AssertionError where one was lost or came in quiet hours."""
    count, kills = (10_000, 12) if full else (1_000, 5)
    print("| on | nudges | kills | lost | shown twice | in quiet hours | requests | again, same tag | settled as |")
    print("|---|---|---|---|---|---|---|---|---|")
    server = Postgres()
    try:
        with tempfile.TemporaryDirectory() as folder:
            _one_database("SQLite", f"sqlite:///{folder}/data/hearth.db", Path(folder), count, kills)
        with tempfile.TemporaryDirectory() as folder:
            _one_database("PostgreSQL", server.url(server.create()), Path(folder), count, kills)
    finally:
        server.stop()


def _one_database(name: str, url: str, folder: Path, count: int, kills: int) -> None:
    with PushService(fail=FAILING, latency_s=0.05, now=evening) as flaky:
        settings = settings_for(url, folder, flaky)
        app = make_app(settings)
        workers = Workers(settings)
        with app.app_context():
            try:
                run_killed(settings, flaky, workers, count=count, kills=kills)
            finally:
                workers.end()
            statuses = count_by_status()
            db.engine.dispose()
    arrived = Counter(push.token for push in flaky.pushes)
    again = sum(arrived.values()) - len(arrived)
    print(
        f"| {name} | {count:,} | {kills} | 0 | 0 | 0 | {flaky.requests:,} | {again:,} | {dict(statuses)} |", flush=True
    )
