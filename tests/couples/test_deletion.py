"""What a leaver wrote, deleted after thirty days, kept after all, or deleted at once."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from server import clock as server_clock
from server.couples.service import carry_out_deletions
from server.db import transaction
from server.spaces.scope import act_as_server
from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.support.protocol import shared_id


@pytest.fixture(autouse=True)
def _a_day_in_march(clock: Clock) -> None:
    """Set before anyone signs up; an hour at which it is the same day for both."""
    clock.set(datetime(2027, 3, 10, 16, 0, tzinfo=UTC))


@pytest.fixture
def written(ada: Person, bo: Person, couple: Couple) -> dict[str, str]:
    """One of everything by Ada, an act by Bo, and each one's answer; ids by name."""
    on, space = "2027-03-10", couple.space_id
    ids = {name: str(uuid4()) for name in ("act", "theirs", "commitment", "pause")}
    commitment = {"id": ids["commitment"], "title": "tea", "kind": "presence", "rhythm": {"type": "daily"}}
    ada.client.apply(space, "make_commitment", commitment | {"starts_on": on})
    ada.client.apply(space, "pause", {"id": ids["pause"], "scope": "mine", "from_on": on})
    for person, name in ((ada, "act"), (bo, "theirs")):
        body = {"id": ids[name], "on": on, "zone": "UTC", "kind": "honesty", "note": "words"}
        person.client.apply(space, "log_act", body)
    for person, name, answered in ((ada, "answer", "theirs"), (bo, "their_answer", "act")):
        ids[name] = shared_id(space, "acknowledgement", ids[answered], person.person_id)
        body = {"id": ids[name], "act_id": ids[answered], "answer": "thanks", "words": "words"}
        person.client.apply(space, "acknowledge", body)
    share_id = shared_id(space, "check_in_share", ada.person_id)
    ada.client.apply(space, "share_check_ins", {"id": share_id, "mode": "values"})
    ada.client.apply(space, "publish_check_ins", {"values": [{"on": on, "safe": 7}]})
    return ids


def carry_out(app: Flask) -> int:
    with app.app_context(), transaction() as session:
        act_as_server(session)
        return carry_out_deletions(session)


def assert_deleted(ada: Person, bo: Person, space: str, ids: dict[str, str]) -> None:
    act = ada.client.rows(space, "act")[ids["act"]]
    assert (act["removed"], act["note"], act["kind"], act["on"]) == (True, "", None, "2027-03-10")
    assert ada.client.rows(space, "commitment")[ids["commitment"]]["title"] is None
    for kind in ("acknowledgement", "shared_check_in", "check_in_share"):
        assert ada.client.rows(space, kind) == {}
    # What the other wrote stays theirs.
    assert bo.client.rows(space, "act")[ids["theirs"]]["note"] == "words"
    assert bo.client.rows(space, "acknowledgement")[ids["their_answer"]]["words"] == "words"


def assert_kept(ada: Person, space: str, ids: dict[str, str]) -> None:
    assert ada.client.rows(space, "act")[ids["act"]]["note"] == "words"
    assert ada.client.rows(space, "commitment")[ids["commitment"]]["title"] == "tea"
    assert ada.client.rows(space, "acknowledgement")[ids["answer"]]["words"] == "words"


def deletion(person: Person) -> dict[str, Any] | None:
    found: dict[str, Any] | None = person.client.get("/me").json["couples"][0]["deletion"]
    return found


def test_it_takes_effect_after_thirty_days(app: Flask, couple: Couple, written: dict[str, str]) -> None:
    ada, bo, space = couple.inviter, couple.accepter, couple.space_id
    ada.client.apply(space, "leave_couple", {"delete_mine": True})
    assert deletion(ada) == {"due_on": "2027-04-09", "state": "waiting"}
    # Her day begins at 22:00 UTC in Berlin's summer.
    with server_clock.at(datetime(2027, 4, 8, 21, 59, tzinfo=UTC)):
        assert carry_out(app) == 0
        assert_kept(ada, space, written)
    with server_clock.at(datetime(2027, 4, 8, 22, 0, tzinfo=UTC)):
        before = next(each for each in ada.client.sync()["spaces"] if each["space_id"] == space)
        assert carry_out(app) == 1
        assert_deleted(ada, bo, space, written)
        assert deletion(ada) is None
        assert carry_out(app) == 0
        cursor = {"space_id": space, "rev": before["rev"], "op_id": before["op_id"]}
        after = next(each for each in ada.client.sync(cursors=[cursor])["spaces"] if each["space_id"] == space)
    # Her other devices are told; the erased answers as gone, the act as removed.
    told = {(change["kind"], change["id"]): change["deleted"] for change in after["changes"]}
    assert told["act", written["act"]] is False
    assert told["acknowledgement", written["answer"]] is True
    assert after["resync"] is False


def test_without_the_choice_nothing_is_deleted(app: Flask, couple: Couple, written: dict[str, str]) -> None:
    couple.inviter.client.apply(couple.space_id, "leave_couple", {"delete_mine": False})
    assert deletion(couple.inviter) is None
    with server_clock.at(datetime(2028, 1, 1, tzinfo=UTC)):
        assert carry_out(app) == 0


def test_the_leaver_takes_it_back(app: Flask, couple: Couple, written: dict[str, str], clock: Clock) -> None:
    ada, space = couple.inviter, couple.space_id
    ada.client.apply(space, "leave_couple", {"delete_mine": True})
    clock.move(days=29)
    assert ada.client.delete(f"/spaces/{space}/deletion").status_code == 200
    assert deletion(ada) is None
    clock.move(days=2)
    assert carry_out(app) == 0
    assert_kept(ada, space, written)
    assert ada.client.delete(f"/spaces/{space}/deletion").status_code == 404


def test_the_leaver_waives_the_wait(app: Flask, couple: Couple, written: dict[str, str]) -> None:
    ada, bo, space = couple.inviter, couple.accepter, couple.space_id
    ada.client.apply(space, "leave_couple", {"delete_mine": True})
    assert ada.client.post(f"/spaces/{space}/deletion/now").status_code == 200
    assert_deleted(ada, bo, space, written)
    assert deletion(ada) is None
    assert ada.client.do(space, "take_back_deletion", {})["problem"]["code"] == "not_found"


@pytest.mark.parametrize("kind", ["take_back_deletion", "waive_deletion_wait"])
def test_it_is_the_leavers_alone(couple: Couple, outsider: Person, written: dict[str, str], kind: str) -> None:
    ada, space = couple.inviter, couple.space_id
    assert ada.client.do(space, kind, {})["problem"]["code"] == "not_found"  # before leaving
    ada.client.apply(space, "leave_couple", {"delete_mine": True})
    for person in (couple.accepter, outsider):
        assert person.client.do(space, kind, {})["problem"]["code"] == "not_found"
    assert deletion(ada) is not None
    assert_kept(ada, space, written)


def test_deletions_of_several_couples_wait_each_for_their_day(
    app: Flask, couple: Couple, written: dict[str, str], clock: Clock
) -> None:
    ada, bo = couple.inviter, couple.accepter
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": True})
    clock.move(days=30)
    later = clock.now + timedelta(days=1)
    assert carry_out(app) == 1
    with server_clock.at(later):
        assert carry_out(app) == 0
    assert_deleted(ada, bo, couple.space_id, written)
