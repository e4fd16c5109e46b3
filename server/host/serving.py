"""Starting the web server: the app, the API and, unless told otherwise, the worker, in one process."""

import atexit
import os
import socket
import sys
from collections.abc import Callable
from threading import Thread
from time import sleep

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from server.app import create_app, create_worker
from server.config import Settings, from_environment
from server.host.migrate import is_in_use, migrate
from server.sealing import has_secrets, make_secrets


def wsgi() -> Flask:
    """What each web process serves; the environment says how. The first of them carries the worker."""
    settings = from_environment()
    app = create_app(settings)
    if settings.run_worker:
        worker = create_worker(app, settings)
        worker.start()
        atexit.register(worker.stop)
    return app


def serve(settings: Settings, host: str, port: int, prepare: Callable[[], None] = lambda: None) -> int:
    """Migrates, prepares, then serves until stopped.

    Returns 1 if the port is taken, since a stale instance would share it in silence, or if the database's keys are
    gone.
    """
    if _is_taken(host, port):
        sys.stderr.write(f"hearth: port {port} on {host} is in use. Stop what runs there, or choose another --port.\n")
        return 1
    if not has_secrets(settings.secrets_dir) and is_in_use(settings):
        sys.stderr.write(
            f"hearth: there is a database, but its keys are not in {settings.secrets_dir}. New ones could not read it. "
            "Put the secrets folder back, or set HEARTH_SECRETS_DIR to where it is.\n"
        )
        return 1
    make_secrets(settings.secrets_dir)
    migrate(settings)
    prepare()
    _hand_down(settings)
    Thread(target=_announce, args=(host, port), daemon=True).start()
    Server(
        "server.host.serving:wsgi",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        log_level=LogLevels.warning,
        workers_kill_timeout=20,
    ).serve()
    return 0


def _announce(host: str, port: int) -> None:
    # Not before it answers: whoever opens the address at once would find nobody there.
    while not _is_taken(host, port):
        sleep(0.05)
    shown = "localhost" if host in {"127.0.0.1", "::1"} else host
    sys.stdout.write(f"Hearth is at http://{shown}:{port}\n")
    sys.stdout.flush()


def _hand_down(settings: Settings) -> None:
    """Web processes read the environment anew; what was decided here must be found there."""
    os.environ.update(
        HEARTH_DATA_DIR=str(settings.data_dir),
        HEARTH_SECRETS_DIR=str(settings.secrets_dir),
        HEARTH_DATABASE_URL=settings.database_url,
        HEARTH_OWNER_DATABASE_URL=settings.owner_database_url,
    )


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host if host != "0.0.0.0" else "127.0.0.1", port)) == 0  # noqa: S104 - compared, not bound
