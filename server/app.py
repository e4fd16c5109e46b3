"""create_app(): the only place that wires slices, adapters and subscribers."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from os.path import isfile
from pathlib import Path
from types import ModuleType

from flask import Flask, Response, request, send_from_directory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import NotFound
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.security import safe_join

from server import events, sealing
from server.config import Settings
from server.couples import service as couples
from server.db import configure, transaction
from server.host import reference, status
from server.notifications import service as notifications
from server.notifications.scheduler import Worker
from server.notifications.vapid import load_vapid_keys, make_vapid_keys
from server.people import throttling
from server.people.gate import note_use
from server.slices import SLICES
from server.spaces.scope import act_as_server
from server.web import PREFIX, init_web
from server.writes.registry import register

_CODINGS = {"br": ".br", "gzip": ".gz"}


def create_app(settings: Settings, slices: Sequence[ModuleType] = SLICES) -> Flask:
    """The whole server over a migrated database; makes secrets and keys that are missing."""
    logging.getLogger("hearth").setLevel(settings.log_level)
    app = Flask("hearth", static_folder=None)
    sealing.make_secrets(settings.secrets_dir)
    sealing.install(sealing.load_key_ring(settings.secrets_dir))
    make_vapid_keys(settings.secrets_dir)
    status.make_status_password(settings.secrets_dir)
    app.extensions["hearth_settings"] = settings
    app.extensions["hearth_status_password"] = status.load_status_password(settings.secrets_dir)
    app.extensions["hearth_vapid"] = load_vapid_keys(settings.secrets_dir)
    configure(app, settings)
    api = init_web(app, settings)
    register(app, api, slices)
    app.add_url_rule("/healthz", "healthz", _healthz)
    app.add_url_rule("/metrics", "metrics", status.metrics)
    app.add_url_rule("/status", "status", status.status)
    app.add_url_rule(f"{PREFIX}/", "reference", lambda: reference.page(api.spec.to_dict()))
    _serve_app(app, settings.app_dir)
    app.after_request(_note_use)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign] # Flask's way
    return app


def create_worker(app: Flask, settings: Settings) -> Worker:
    """The worker: hands events on, carries out deletions that are due, plans and sends nudges."""

    def dispatch() -> int:
        carried_out = 0
        # A look first: a writer's turn is taken only where there is something to write.
        with transaction(write=False) as session:
            has_work = couples.has_deletion_orders(session) or throttling.has_old(session)
        if has_work:
            with transaction() as session:
                act_as_server(session)
                carried_out = couples.carry_out_deletions(session)
                throttling.forget_old(session)
        return carried_out + events.dispatch(notifications.SUBSCRIBERS)

    return Worker(app, settings, dispatch)


def _note_use(response: Response) -> Response:
    # A courtesy: where there is no room to note it, what was read is still answered.
    with suppress(DBAPIError):
        note_use()
    return response


def _healthz() -> Response:
    """Answers once the database does."""
    with transaction(write=False) as session:
        session.execute(text("SELECT 1"))
    return Response('{"status":"ok"}\n', content_type="application/json")


def _smaller(folder: Path, path: str) -> str:
    """The suffix of the smallest twin that the build wrote beside the file and the client takes; empty for none."""
    for coding, suffix in _CODINGS.items():
        twin = safe_join(str(folder), path + suffix)
        if request.accept_encodings[coding] > 0 and twin is not None and isfile(twin):
            return suffix
    return ""


def _serve_app(app: Flask, folder: Path) -> None:
    """The built app: hashed files for ever, everything else asked for anew each time."""

    def file(path: str = "index.html") -> Response:
        if path.startswith("api/"):
            raise NotFound
        # By its last suffix Flask knows the coding, by the one before it the type.
        name = path + _smaller(folder, path)
        response = send_from_directory(folder, name, max_age=0, etag=True, conditional=True)
        response.headers["Vary"] = "Accept-Encoding"
        is_hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        return response

    app.add_url_rule("/", "app_shell", file)
    app.add_url_rule("/<path:path>", "app_file", file)
