"""A push service, and an app on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from server.config import Settings
from server.db import db
from tests.notifications.house import make_app, settings_for
from tests.notifications.push_service import PushService
from tests.support.databases import Databases
from tests.support.postgres import NoPostgres


@pytest.fixture(params=["sqlite", "postgres"])
def nudge_database(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'hearth.db'}"
    try:
        server = databases.postgres()
    except NoPostgres as missing:
        pytest.skip(str(missing))
    return server.url(server.create())


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
def settings(nudge_database: str, tmp_path: Path, service: PushService) -> Settings:
    return settings_for(nudge_database, tmp_path, service)


@pytest.fixture
def house(settings: Settings) -> Iterator[Flask]:
    app = make_app(settings)
    with app.app_context():
        yield app
        db.engine.dispose()
