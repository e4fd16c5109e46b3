"""Changes out: in pages that end on a whole rev, from any cursor, and from the start where the cursor is not known."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from server.db import transaction
from server.spaces.models import ServerState, Space
from server.spaces.scope import act_as_server
from tests.checkins.test_sharing import points, share_body, values
from tests.support.clock import Clock
from tests.support.people import Client, Couple
from tests.support.protocol import operation
from tests.sync.bodies import act_body, answer_body, day_of, move_rev


def page(client: Client, space_id: str, cursor: dict[str, Any] | None, epoch: str | None = None) -> dict[str, Any]:
    answer = client.sync(cursors=[cursor] if cursor else [], epoch=epoch)
    found: dict[str, Any] = next(space for space in answer["spaces"] if space["space_id"] == space_id)
    return found


def cursor_of(space: dict[str, Any]) -> dict[str, Any]:
    return {name: space[name] for name in ("space_id", "rev", "op_id")}


def pages(client: Client, space_id: str) -> list[dict[str, Any]]:
    found = [page(client, space_id, None)]
    while found[-1]["more"]:
        found.append(page(client, space_id, cursor_of(found[-1])))
        assert len(found) < 10
    return found


@pytest.mark.parametrize("count", [500, 501, 600])
def test_one_large_rev_comes_whole(couple: Couple, count: int) -> None:
    """Six hundred weeks published, or withdrawn, at once are one rev: none of them is lost at the page's edge."""
    ada, bo = couple.inviter, couple.accepter
    move_rev(bo, couple.space_id)
    before = cursor_of(page(bo.client, couple.space_id, None))
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "trend"))
    ada.client.apply(couple.space_id, "publish_trend", points(count))
    move_rev(ada, couple.space_id)
    found = pages(bo.client, couple.space_id)
    assert sum(each["kind"] == "shared_point" for page in found for each in page["changes"]) == count
    seen = page(bo.client, couple.space_id, before)
    later = page(bo.client, couple.space_id, cursor_of(seen)) if seen["more"] else {"changes": []}
    told = [*seen["changes"], *later["changes"]]
    assert sum(each["kind"] == "shared_point" for each in told) == count
    ada.client.apply(couple.space_id, "withdraw_check_ins", {})
    gone = page(bo.client, couple.space_id, cursor_of(found[-1]))
    rest = page(bo.client, couple.space_id, cursor_of(gone)) if gone["more"] else {"changes": []}
    assert {each["deleted"] for each in gone["changes"] + rest["changes"]} == {True}
    assert len({each["id"] for each in gone["changes"] + rest["changes"]}) == count
    (afresh,) = pages(bo.client, couple.space_id)
    assert afresh["changes"] == []


def test_pages_end_on_whole_revs_and_go_on_where_they_ended(clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    today = day_of(ada, clock.now)
    for _ in range(3):
        texts = [operation(couple.space_id, "log_act", act_body(ada, today)) for _ in range(140)]
        ada.client.sync(*texts)
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "values"))
    ada.client.apply(couple.space_id, "publish_check_ins", values(200))
    found = pages(bo.client, couple.space_id)
    assert [each["more"] for each in found] == [True, False]
    revs = [[change["rev"] for change in each["changes"]] for each in found]
    assert len(revs[0]) == 420  # the two hundred of one rev did not fit any more
    assert revs[0] == sorted(revs[0])
    assert not set(revs[0]) & set(revs[1])
    assert len({change["id"] for each in found for change in each["changes"]}) == 620
    assert page(bo.client, couple.space_id, cursor_of(found[-1]))["changes"] == []


def test_a_listing_ends_on_whole_revs_too(couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, "trend"))
    ada.client.apply(couple.space_id, "publish_trend", points(250))
    first_week = date.fromisoformat(points(1)["points"][0]["week_on"])
    again = {"points": [points(1)["points"][0] | {"week_on": (first_week + timedelta(days=7)).isoformat()}]}
    ada.client.apply(couple.space_id, "publish_trend", again)
    path = f"/spaces/{couple.space_id}/shared-points"
    first = bo.client.get(path).json
    second = bo.client.get(f"{path}?after={first['next']}").json
    assert (len(first["items"]), len(second["items"]), second["next"]) == (249, 1, None)
    assert bo.client.get(f"{path}?after=-1").json["code"] == "invalid"


