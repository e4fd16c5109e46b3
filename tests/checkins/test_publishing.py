"""publish_trend and publish_check_ins: a device's own words about its owner, rounded, one a week or a day."""

from typing import Any

import pytest

from tests.checkins.test_sharing import points, share_body, values
from tests.support.people import Couple, Person
from tests.sync.ways import Way, both_ways, by_sync


def shared_points(person: Person, couple: Couple) -> list[dict[str, Any]]:
    return sorted(person.client.rows(couple.space_id, "shared_point").values(), key=lambda point: str(point["week_on"]))


@both_ways
def test_levels_are_rounded_to_a_twentieth(way: Way, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "trend"))
    point = {"week_on": "2026-03-02", "level": 0.5231, "low": 0.0249, "high": 0.9999, "call": "rising"}
    assert way(ada.client, couple.space_id, "publish_trend", {"points": [point]}).code == "applied"
    rounded = {"level": 0.5, "low": 0.0, "high": 1.0}
    wanted = point | rounded | {"author_id": ada.person_id}
    assert shared_points(bo, couple) == [wanted]
    (one,) = bo.client.get(f"/spaces/{couple.space_id}/shared-points").json["items"]
    assert one["body"] == wanted
    assert bo.client.get(f"/spaces/{couple.space_id}/shared-points/{one['id']}").json == one


def test_a_week_is_replaced_and_others_stay(couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "trend"))
    ada.client.apply(couple.space_id, "publish_trend", points(3))
    (week, *_) = points(1)["points"]
    twice = {"points": [week | {"level": 0.1}, week | {"level": 0.9, "call": "falling"}]}
    ada.client.apply(couple.space_id, "publish_trend", twice)
    found = [(point["level"], point["call"]) for point in shared_points(bo, couple)]
    assert found == [(0.9, "falling"), (0.5, "steady"), (0.5, "steady")]


@both_ways
def test_values_are_a_days(way: Way, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "values"))
    assert way(ada.client, couple.space_id, "publish_trend", points(1)).code == "not_shared"
    assert way(ada.client, couple.space_id, "publish_check_ins", values(2)).code == "applied"
    again = {"values": [values(1)["values"][0] | {"safe": 0}]}
    assert way(ada.client, couple.space_id, "publish_check_ins", again).code == "applied"
    rows = bo.client.rows(couple.space_id, "shared_check_in").values()
    assert sorted((row["on"], row["safe"], row["seen"], row["valued"]) for row in rows) == [
        ("2026-03-02", 0, None, 10),
        ("2026-03-03", 4, None, 10),
    ]
    listed = bo.client.get(f"/spaces/{couple.space_id}/shared-check-ins").json["items"]
    assert {each["body"]["author_id"] for each in listed} == {ada.person_id}


@pytest.mark.parametrize(
    "change", [{"level": 1.01}, {"low": -0.1}, {"high": "high"}, {"level": None}, {"call": "better"}]
)
def test_a_point_that_cannot_be(couple: Couple, change: dict[str, Any]) -> None:
    ada = couple.inviter
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "trend"))
    body = {"points": [points(1)["points"][0] | change]}
    assert by_sync(ada.client, couple.space_id, "publish_trend", body).code == "invalid"
    assert shared_points(ada, couple) == []


@pytest.mark.parametrize("change", [{"safe": 11}, {"seen": -1}, {"valued": 5.5}, {"on": "today"}, {"note": "x"}])
def test_a_value_that_cannot_be(couple: Couple, change: dict[str, Any]) -> None:
    ada = couple.inviter
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "values"))
    body = {"values": [values(1)["values"][0] | change]}
    assert by_sync(ada.client, couple.space_id, "publish_check_ins", body).code == "invalid"


def test_between_one_and_six_hundred(couple: Couple) -> None:
    ada = couple.inviter
    for mode, kind, many in (("trend", "publish_trend", points), ("values", "publish_check_ins", values)):
        ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, mode))
        for count, code in ((0, "invalid"), (601, "invalid"), (1, "applied")):
            assert by_sync(ada.client, couple.space_id, kind, many(count)).code == code
