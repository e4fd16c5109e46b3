"""A promise of Ada's, begun three weeks ago, and time that stands still."""

import pytest

from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.sync.bodies import commitment_body, day_of


@pytest.fixture
def promise(clock: Clock, couple: Couple, ada: Person) -> str:
    """The id of a daily commitment that has run for three weeks. It is noon in UTC."""
    clock.set(clock.now.replace(hour=12, minute=0, second=0, microsecond=0))
    body = commitment_body(day_of(ada, clock.now), review_on=day_of(ada, clock.now, 60).isoformat())
    ada.client.apply(couple.space_id, "make_commitment", body)
    clock.move(days=21)
    return str(body["id"])
