"""All settings, read once from the environment. A value that cannot be right stops the start (docs/settings.md)."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class BadSetting(Exception):
    """A setting that cannot be used; the message names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything a process of Hearth needs to know about where it runs."""

    data_dir: Path = Path("instance")
    secrets_dir: Path = Path("secrets")
    database_url: str = ""
    owner_database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 4
    workers: int = 1
    # Origins besides the request's own from which browsers may change things, for a proxy that rewrites Host.
    origins: tuple[str, ...] = ()
    trusted_proxies: int = 0
    app_dir: Path = field(default_factory=lambda: Path(__file__).resolve().parent.parent / "pwa" / "dist")
    run_worker: bool = True
    worker_tick_s: float = 20.0
    push_contact: str = "mailto:hearth@localhost.invalid"
    push_extra_hosts: tuple[str, ...] = ()
    # For a push service on the same machine alone (tests, a host's own gateway): http and loopback for the extra hosts.
    push_allow_local: bool = False
    # Whether /metrics answers without the host's password, for a network that keeps strangers out.
    metrics_open: bool = False
    log_level: str = "INFO"

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.database_url.startswith("sqlite")

    @property
    def sqlite_path(self) -> Path | None:
        """The embedded database's file, None on PostgreSQL."""
        return Path(self.database_url.split("///", 1)[1]) if self.is_sqlite else None


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from HEARTH_* variables; secrets may be given as a path in HEARTH_..._FILE. Raises BadSetting."""
    read = _Reader(environ)
    data_dir = Path(read.text("DATA_DIR", "instance")).resolve()
    database_url = _normal_url(read.secret("DATABASE_URL", "")) or f"sqlite:///{data_dir / 'hearth.db'}"
    default = Settings()
    settings = Settings(
        data_dir=data_dir,
        secrets_dir=Path(read.text("SECRETS_DIR", "secrets")).resolve(),
        database_url=database_url,
        owner_database_url=_normal_url(read.secret("OWNER_DATABASE_URL", "")) or database_url,
        host=read.text("HOST", default.host),
        port=read.number("PORT", default.port, 1, 65535),
        threads=read.number("THREADS", default.threads, 1, 64),
        workers=read.number("WORKERS", default.workers, 1, 32),
        origins=read.names("ORIGINS"),
        trusted_proxies=read.number("TRUSTED_PROXIES", 0, 0, 5),
        app_dir=Path(read.text("APP_DIR", str(default.app_dir))),
        run_worker=read.flag("RUN_WORKER", True),
        worker_tick_s=float(read.number("WORKER_TICK_S", 20, 1, 300)),
        push_contact=read.text("PUSH_CONTACT", default.push_contact),
        push_extra_hosts=read.names("PUSH_EXTRA_HOSTS"),
        push_allow_local=read.flag("PUSH_ALLOW_LOCAL", False),
        metrics_open=read.flag("METRICS_OPEN", False),
        log_level=read.text("LOG_LEVEL", "INFO").upper(),
    )
    _check(settings)
    return settings


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str, default: str) -> str:
        return self._environ.get(f"HEARTH_{name}", "").strip() or default

    def secret(self, name: str, default: str) -> str:
        path = self.text(f"{name}_FILE", "")
        if not path:
            return self.text(name, default)
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not text"
            raise BadSetting(f"HEARTH_{name}_FILE points to {path}, which cannot be read: {why}.") from error

    def number(self, name: str, default: int, least: int, most: int) -> int:
        raw = self.text(name, str(default))
        if not (raw.isascii() and raw.isdigit()) or not least <= int(raw) <= most:
            raise BadSetting(f"HEARTH_{name} is {raw!r}; it must be a whole number from {least} to {most}.")
        return int(raw)

    def flag(self, name: str, default: bool) -> bool:
        raw = self.text(name, "1" if default else "0").lower()
        if raw not in {"0", "1", "true", "false", "yes", "no"}:
            raise BadSetting(f"HEARTH_{name} is {raw!r}; say 1 or 0.")
        return raw in {"1", "true", "yes"}

    def names(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name, "").split(",") if part.strip())


def _normal_url(url: str) -> str:
    # The driver is ours to choose; a host writes the URL every PostgreSQL tool understands.
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url[len(plain) :]
    return url


def _names_a_database(url: str) -> bool:
    try:
        database = make_url(url).database
    except (ArgumentError, ValueError):
        return False
    return bool(database) and not str(database).startswith((":memory:", "file:"))


def _check(settings: Settings) -> None:
    for name, url in (("DATABASE_URL", settings.database_url), ("OWNER_DATABASE_URL", settings.owner_database_url)):
        if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise BadSetting(f"HEARTH_{name} must begin with postgresql:// or sqlite:///.")
        if not _names_a_database(url):
            raise BadSetting(f"HEARTH_{name} names no database that can be kept; write it as in docs/settings.md.")
    if settings.owner_database_url.startswith("sqlite") != settings.is_sqlite:
        raise BadSetting("HEARTH_OWNER_DATABASE_URL must name the same database as HEARTH_DATABASE_URL.")
    if settings.is_sqlite and settings.workers > 1:
        raise BadSetting("HEARTH_WORKERS above 1 needs PostgreSQL; the embedded database has one web process.")
    if settings.secrets_dir == settings.data_dir or settings.data_dir in settings.secrets_dir.parents:
        raise BadSetting("HEARTH_SECRETS_DIR lies inside HEARTH_DATA_DIR; a backup of the data would carry its keys.")
    for origin in settings.origins:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or f"{parts.scheme}://{parts.netloc}" != origin:
            raise BadSetting(f"HEARTH_ORIGINS has {origin!r}; write origins like https://hearth.example.org.")
    if any("/" in host or "@" in host for host in settings.push_extra_hosts):
        raise BadSetting("HEARTH_PUSH_EXTRA_HOSTS holds names of hosts, like push.example.org, and no addresses.")
    if not re.fullmatch(r"mailto:\S+@\S+|https://\S+", settings.push_contact):
        raise BadSetting("HEARTH_PUSH_CONTACT must be mailto: with an address, or begin with https://.")
    if settings.log_level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise BadSetting("HEARTH_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.")
