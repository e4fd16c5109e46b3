"""Highlights: hidden while one waits, revealed together, changed by their rules, erased and exported whole."""

from datetime import timedelta
from typing import Any

import pytest

from server.errors import Refused
from server.moments.rules import AFTERWARDS, check_day
from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.support.protocol import shared_id
from tests.sync.bodies import day_of


def highlight(couple: Couple, person: Person, on: str, words: str = "tea", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"id": shared_id(couple.space_id, "highlight", person.person_id, on), "on": on, "words": words, **more}


def told(person: Person, space_id: str) -> Any:  # noqa: ANN401 - JSON
    return next(space for space in person.client.sync()["spaces"] if space["space_id"] == space_id)


@pytest.fixture
def today(ada: Person, clock: Clock) -> str:
    """A day that both have, whatever the hour."""
    clock.set((clock.now + timedelta(days=1)).replace(hour=16))
    return day_of(ada, clock.now).isoformat()


def test_one_waits_unseen_and_two_are_revealed(couple: Couple, today: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    before = told(bo, couple.space_id)
    mine = highlight(couple, ada, today, "from ada", is_favourite=True)
    outcome = ada.client.do(couple.space_id, "give_highlight", mine)
    assert (outcome["status"], outcome["space_id"]) == ("applied", ada.private_space_id)
    assert told(bo, couple.space_id) == before
    path = f"/spaces/{couple.space_id}/highlights"
    assert bo.client.get(f"{path}/{mine['id']}").status_code == 404
    assert bo.client.put(f"{path}/{highlight(couple, bo, today)['id']}", {"on": today, "words": "x"}).status_code == 200
    for person in (ada, bo):
        rows = person.client.rows(couple.space_id, "highlight")
        assert {row["words"] for row in rows.values()} == {"from ada", "x"}
        assert rows[mine["id"]]["is_favourite"] is True
        assert len(person.client.get(path).json["items"]) == 2
    assert ada.client.do(couple.space_id, "give_highlight", mine)["problem"]["code"] == "already_revealed"


def test_of_what_waits_one_is_the_favourite(couple: Couple, today: str, clock: Clock) -> None:
    ada = couple.inviter
    ada.client.apply(couple.space_id, "give_highlight", highlight(couple, ada, today, is_favourite=True))
    clock.move(days=1)
    tomorrow = day_of(ada, clock.now).isoformat()
    ada.client.apply(couple.space_id, "give_highlight", highlight(couple, ada, tomorrow, is_favourite=True))
    rows = ada.client.rows(ada.private_space_id, "highlight").values()
    assert {row["on"]: row["is_favourite"] for row in rows} == {today: False, tomorrow: True}


def test_it_is_changed_until_the_next_day_is_over(couple: Couple, today: str, clock: Clock) -> None:
    ada, space = couple.inviter, couple.space_id
    for words in ("first", "second"):
        ada.client.apply(space, "give_highlight", highlight(couple, ada, today, words))
        clock.move(days=1)
    late = ada.client.do(space, "give_highlight", highlight(couple, ada, today, "third"))
    assert late["problem"]["code"] == "no_longer_free"
    (row,) = ada.client.rows(ada.private_space_id, "highlight").values()
    assert row["words"] == "second"


def test_the_rule_of_its_days(clock: Clock) -> None:
    on = clock.now.date()
    check_day(on, on)
    check_day(on, on + AFTERWARDS)
    for recorded_on, code in ((on - AFTERWARDS, "day_in_future"), (on + 2 * AFTERWARDS, "no_longer_free")):
        with pytest.raises(Refused, match=code):
            check_day(on, recorded_on)


def test_it_is_exported_and_erased(couple: Couple, today: str, clock: Clock) -> None:
    ada, bo = couple.inviter, couple.accepter
    for person in (ada, bo):
        person.client.apply(couple.space_id, "give_highlight", highlight(couple, person, today))
    clock.move(days=1)
    waiting = highlight(couple, ada, day_of(ada, clock.now).isoformat(), "waits")
    ada.client.apply(couple.space_id, "give_highlight", waiting)
    assert ada.client.post("/me/step-up", {"verifier": ada.verifier}).status_code == 204
    spaces = ada.client.get("/me/export").json["spaces"]
    assert len(spaces[couple.space_id]["entities"]["highlight"]) == 1
    assert spaces[ada.private_space_id]["entities"]["highlight"][waiting["id"]]["words"] == "waits"
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": True})
    ada.client.apply(couple.space_id, "waive_deletion_wait", {})
    assert ada.client.rows(couple.space_id, "highlight") == {}
    assert len(bo.client.rows(couple.space_id, "highlight")) == 1


def test_nobody_gives_in_the_others_name(couple: Couple, today: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    outcome = bo.client.do(couple.space_id, "give_highlight", highlight(couple, ada, today))
    assert outcome["problem"]["code"] == "wrong_id"
