"""An act that was corrected stays so: an edit beneath a correction would be saved and never seen."""

from tests.support.clock import Clock
from tests.support.people import Couple
from tests.sync.bodies import act_body, answer_body, day_of


def test_after_the_answer_was_taken_back_what_is_said_is_still_a_correction(clock: Clock, couple: Couple) -> None:
    ada, bo, space_id = couple.inviter, couple.accepter, couple.space_id
    act = act_body(ada, day_of(ada, clock.now), note="first")
    answer = answer_body(couple, bo, act["id"])
    ada.client.apply(space_id, "log_act", act)
    bo.client.apply(space_id, "acknowledge", answer)
    ada.client.apply(space_id, "log_act", act | {"note": "second"})
    bo.client.apply(space_id, "take_back_acknowledgement", {"id": answer["id"]})
    ada.client.apply(space_id, "log_act", act | {"note": "third"})
    row = bo.client.rows(space_id, "act")[act["id"]]
    assert [row["note"], *(each["note"] for each in row["corrections"])] == ["first", "second", "third"]
