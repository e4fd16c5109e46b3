"""Counters of vain tries do not pile up."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from server import clock
from server.db import transaction
from server.people import throttling
from server.people.models import ThrottleCounter


def test_a_counter_is_forgotten_after_a_day(app: Flask) -> None:
    with app.app_context():
        with transaction() as session:
            throttling.count_failure(session, "sign_in", "mistyped")
        with transaction() as session:
            throttling.forget_old(session)
            assert session.scalar(select(func.count()).select_from(ThrottleCounter)) == 1
        with clock.at(clock.now() + timedelta(hours=25)), transaction() as session:
            throttling.forget_old(session)
            assert session.scalar(select(func.count()).select_from(ThrottleCounter)) == 0
