"""Counters of vain tries do not pile up."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from server import clock
from server.db import transaction
from server.people import tries
from server.people.models import TryCounter


def test_a_counter_is_forgotten_after_a_day(app: Flask) -> None:
    with app.app_context():
        with transaction() as session:
            tries.count_failure(session, "sign_in", "mistyped")
        with transaction() as session:
            tries.forget_old(session)
            assert session.scalar(select(func.count()).select_from(TryCounter)) == 1
        with clock.at(clock.now() + timedelta(hours=25)), transaction() as session:
            tries.forget_old(session)
            assert session.scalar(select(func.count()).select_from(TryCounter)) == 0
