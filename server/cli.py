"""The command `hearth`."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from server import sealing
from server.app import create_app, create_worker
from server.config import BadSetting, Settings, from_environment
from server.db import close, transaction
from server.demo.serve import serve_demo
from server.host import doctor, migrate, serving
from server.host.status import make_status_password
from server.notifications import scheduler
from server.notifications.vapid import make_vapid_keys
from server.people import service as people
from server.spaces.scope import act_as_server
from server.spaces.service import renew_epoch
from server.trust import document
from server.writes.erasing import every_entity
from server.writes.restoring import suspend_sharing


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one subcommand; returns its exit code (2: something given was wrong)."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    for chatty in ("alembic", "apscheduler"):
        logging.getLogger(chatty).setLevel("WARNING")
    if asked.command == "trend":
        return document.main(asked.file, asked.text, asked.language, sys.stdin, sys.stdout, sys.stderr)
    try:
        settings = from_environment()
    except BadSetting as error:
        sys.stderr.write(f"hearth: {error}\n")
        return 2
    code: int = asked.run(settings, asked)
    return code


def _serve(settings: Settings, asked: argparse.Namespace) -> int:
    return serving.serve(settings, asked.host or settings.host, asked.port or settings.port)


def _worker(settings: Settings, asked: argparse.Namespace) -> int:
    app = create_app(settings)
    scheduler.run(create_worker(app, settings))
    return 0


def _migrate(settings: Settings, asked: argparse.Namespace) -> int:
    migrate.migrate(settings)
    sys.stdout.write(f"The database is at revision {migrate.head()}.\n")
    return 0


def _restored(settings: Settings, asked: argparse.Namespace) -> int:
    migrate.migrate(settings)
    app = create_app(settings)
    with app.app_context(), transaction() as session:
        act_as_server(session)
        renew_epoch(session)
        people.end_every_session(session)
        suspend_sharing(session, every_entity())
    close(app)
    sys.stdout.write("Every device signs in again, and sends again what this backup does not have.\n")
    sys.stdout.write("What was shared of check-ins is suspended until its owner says so again.\n")
    return 0


def _keys(settings: Settings, asked: argparse.Namespace) -> int:
    ring = sealing.make_secrets(settings.secrets_dir)
    vapid = make_vapid_keys(settings.secrets_dir, rotate=asked.rotate_push)
    status = make_status_password(settings.secrets_dir)
    sys.stdout.write(f"Sealing keys: {ring}\nPush keys: {vapid}\nPassword of /status and /metrics: {status}\n")
    sys.stdout.write("Keep a copy of this folder apart from your backups.\n")
    return 0


def _doctor(settings: Settings, asked: argparse.Namespace) -> int:
    return doctor.examine(settings, sys.stdout)


def _demo(settings: Settings, asked: argparse.Namespace) -> int:
    return serve_demo(settings, asked.folder, asked.host or settings.host, asked.port or settings.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hearth", description="Hearth: small acts, honest trends, gentle nudges.")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    for name, run, text in (
        ("serve", _serve, "start the app, the API and the worker in one process"),
        ("demo", _demo, "start with a made-up couple and 120 days of their history"),
    ):
        sub = command(name, run, text)
        sub.add_argument("--host", default=None)
        sub.add_argument("--port", type=int, default=None)
    commands.choices["demo"].add_argument("--folder", type=Path, default=Path())
    command("worker", _worker, "send nudges, in a process of its own")
    command("migrate", _migrate, "bring the database to the present schema")
    command(
        "restored",
        _restored,
        "say that a backup was put back: devices fill in what it lacks, sharing is suspended",
    )
    keys = command("keys", _keys, "make the secrets and push keys that are missing")
    keys.add_argument("--rotate-push", action="store_true", help="make a new push key and keep the old one")
    command("doctor", _doctor, "check settings, database, libraries, keys and clock; say what to do")
    trend = command("trend", None, "read hearth-observations/1 and print the trend")
    trend.add_argument("file", help="a JSON file, or - for standard input")
    trend.add_argument("--text", action="store_true", help="sentences and a small chart instead of JSON")
    trend.add_argument("--language", choices=["en", "es", "de"], default="en")
    return parser


if __name__ == "__main__":
    sys.exit(main())
