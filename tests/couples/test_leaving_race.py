"""A leaving and a write at one moment: the write comes before, or is refused; never after."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import delete, select

from server.db import transaction
from server.events import Event
from tests.support.callers import in_process
from tests.support.clock import Clock
from tests.support.people import Client, Couple, pair
from tests.support.protocol import operation

ROUNDS = 8
WRITES = 4


def test_no_write_lands_after_the_leaving(app: Flask, couple: Couple, clock: Clock) -> None:
    seen = set()
    for round_number in range(ROUNDS):
        together = Barrier(WRITES + 1)

        def send(text: str, token: str, together: Barrier = together) -> dict[str, Any]:
            client = Client(in_process(app), token)
            together.wait()
            outcome: dict[str, Any] = client.sync(text)["outcomes"][0]
            return outcome

        writes = [
            operation(
                couple.space_id,
                "log_act",
                {"id": str(uuid4()), "on": clock.now.date().isoformat(), "zone": "UTC", "kind": "honesty"},
            )
            for _ in range(WRITES)
        ]
        leaving = operation(couple.space_id, "leave_couple", {"delete_mine": False})
        with ThreadPoolExecutor(WRITES + 1) as threads:
            # By turns the leaving starts first and last, so that both orders happen.
            jobs = [(text, couple.accepter.client.token) for text in writes]
            jobs.insert(WRITES * (round_number % 2), (leaving, couple.inviter.client.token))
            outcomes = list(threads.map(lambda job: send(*job), jobs))
        left = outcomes.pop(WRITES * (round_number % 2))
        assert left["status"] == "applied"
        for outcome in outcomes:
            if outcome["status"] == "refused":
                assert outcome["problem"]["code"] == "couple_ended"
        seen |= {outcome["status"] for outcome in outcomes}
        applied = sum(outcome["status"] == "applied" for outcome in outcomes)
        assert len(couple.accepter.client.rows(couple.space_id, "act")) == applied
        with app.app_context(), transaction() as session:
            names = session.scalars(select(Event.name).order_by(Event.id)).all()
            session.execute(delete(Event))
        # Events are written in the transactions of the writes that caused them.
        assert names[-1] == "couple_ended"
        assert names.count("act_logged") == applied
        couple = pair(couple.inviter, couple.accepter)
    assert "refused" in seen
