"""`GET /status`: how this Hearth is doing, for its host alone; and /metrics behind the same password.

Even figures that name nobody tell something where two people live: a count that rises at half past eight says who has
not logged (docs/decisions/0012).
"""

import base64
import hashlib
import hmac
import html
import importlib.metadata
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic.migration import MigrationContext
from flask import Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from server import clock
from server.config import Settings
from server.db import transaction
from server.host import migrate
from server.notifications import counters
from server.sealing import write_secret
from server.spaces.scope import act_as_server

FILE = "status.json"
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#2b2a28;"
    "background:#faf8f5}dt{font-weight:600;margin-top:1rem}dd{margin:0}dd.advice{border-left:3px solid #b4643c;"
    "padding-left:.75rem}@media(prefers-color-scheme:dark){body{color:#e8e4de;background:#1f1d1b}}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'self'; script-src 'none'; style-src 'sha256-{_STYLE_HASH}'; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
# What is said of one thing looked at: its name, what is seen, and what to do about it (empty when it is well).
Line = tuple[str, str, str]


def make_status_password(secrets_dir: Path) -> Path:
    """Writes the host's password if there is none yet; returns its path."""
    path = secrets_dir / FILE
    if not path.exists():
        write_secret(path, {"password": secrets.token_urlsafe(24)})
    return path


def load_status_password(secrets_dir: Path) -> str:
    """The password that make_status_password wrote. Raises FileNotFoundError, ValueError, KeyError."""
    password: str = json.loads((secrets_dir / FILE).read_text(encoding="utf-8"))["password"]
    return password


def metrics() -> Response:
    """The worker's figures, for a host's monitoring."""
    if not _settings().metrics_open and not _is_host():
        return _asked_who()
    with transaction(write=False) as session:
        act_as_server(session)
        text = counters.metrics(session, clock.now())
    content_type = "text/plain; version=0.0.4; charset=utf-8"
    return Response(text, headers={"Cache-Control": "no-store"}, content_type=content_type)


def status() -> Response:
    """How this Hearth is doing, on one page; 503 where the database does not answer."""
    if not _is_host():
        return _asked_who()
    lines: list[Line] = [("Hearth", importlib.metadata.version("hearth"), "")]
    code = 200
    try:
        lines += _lines(_settings(), clock.now())
    except SQLAlchemyError as error:
        lines.append(
            ("Database", f"does not answer ({type(error).__name__})", "Is it running? Check HEARTH_DATABASE_URL.")
        )
        code = 503
    answer = Response(_page(lines), code, content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _lines(settings: Settings, now: datetime) -> Iterator[Line]:
    with transaction(write=False) as session:
        act_as_server(session)
        revision = MigrationContext.configure(session.connection()).get_current_revision()
        figures, alarms = counters.figures(session, now), counters.alarms(session, now)
    newest = migrate.head()
    yield "Database", f"answers, revision {revision}", "" if revision == newest else "Run 'hearth migrate'."
    patience = timedelta(seconds=60 + 3 * settings.worker_tick_s)
    seen = figures.worker_seen_at
    is_away = seen is None or now - seen > patience
    away = "Nudges wait. Start 'hearth worker', or leave HEARTH_RUN_WORKER at 1 and look into its log."
    yield "Worker last seen", _utc(seen) if seen else "never", away if is_away else ""
    is_late = figures.oldest_due_s > patience.total_seconds()
    late = "" if is_away or not is_late else "The worker does not keep up. Start another 'hearth worker'."
    yield "Oldest nudge that is due", f"{figures.oldest_due_s:.0f} s" if figures.oldest_due_s else "none", late
    yield "Devices that get nudges", str(figures.subscriptions), ""
    yield "Nudges planned", str(figures.planned), ""
    yield "Sent to push services", str(figures.sent), ""
    yield "Not sent, by reason", ", ".join(f"{why} {count}" for why, count in figures.failed) or "none", ""
    for alarm in alarms:
        what = f"{alarm['host']}: {alarm['reason']}, {alarm['count']} in all, the last {_utc(alarm['last_at'])}"
        yield "Push services", what, counters.advice(alarm["reason"])
    if not alarms:
        yield "Push services", "no alarms in the last seven days", ""


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _page(lines: list[Line]) -> str:
    troubled = sum(bool(advice) for *_, advice in lines)
    parts = ["<!doctype html><html lang=en><meta charset=utf-8><title>Hearth</title>"]
    parts.append(f"<meta name=viewport content='width=device-width, initial-scale=1'><style>{_STYLE}</style>")
    parts.append(f"<h1>{'All is well' if not troubled else f'{troubled} to look at'}</h1><dl>")
    for what, seen, advice in lines:
        parts.append(f"<dt>{html.escape(what)}</dt><dd>{html.escape(seen)}</dd>")
        if advice:
            parts.append(f"<dd class=advice>{html.escape(advice)}</dd>")
    parts.append("</dl><p>'hearth doctor' looks at more. Nothing here is about a person.</p></html>")
    return "".join(parts)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["hearth_settings"]
    return settings


def _is_host() -> bool:
    """Whether the request brings the host's password, as HTTP Basic (any name) or as a bearer token."""
    given = request.authorization
    if given is None:
        return False
    said = (given.password if given.type == "basic" else given.token) or ""
    password: str = current_app.extensions["hearth_status_password"]
    return hmac.compare_digest(said.encode(), password.encode())


def _asked_who() -> Response:
    challenge = 'Basic realm="Hearth, for its host", charset="UTF-8"'
    return Response("For this server's host.\n", 401, {"WWW-Authenticate": challenge, "Cache-Control": "no-store"})
