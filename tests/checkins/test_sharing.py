"""share_check_ins and withdraw_check_ins: chosen by their owner, gone at once, itself never told to the partner."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.support.people import Client, Couple, Person
from tests.support.protocol import shared_id
from tests.sync.bodies import everything, leave, move_rev
from tests.sync.ways import Way, both_ways, by_sync, check_strangers

MONDAY = date(2026, 3, 2)


def share_body(couple: Couple, person: Person, mode: str) -> dict[str, Any]:
    return {"id": shared_id(couple.space_id, "check_in_share", person.person_id), "mode": mode}


def points(weeks: int) -> dict[str, Any]:
    week_on = (MONDAY + timedelta(days=7 * week) for week in range(weeks))
    level = {"level": 0.5, "low": 0.4, "high": 0.6, "call": "steady"}
    return {"points": [{"week_on": monday.isoformat(), **level} for monday in week_on]}


def values(days: int) -> dict[str, Any]:
    on = (MONDAY + timedelta(days=day) for day in range(days))
    return {"values": [{"on": day.isoformat(), "safe": 4, "seen": None, "valued": 10} for day in on]}


def seen_since(client: Client, space_id: str, cursor: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything a device is told of a space since its cursor."""
    (space,) = [each for each in client.sync(cursors=[cursor])["spaces"] if each["space_id"] == space_id]
    changes: list[dict[str, Any]] = space["changes"]
    return changes


@both_ways
def test_what_is_shared_and_withdrawn(way: Way, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    never = everything(bo, couple.space_id)
    assert way(ada.client, couple.space_id, "share_check_ins", share_body(couple, ada, "trend")).code == "applied"
    assert everything(bo, couple.space_id) == never
    assert way(ada.client, couple.space_id, "publish_trend", points(3)).code == "applied"
    assert len(everything(bo, couple.space_id)) == len(never) + 3
    (mine,) = ada.client.rows(couple.space_id, "check_in_share").values()
    assert mine == {"author_id": ada.person_id, "mode": "trend"}
    assert bo.client.rows(couple.space_id, "check_in_share") == {}
    assert way(ada.client, couple.space_id, "withdraw_check_ins", {}).code == "applied"
    assert everything(bo, couple.space_id) == never
    assert everything(ada, couple.space_id) == never
    for path in ("shared-points", "shared-check-ins"):
        assert bo.client.get(f"/spaces/{couple.space_id}/{path}").json == {"items": [], "next": None}


def test_the_partners_phones_lose_it_at_once_and_never_hear_of_the_share_itself(couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    move_rev(bo, couple.space_id)  # from here on a cursor has something to follow
    space = next(each for each in bo.client.sync()["spaces"] if each["space_id"] == couple.space_id)
    cursor = {"space_id": couple.space_id, "rev": space["rev"], "op_id": space["op_id"]}
    for mode, kind, body in (("values", "publish_check_ins", values(2)), ("trend", "publish_trend", points(2))):
        ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, mode))
        assert {each["kind"] for each in seen_since(bo.client, couple.space_id, cursor)} <= {"shared_check_in"}
        ada.client.apply(couple.space_id, kind, body)
    ada.client.apply(couple.space_id, "withdraw_check_ins", {})
    told = seen_since(bo.client, couple.space_id, cursor)
    assert {(each["kind"], each["deleted"]) for each in told} == {("shared_point", True), ("shared_check_in", True)}
    assert all("body" not in each for each in told)
    own = seen_since(ada.client, couple.space_id, cursor)
    assert ("check_in_share", True) in {(each["kind"], each["deleted"]) for each in own}


def test_tombstones_reach_a_phone_that_had_it(couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "trend"))
    ada.client.apply(couple.space_id, "publish_trend", points(2))
    space = next(each for each in bo.client.sync()["spaces"] if each["space_id"] == couple.space_id)
    cursor = {"space_id": couple.space_id, "rev": space["rev"], "op_id": space["op_id"]}
    ids = {each["id"] for each in space["changes"] if each["kind"] == "shared_point"}
    ada.client.apply(couple.space_id, "withdraw_check_ins", {})
    told = seen_since(bo.client, couple.space_id, cursor)
    assert {(each["kind"], each["id"], each["deleted"]) for each in told} == {("shared_point", id, True) for id in ids}
    mine = seen_since(ada.client, couple.space_id, cursor)
    assert ("check_in_share", True) in {(each["kind"], each["deleted"]) for each in mine}


@both_ways
def test_another_mode_removes_what_was_published(way: Way, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    space_id = couple.space_id
    ada.client.apply(space_id, "share_check_ins", share_body(couple, ada, "values"))
    ada.client.apply(space_id, "publish_check_ins", values(3))
    assert way(ada.client, space_id, "share_check_ins", share_body(couple, ada, "values")).code == "applied"
    assert len(bo.client.rows(space_id, "shared_check_in")) == 3
    assert way(ada.client, space_id, "share_check_ins", share_body(couple, ada, "trend")).code == "applied"
    assert bo.client.rows(space_id, "shared_check_in") == {}
    assert way(ada.client, space_id, "publish_check_ins", values(1)).code == "not_shared"
    assert way(ada.client, space_id, "publish_trend", points(1)).code == "applied"
    assert way(ada.client, space_id, "share_check_ins", share_body(couple, ada, "values")).code == "applied"
    assert bo.client.rows(space_id, "shared_point") == {}


@both_ways
def test_who_may(way: Way, couple: Couple, outsider: Person) -> None:
    ada, bo = couple.inviter, couple.accepter
    space_id = couple.space_id
    for_ada = share_body(couple, ada, "trend")
    assert way(bo.client, space_id, "share_check_ins", for_ada).code == "wrong_id"
    assert way(bo.client, space_id, "share_check_ins", for_ada | {"id": str(uuid4())}).code == "wrong_id"
    assert way(ada.client, space_id, "share_check_ins", for_ada).code == "applied"
    assert way(ada.client, space_id, "publish_trend", points(2)).code == "applied"
    assert way(bo.client, space_id, "publish_trend", points(1)).code == "not_shared"
    assert way(bo.client, space_id, "withdraw_check_ins", {}).code == "applied"  # one's own, of which there is nothing
    assert len(bo.client.rows(space_id, "shared_point")) == 2
    bodies = {"share_check_ins": for_ada, "withdraw_check_ins": {}, "publish_trend": points(1)}
    for kind, body in (bodies | {"publish_check_ins": values(1)}).items():
        check_strangers(way, couple, outsider, kind, body)
    leave(bo, couple)
    assert bo.client.rows(space_id, "shared_point") == {}
    assert way(ada.client, space_id, "share_check_ins", for_ada).code == "couple_ended"
    assert way(ada.client, space_id, "publish_trend", points(1)).code == "couple_ended"
    assert len(ada.client.rows(space_id, "shared_point")) == 2
    assert way(ada.client, space_id, "withdraw_check_ins", {}).code == "applied"
    assert everything(ada, space_id) == []


def test_what_cannot_be(couple: Couple) -> None:
    ada = couple.inviter
    right = share_body(couple, ada, "trend")
    for body in (right | {"mode": "all"}, right | {"with": "both"}, {"mode": "trend"}, right | {"id": "x"}):
        assert by_sync(ada.client, couple.space_id, "share_check_ins", body).code == "invalid"
    assert by_sync(ada.client, couple.space_id, "withdraw_check_ins", {"id": right["id"]}).code == "invalid"
    assert everything(ada, couple.space_id) == []