def test_only_what_changed_since_the_cursor(clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    bodies = [act_body(ada, day_of(ada, clock.now)) for _ in range(3)]
    for body in bodies[:2]:
        ada.client.apply(couple.space_id, "log_act", body)
    cursor = cursor_of(page(bo.client, couple.space_id, None))
    assert page(bo.client, couple.space_id, cursor)["changes"] == []
    ada.client.apply(couple.space_id, "log_act", bodies[2])
    ada.client.apply(couple.space_id, "delete_act", {"id": bodies[0]["id"]})
    found = page(bo.client, couple.space_id, cursor)
    assert [change["id"] for change in found["changes"]] == [bodies[2]["id"], bodies[0]["id"]]
    assert (found["resync"], found["more"], found["rev"]) == (False, False, cursor["rev"] + 2)


def test_a_cursor_that_is_not_known_starts_again(clock: Clock, couple: Couple) -> None:
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now))
    for kind, each in (("log_act", body), ("delete_act", {"id": body["id"]}), ("log_act", body | {"id": str(uuid4())})):
        ada.client.apply(couple.space_id, kind, each)
    whole = page(ada.client, couple.space_id, None)
    right = cursor_of(whole)
    epoch = ada.client.sync()["epoch"]
    for wrong in (right | {"op_id": str(uuid4())}, right | {"op_id": None}, right | {"rev": 99}, right | {"rev": 2}):
        found = page(ada.client, couple.space_id, wrong, epoch)
        assert found == whole | {"resync": True}
    assert page(ada.client, couple.space_id, right, str(uuid4())) == whole | {"resync": True}
    for known in (epoch, None):
        assert page(ada.client, couple.space_id, right, known) == whole | {"changes": []}
    assert page(ada.client, couple.space_id, None, str(uuid4())) == whole


def test_who_reads_again_is_told_what_is_gone(clock: Clock, couple: Couple) -> None:
    """Who starts afresh is not; but a device that knew a row must learn that it went, or would send it again."""
    ada, bo = couple.inviter, couple.accepter
    act = act_body(ada, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", act)
    answer = answer_body(couple, bo, act["id"])
    bo.client.apply(couple.space_id, "acknowledge", answer)
    bo.client.apply(couple.space_id, "take_back_acknowledgement", {"id": answer["id"]})
    unknown = {"space_id": couple.space_id, "rev": 99, "op_id": str(uuid4())}
    again, afresh = page(bo.client, couple.space_id, unknown), page(bo.client, couple.space_id, None)
    assert [(each["kind"], each["deleted"]) for each in again["changes"]] == [("act", False), ("acknowledgement", True)]
    assert [each["kind"] for each in afresh["changes"]] == ["act"]


def test_a_restored_server_is_noticed(app: Flask, clock: Clock, couple: Couple) -> None:
    """The rev went back and another write took its number: the op id tells them apart, and the epoch tells at all."""
    ada = couple.inviter
    ada.client.apply(couple.space_id, "log_act", act_body(ada, day_of(ada, clock.now)))
    epoch, cursor = ada.client.sync()["epoch"], cursor_of(page(ada.client, couple.space_id, None))
    with app.app_context(), transaction() as session:
        act_as_server(session)
        session.scalars(select(ServerState)).one().epoch = uuid4()
        assert any(str(space.id) == couple.space_id for space in session.scalars(select(Space)))
    found = page(ada.client, couple.space_id, cursor, epoch)
    assert found["resync"] is True
    assert len(found["changes"]) == 1


def test_former_members_read_their_own_alone(clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    for person in (ada, bo):
        person.client.apply(couple.space_id, "log_act", act_body(person, day_of(person, clock.now)))
    cursor = cursor_of(page(ada.client, couple.space_id, None))
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    for person in (ada, bo):
        whole = page(person.client, couple.space_id, None)
        assert whole["role"] == "former"
        assert [change["body"]["author_id"] for change in whole["changes"]] == [person.person_id]
    after = page(bo.client, couple.space_id, cursor)
    assert (after["changes"], after["role"]) == ([], "former")
