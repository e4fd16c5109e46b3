"""How long two workers take to claim and plan again everybody who is due in one minute, as Hearth grows."""

import multiprocessing
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import text

from server.config import Settings
from server.db import db, transaction
from server.notifications import planning as plans
from tests.notifications.house import make_app, settings_for
from tests.support.postgres import Postgres

DUE = datetime(2026, 6, 10, 20, 30, tzinfo=UTC)
WORKERS = 2
IDLE_TICKS = 21
# Everyone chose some minute of one hour; the people of the first minute have a device.
SEED = """
INSERT INTO space (id, kind, rev) SELECT md5('p' || i)::uuid, 'private', 0 FROM generate_series(1, :people) AS i;
INSERT INTO person (id, private_space_id, me_rev, handle, body, body_version, zone, language, kdf_version, salt,
    verifier_mac, password_wrap, recovery_mac, recovery_wrap, public_key, settings, joined_at)
  SELECT md5('p' || i)::uuid, md5('p' || i)::uuid, 1, 'p' || i, '', 1, 'Europe/Berlin', 'en', 1, '', '', '', '', '', '',
    '{}', now()
  FROM generate_series(1, :people) AS i;
INSERT INTO nudge_plan (person_id, zone, language, preferences, facts, after, due_at)
  SELECT md5('p' || i)::uuid, 'Europe/Berlin', 'en', CAST(:preferences AS json), '{}',
    CAST(:due AS timestamptz) - interval '1 hour', CAST(:due AS timestamptz) + (i % 60) * interval '1 minute'
  FROM generate_series(1, :people) AS i;
INSERT INTO device_session (id, person_id, token_hash, body, body_version, signed_in_at, last_used_at, stepped_up_at)
  SELECT md5('d' || i)::uuid, md5('p' || i)::uuid, decode(md5('t' || i), 'hex'), '', 1, now(), now(), now()
  FROM generate_series(60, :people, 60) AS i;
INSERT INTO push_subscription (id, person_id, device_id, endpoint_hash, body, body_version, p256dh, vapid_key,
    made_at, says_more, is_removed)
  SELECT md5('s' || i)::uuid, md5('p' || i)::uuid, md5('d' || i)::uuid, decode(md5('e' || i), 'hex'), '', 1, '', '',
    now(), false, false
  FROM generate_series(60, :people, 60) AS i;
ANALYZE
"""
PREFERENCES = '{"log_at": "22:30", "quiet_from": "23:30", "quiet_until": "07:30", "most_a_day": 1}'


def work(settings: Settings, pipe: Connection) -> None:
    """One worker: told to, ticks while nobody is due, then plans until nobody is; answers each with its seconds."""
    app = make_app(settings, create=False)
    with app.app_context():
        plans.plan_due(DUE - timedelta(hours=1))  # as a worker that has been running: connected, statements compiled
        pipe.send("ready")
        pipe.recv()
        pipe.send(statistics.median(_seconds(DUE - timedelta(hours=1)) for _ in range(IDLE_TICKS)))
        pipe.recv()
        pipe.send(_seconds(DUE))


def _seconds(now: datetime) -> float:
    start = time.perf_counter()
    while plans.plan_due(now):
        pass
    return time.perf_counter() - start


def planning(full: bool) -> None:
    """Prints seconds by number of people; a sixtieth of them are due."""
    print("| people | nobody due, ms | due in the minute | two workers, s | people planned/s |")
    print("|---|---|---|---|---|")
    server = Postgres()
    try:
        for people in (10_000, 100_000, 1_000_000) if full else (10_000, 100_000):
            _one_size(server, people)
    finally:
        server.stop()


def _one_size(server: Postgres, people: int) -> None:
    name = server.create()
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(server.url(name), Path(folder))
        app = make_app(settings)
        with app.app_context():
            with transaction() as session:
                for statement in SEED.split(";"):
                    wanted = {"people": people, "preferences": PREFERENCES, "due": DUE.isoformat()}
                    used = {key: value for key, value in wanted.items() if f":{key}" in statement}
                    session.execute(text(statement), used)
            idle_s, took_s = _race(settings)
            with transaction(write=False) as session:
                count = "SELECT count(*) FROM nudge_delivery"
                due = session.execute(text(count)).scalar_one()
            assert due == people // 60, f"{due} deliveries for {people // 60} people"
            db.engine.dispose()
    server.drop(name)
    print(f"| {people:,} | {idle_s * 1000:.1f} | {due:,} | {took_s:.2f} | {due / took_s:,.0f} |", flush=True)


def _race(settings: Settings) -> tuple[float, float]:
    """Seconds of one worker's tick with nobody due, and of both workers planning all who are."""
    spawn = multiprocessing.get_context("spawn")
    pipes, workers = [], []
    for _ in range(WORKERS):
        ours, theirs = spawn.Pipe()
        workers.append(spawn.Process(target=work, args=(settings, theirs)))
        workers[-1].start()
        theirs.close()  # so that a worker which dies ends the wait for it
        pipes.append(ours)

    def all_say(to: str) -> list[Any]:
        for pipe in pipes:
            pipe.send(to)
        return [pipe.recv() for pipe in pipes]

    for pipe in pipes:
        pipe.recv()
    idle_s, took_s = max(all_say("tick")), max(all_say("plan"))
    for worker in workers:
        worker.join()
    return idle_s, took_s
