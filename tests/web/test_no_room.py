"""A full disk is said as such: nothing half done, everything readable, and the same bytes go through later."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from server.db import db
from tests.support.clock import Clock
from tests.support.people import Couple
from tests.support.protocol import operation
from tests.sync.bodies import act_body, day_of


@pytest.fixture
def full(app: Flask) -> Iterator[list[bool]]:
    """While its one entry is True, the database takes no further page."""
    is_full = [False]
    with app.app_context():
        engine = db.engine

    def tell(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
        connection.exec_driver_sql(f"PRAGMA max_page_count={1 if is_full[0] else 1_000_000}")

    event.listen(engine, "begin", tell)
    yield is_full
    event.remove(engine, "begin", tell)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # the one that can be told that its disk is full
def test_what_is_refused_for_lack_of_room_goes_through_later(clock: Clock, couple: Couple, full: list[bool]) -> None:
    ada = couple.inviter
    before = ada.client.sync()
    # More than the free pages of a small database can hold.
    texts = [
        operation(couple.space_id, "log_act", act_body(ada, day_of(ada, clock.now)) | {"note": "x" * 1900})
        for _ in range(20)
    ]
    body = {"epoch": None, "client": "0.1.0", "cursors": [], "operations": texts}
    full[0] = True
    refused = ada.client.post("/sync", body)
    assert (refused.status_code, refused.json["code"]) == (507, "no_room")
    clock.move(days=1)  # the first use on a new day would be noted, were there room
    assert ada.client.get("/me").status_code == 200
    assert ada.client.sync()["me"] == before["me"]
    full[0] = False
    answered = ada.client.sync(*texts)
    assert {outcome["status"] for outcome in answered["outcomes"]} == {"applied"}
    assert len(ada.client.rows(couple.space_id, "act")) == len(texts)
