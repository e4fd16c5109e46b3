"""Several worker processes on one database: killed at random, nothing is lost and nothing shows twice."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.config import Settings
from server.notifications.vapid import load_vapid_keys
from tests.notifications.house import EVENING, add_people, count_by_status, deliveries, settings_for
from tests.notifications.push_service import PushService
from tests.support.databases import ROOT, environment
from tests.support.patience import wait_until

# Workers, database and push service agree that it is half past eight in the evening, in UTC.
DUE = datetime(2026, 6, 10, 20, 30, tzinfo=UTC)
SHIFT = DUE - datetime.now(UTC)


def evening() -> datetime:
    return datetime.now(UTC) + SHIFT


class Workers:
    """Worker processes; each is ended by its own id."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        given = environment(
            data_dir=self._settings.data_dir,
            secrets_dir=self._settings.secrets_dir,
            database_url=self._settings.database_url,
            push_extra_hosts=",".join(self._settings.push_extra_hosts),
            push_allow_local="1",
            worker_tick_s="1",
        )
        command = [sys.executable, "-m", "tests.notifications.worker_process"]
        process = subprocess.Popen(command, cwd=ROOT, env=given | {"NUDGE_SHIFT_S": str(SHIFT.total_seconds())})
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait(30)


@pytest.fixture
def start_workers() -> Iterator[Callable[[Settings], Workers]]:
    made: list[Workers] = []

    def start(settings: Settings) -> Workers:
        made.append(Workers(settings))
        return made[-1]

    yield start
    for workers in made:
        workers.end()


def kill_some(workers: Workers, times: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(times):
        time.sleep(chance.uniform(0.5, 1.5))
        running = [process for process in workers.processes if process.poll() is None]
        chance.choice(running).kill()
        workers.start()


def run_killed(settings: Settings, service: PushService, workers: Workers, count: int, kills: int) -> None:
    key = load_vapid_keys(settings.secrets_dir).current
    people = add_people(count, DUE, service=service, vapid_key=key)
    # It is half past eight in the morning in Auckland: due hours ago, and in the quiet hours this person chose.
    resting = add_people(
        count // 10,
        DUE - timedelta(hours=2),
        service=service,
        vapid_key=key,
        zone="Pacific/Auckland",
        preferences=EVENING | {"log_at": "06:30", "quiet_from": "07:00", "quiet_until": "06:00"},
    )
    for _ in range(3):
        workers.start()
    kill_some(workers, kills, seed=count)
    wait_until(lambda: count_by_status()["sent"] == count, at_most_s=120 + count / 10)

    assert service.faults == []
    seen: dict[str, list[Any]] = defaultdict(list)
    for push in service.pushes:
        seen[push.token].append(push)
    assert set(seen) == {browser.token for _, _, browser in people if browser}  # each at least once, none lost
    for pushes in seen.values():  # and whatever came twice replaces itself
        assert len({(push.message["notification"]["tag"], push.headers["topic"]) for push in pushes}) == 1
    assert not {browser.token for _, _, browser in resting if browser} & set(seen)
    assert Counter(row.kind for row in deliveries()) == {"log": count}


@pytest.mark.usefixtures("house")
def test_three_workers_killed_at_random(settings: Settings, start_workers: Callable[[Settings], Workers]) -> None:
    with PushService(fail=0.2, latency_s=0.05, now=evening) as flaky:
        allowed = settings_for(settings.database_url, settings.data_dir.parent, flaky)
        run_killed(allowed, flaky, start_workers(allowed), count=400, kills=3)


@pytest.mark.usefixtures("house")
@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_ten_thousand_nudges_and_workers_killed_at_random(
    settings: Settings, start_workers: Callable[[Settings], Workers]
) -> None:
    with PushService(fail=0.2, latency_s=0.05, now=evening) as flaky:
        allowed = settings_for(settings.database_url, settings.data_dir.parent, flaky)
        run_killed(allowed, flaky, start_workers(allowed), count=10_000, kills=12)


@pytest.mark.usefixtures("house")
def test_sigterm_finishes_what_is_being_sent(settings: Settings, start_workers: Callable[[Settings], Workers]) -> None:
    with PushService(latency_s=0.7, now=evening) as slow:
        allowed = settings_for(settings.database_url, settings.data_dir.parent, slow)
        workers = start_workers(allowed)
        add_people(300, DUE, service=slow, vapid_key=load_vapid_keys(allowed.secrets_dir).current)
        process = workers.start()
        wait_until(lambda: slow.requests > 0)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        # The batch in hand was finished and written down; the rest is another worker's.
        assert len(slow.pushes) == 256
        assert count_by_status() == {"sent": 256, "waiting": 44}
        workers.start()
        wait_until(lambda: count_by_status() == {"sent": 300})
        assert len({push.token for push in slow.pushes}) == len(slow.pushes) == 300
