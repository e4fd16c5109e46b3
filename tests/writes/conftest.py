"""An app that has the kinds of tests/writes/kinds.py besides its own."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server.app import create_app
from server.config import Settings
from server.db import close, db
from server.slices import SLICES
from tests.writes import kinds


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The app with the tests' own kinds in place of the usual one."""
    made = create_app(settings, (*SLICES, kinds))
    made.testing = True
    with made.app_context():
        for entity in kinds.ENTITIES:
            entity.model.__table__.create(db.engine)  # type: ignore[attr-defined] # every model has one
    yield made
    close(made)
