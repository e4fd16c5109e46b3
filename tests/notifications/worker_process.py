"""One worker in a process of its own, with the test's clock: python -m tests.notifications.worker_process.

Settings come from HEARTH_... as for `hearth worker`; NUDGE_SHIFT_S moves the clock, which then runs.
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine

from server.config import from_environment
from server.events import dispatch
from server.notifications import deliveries
from server.notifications.scheduler import Worker, run
from server.notifications.service import SUBSCRIBERS
from tests.notifications.house import make_app

LEASE = timedelta(seconds=5)


def main() -> None:
    """Runs until SIGTERM."""
    deliveries.FIRST_RETRY_S = 0.3  # a test has no evening to wait
    shifted = datetime.now(UTC) + timedelta(seconds=float(os.environ["NUDGE_SHIFT_S"]))
    settings = from_environment()
    app = make_app(settings, create=False)
    with time_machine.travel(shifted, tick=True):
        run(Worker(app, settings, dispatch=lambda: dispatch(SUBSCRIBERS), lease=LEASE))


if __name__ == "__main__":
    main()
