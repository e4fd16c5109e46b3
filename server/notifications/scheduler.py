"""The worker: one interval job in UTC that plans what is due and sends it. Any number of workers may run."""

import asyncio
import logging
import signal
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import FrameType
from uuid import UUID

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from server import clock
from server.config import Settings
from server.notifications import counters, deliveries, planning
from server.notifications.push import open_sender
from server.notifications.service import allow_list, vapid_keys

log = logging.getLogger("hearth.worker")
# A tick that outlasts its interval is no news: the next one follows at once.
logging.getLogger("apscheduler").setLevel(logging.ERROR)
FORGET_EVERY = timedelta(hours=1)


@dataclass
class Worker:
    """Ticks until it is told to stop; between batches it stops at once, within one it finishes what it sends.

    `dispatch` hands waiting events to their subscribers and returns how many it took.
    """

    app: Flask
    settings: Settings
    dispatch: Callable[[], int]
    lease: timedelta = deliveries.LEASE
    tls: ssl.SSLContext | None = None
    _stopping: threading.Event = field(default_factory=threading.Event)
    _forgot_at: datetime | None = None
    _scheduler: BackgroundScheduler | None = None

    def start(self) -> None:
        """Starts ticking on a thread of its own: now, and then every `worker_tick_s` seconds."""
        # A cron trigger would skip and double days where clocks change. One thread, so that ticks never overlap.
        self._scheduler = BackgroundScheduler(timezone=UTC, executors={"default": ThreadPoolExecutor(1)})
        trigger = IntervalTrigger(seconds=self.settings.worker_tick_s, timezone=UTC)
        self._scheduler.add_job(
            self.tick,
            trigger,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Stops after the batch in hand; returns when it is done."""
        self._stopping.set()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None

    def tick(self) -> None:
        """Hands on events, plans who is due, sends what is due. A fault is logged and ends this tick only."""
        try:
            with self.app.app_context():
                counters.note_worker(clock.now())
                while not self._stopping.is_set() and self.dispatch():
                    pass
                while not self._stopping.is_set() and planning.plan_due(clock.now()):
                    pass
                if not self._stopping.is_set():
                    self._send()
                self._forget()
        except Exception as error:  # whatever it was, the next tick tries again
            # The type only: a message may carry an endpoint.
            log.error("a tick ended early: %s", type(error).__name__)

    def _send(self) -> None:
        claim = deliveries.new_claim()
        claimed = deliveries.claim_due(claim, clock.now(), lease=self.lease)
        if claimed:
            asyncio.run(self._send_all(claim, claimed))

    async def _send_all(self, claim: UUID, claimed: list[deliveries.Claimed]) -> None:
        async with open_sender(
            allow_list(self.settings), vapid_keys(), self.settings.push_contact, tls=self.tls
        ) as sender:
            while claimed:
                answers = await sender.send_all([one.message for one in claimed])
                deliveries.settle(claim, list(zip(claimed, answers, strict=True)), clock.now())
                if self._stopping.is_set():
                    return
                claimed = deliveries.claim_due(claim, clock.now(), lease=self.lease)

    def _forget(self) -> None:
        now = clock.now()
        if self._forgot_at is None or now - self._forgot_at > FORGET_EVERY:
            deliveries.forget_old(now)
            self._forgot_at = now


def run(worker: Worker) -> None:
    """Runs a worker in this process until SIGTERM or SIGINT, then finishes what it sends."""
    told = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    worker.start()
    told.wait()
    worker.stop()
