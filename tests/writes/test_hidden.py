"""What changes nothing that the partner may see moves no rev of theirs."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.clock import Clock
from tests.support.people import Couple
from tests.support.protocol import operation
from tests.sync.bodies import act_body, day_of


def told(couple: Couple) -> Any:  # noqa: ANN401 - JSON
    """All that the partner is told of the couple's space."""
    spaces = couple.accepter.client.sync()["spaces"]
    return next(space for space in spaces if space["space_id"] == couple.space_id)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("withdraw_check_ins", {}),
        ("test_give", {"id": str(uuid4()), "topic_id": str(uuid4()), "words": "x"}),
        ("test_take_back", {"id": str(uuid4())}),
    ],
)
def test_it_takes_its_rev_in_its_authors_own_space(couple: Couple, name: str, body: dict[str, Any]) -> None:
    ada, before = couple.inviter, told(couple)
    text = operation(couple.space_id, name, body)
    (outcome,) = ada.client.sync(text)["outcomes"]
    assert (outcome["status"], outcome["space_id"]) == ("applied", ada.private_space_id)
    assert ada.client.sync(text)["outcomes"] == [outcome]
    assert told(couple) == before


def test_the_same_words_again_move_nothing(couple: Couple, clock: Clock) -> None:
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", body)
    before = told(couple)
    outcome = ada.client.do(couple.space_id, "log_act", body)
    assert (outcome["status"], outcome["space_id"]) == ("applied", ada.private_space_id)
    assert told(couple) == before


def test_after_a_leaving_neither_learns_what_the_other_does(couple: Couple, clock: Clock) -> None:
    ada, bo = couple.inviter, couple.accepter
    for person in (ada, bo):
        person.client.apply(couple.space_id, "log_act", act_body(person, day_of(person, clock.now)))
    mine = act_body(ada, day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "log_act", mine)
    ada.client.apply(couple.space_id, "leave_couple", {"delete_mine": True})
    before = told(couple)
    ada.client.apply(couple.space_id, "delete_act", {"id": mine["id"]})
    ada.client.apply(couple.space_id, "waive_deletion_wait", {})
    assert told(couple) == before
