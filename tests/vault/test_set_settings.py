"""set_settings: the few plain things that the worker needs, merged field by field."""

from typing import Any

import pytest

from tests.support.people import Couple, Person
from tests.sync.ways import Way, both_ways, by_sync


@both_ways
def test_what_is_given_changes_and_the_rest_stays(way: Way, ada: Person) -> None:
    before = ada.client.get("/me").json["person"]
    one = {"zone": "Asia/Kathmandu", "settings": {"log_at": "20:15", "check_in_days": [2, 6], "moment": True}}
    two = {"language": "de", "display_name": "Adele", "settings": {"log_at": None, "paused_until": "2026-05-01"}}
    for body in (one, two):
        assert way(ada.client, ada.private_space_id, "set_settings", body).code == "applied"
    after = ada.client.get("/me").json["person"]
    changed = {"log_at": None, "check_in_days": [2, 6], "moment": True, "paused_until": "2026-05-01"}
    settings = before["settings"] | changed
    wanted = {"zone": "Asia/Kathmandu", "language": "de", "display_name": "Adele", "settings": settings}
    assert after == before | wanted
    assert ada.client.sync()["me"]["person"] == after


@pytest.mark.parametrize(
    "change",
    [
        {"zone": "Mars/Olympus"},
        {"language": "tlh"},
        {"display_name": ""},
        {"display_name": "x" * 41},
        {"handle": "other"},
        {"settings": {"log_at": "25:00"}},
        {"settings": {"log_at": "8pm"}},
        {"settings": {"check_in_days": [7]}},
        {"settings": {"most_a_day": 4}},
        {"settings": {"most_a_day": 0}},
        {"settings": {"quiet_from": None}},
        {"settings": {"last_seen": True}},
        {"settings": {"paused_until": "tomorrow"}},
    ],
)
def test_what_cannot_be(ada: Person, change: dict[str, Any]) -> None:
    before = ada.client.get("/me").json["person"]
    assert by_sync(ada.client, ada.private_space_id, "set_settings", change).code == "invalid"
    assert ada.client.get("/me").json["person"] == before


def test_the_partner_is_told_the_name_and_nothing_else(couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = {"display_name": "Adele", "zone": "Asia/Kathmandu", "settings": {"log_at": "20:15"}}
    ada.client.apply(ada.private_space_id, "set_settings", body)
    (seen,) = bo.client.sync()["me"]["couples"]
    assert seen["partner"] == {"id": ada.person_id, "display_name": "Adele", "public_key": ada.public_key}
    assert "Kathmandu" not in str(bo.client.sync())
