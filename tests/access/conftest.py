"""One world for each test."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.access.world import World
from tests.support.canary import Canaries
from tests.support.clock import Clock


@pytest.fixture
def noon(clock: Clock) -> str:
    """The day on which everything was written, the same in every zone the tests use; set before anyone signs up."""
    clock.set(datetime(2027, 3, 10, 16, 0, tzinfo=UTC))
    return "2027-03-10"


@pytest.fixture
def world(noon: str, app: Flask, canaries: Canaries) -> World:
    return World(app, canaries, noon).build()
