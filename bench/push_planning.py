"""How long two workers take to claim and plan again everybody who is due in one minute, as Hearth grows."""

import multiprocessing
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy import text

from server.config import Settings
from server.db import db, transaction
from server.notifications import planning as plans
from tests.notifications.house import make_app, settings_for
from tests.support.postgres import Postgres

DUE = datetime(2026, 6, 10, 20, 30, tzinfo=UTC)
WORKERS = 2
# Everyone chose some minute of one hour; the people of the first minute have a device.
SEED = """
INSERT INTO person (id, handle, display_name, zone, language, kdf_version, salt, verifier_mac, password_wrap,
    recovery_mac, recovery_wrap, public_key, private_key_wrap, settings, joined_at)
  SELECT md5('p' || i)::uuid, 'p' || i, '', 'Europe/Berlin', 'en', 1, '', '', '', '', '', '', '', '{}', now()
  FROM generate_series(1, :people) AS i;
INSERT INTO nudge_plan (person_id, zone, language, wishes, facts, after, due_at)
  SELECT md5('p' || i)::uuid, 'Europe/Berlin', 'en', CAST(:wishes AS json), '{}',
    CAST(:due AS timestamptz) - interval '1 hour', CAST(:due AS timestamptz) + (i % 60) * interval '1 minute'
  FROM generate_series(1, :people) AS i;
INSERT INTO device_session (id, person_id, token_hash, name, signed_in_at, last_used_at, stepped_up_at)
  SELECT md5('d' || i)::uuid, md5('p' || i)::uuid, decode(md5('t' || i), 'hex'), '', now(), now(), now()
  FROM generate_series(60, :people, 60) AS i;
INSERT INTO push_subscription (id, person_id, device_id, endpoint_hash, endpoint, p256dh, auth, vapid_key, made_at,
    says_more, is_removed)
  SELECT md5('s' || i)::uuid, md5('p' || i)::uuid, md5('d' || i)::uuid, decode(md5('e' || i), 'hex'), '', '', '', '',
    now(), false, false
  FROM generate_series(60, :people, 60) AS i;
ANALYZE
"""
WISHES = '{"log_at": "22:30", "quiet_from": "23:30", "quiet_until": "07:30", "most_a_day": 1}'


def work(settings: Settings, ready: Barrier) -> None:
    """One worker: plans until nobody is due."""
    app = make_app(settings, create=False)
    with app.app_context():
        with transaction(write=False) as session:
            session.execute(text("SELECT 1"))
        ready.wait()
        while plans.plan_due(DUE):
            pass


def planning(full: bool) -> None:
    """Prints seconds by number of people; a sixtieth of them are due."""
    print("| people | due in the minute | two workers, s | people planned/s |")
    print("|---|---|---|---|")
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
                    wanted = {"people": people, "wishes": WISHES, "due": DUE.isoformat()}
                    used = {key: value for key, value in wanted.items() if f":{key}" in statement}
                    session.execute(text(statement), used)
            took_s = _race(settings)
            with transaction(write=False) as session:
                count = "SELECT count(*) FROM nudge_delivery"
                due = session.execute(text(count)).scalar_one()
            assert due == people // 60, f"{due} deliveries for {people // 60} people"
            db.engine.dispose()
    server.drop(name)
    print(f"| {people:,} | {due:,} | {took_s:.2f} | {due / took_s:,.0f} |", flush=True)


def _race(settings: Settings) -> float:
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Barrier(WORKERS + 1)
    workers = [spawn.Process(target=work, args=(settings, ready)) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    ready.wait(60)
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    return time.perf_counter() - start
