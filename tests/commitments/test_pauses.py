"""pause and end_pause: of one commitment, of all one's own, or for both; without a trace in any figure."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.sync.bodies import commitment_body, day_of, leave, occurrence_body, present_row
from tests.sync.ways import Way, both_ways, by_sync, check_strangers


@pytest.fixture
def promise(clock: Clock, couple: Couple, ada: Person) -> str:
    body = commitment_body(day_of(ada, clock.now))
    ada.client.apply(couple.space_id, "make_commitment", body)
    return str(body["id"])


def pause_body(person: Person, clock: Clock, scope: str = "mine", **change: Any) -> dict[str, Any]:  # noqa: ANN401
    body = {"id": str(uuid4()), "scope": scope, "from_on": day_of(person, clock.now).isoformat()}
    return body | change


@both_ways
def test_the_partner_is_told_days_only(
    *, way: Way, clock: Clock, couple: Couple, ada: Person, bo: Person, promise: str
) -> None:
    until_on = day_of(ada, clock.now, 3).isoformat()
    body = pause_body(ada, clock, "commitment", commitment_id=promise, until_on=until_on)
    assert way(ada.client, couple.space_id, "pause", body).code == "applied"
    wanted = {name: body[name] for name in ("scope", "commitment_id", "from_on", "until_on")}
    assert present_row(bo, couple, "pause", body["id"]) == wanted | {"author_id": ada.person_id}
    listed = bo.client.get(f"/spaces/{couple.space_id}/pauses").json["items"]
    assert listed == [bo.client.get(f"/spaces/{couple.space_id}/pauses/{body['id']}").json]


@both_ways
def test_who_may(
    *, way: Way, clock: Clock, couple: Couple, ada: Person, bo: Person, outsider: Person, promise: str
) -> None:
    space_id = couple.space_id
    theirs = pause_body(bo, clock, "commitment", commitment_id=promise)
    assert way(bo.client, space_id, "pause", theirs).code == "not_yours"
    assert way(bo.client, space_id, "pause", theirs | {"commitment_id": str(uuid4())}).code == "not_found"
    mine, both = pause_body(ada, clock), pause_body(ada, clock, "both")
    for body in (mine, both):
        assert way(ada.client, space_id, "pause", body).code == "applied"
        assert way(bo.client, space_id, "pause", body).code == "id_taken"
    end = {"until_on": day_of(ada, clock.now).isoformat()}
    assert way(bo.client, space_id, "end_pause", end | {"id": mine["id"]}).code == "not_yours"
    assert way(bo.client, space_id, "end_pause", end | {"id": both["id"]}).code == "applied"
    assert way(ada.client, space_id, "end_pause", end | {"id": mine["id"]}).code == "applied"
    assert way(ada.client, space_id, "end_pause", end | {"id": str(uuid4())}).code == "not_found"
    check_strangers(way, couple, outsider, "pause", pause_body(ada, clock))
    check_strangers(way, couple, outsider, "end_pause", end | {"id": mine["id"]})
    leave(bo, couple)
    assert way(ada.client, space_id, "pause", pause_body(ada, clock)).code == "couple_ended"
    assert way(ada.client, space_id, "end_pause", end | {"id": mine["id"]}).code == "couple_ended"


def test_what_cannot_be(clock: Clock, couple: Couple, ada: Person, promise: str) -> None:
    yesterday = day_of(ada, clock.now, -1).isoformat()
    for body in (
        pause_body(ada, clock, "commitment"),
        pause_body(ada, clock, "mine", commitment_id=promise),
        pause_body(ada, clock, "partner"),
        pause_body(ada, clock, until_on=yesterday),
        pause_body(ada, clock, from_on=None),
        pause_body(ada, clock, reason="ill"),
    ):
        assert by_sync(ada.client, couple.space_id, "pause", body).code == "invalid"
    with_a_clock = pause_body(ada, clock, id="0199a6a0-0000-7000-8000-000000000000")
    assert by_sync(ada.client, couple.space_id, "pause", with_a_clock).code == "wrong_id"
    assert ada.client.rows(couple.space_id, "pause") == {}


def test_a_week_back_and_not_more(clock: Clock, couple: Couple, ada: Person) -> None:
    for days, code in ((-8, "too_far_back"), (-7, "applied")):
        body = pause_body(ada, clock, from_on=day_of(ada, clock.now, days).isoformat())
        assert by_sync(ada.client, couple.space_id, "pause", body).code == code
        end = {"id": body["id"], "until_on": day_of(ada, clock.now, -8).isoformat()}
        assert by_sync(ada.client, couple.space_id, "end_pause", end).code in {"not_found", "too_far_back"}


def test_a_pause_long_over_is_not_drawn_out(clock: Clock, couple: Couple, ada: Person) -> None:
    body = pause_body(ada, clock, until_on=day_of(ada, clock.now).isoformat())
    ada.client.apply(couple.space_id, "pause", body)
    clock.move(days=7)
    longer = {"id": body["id"], "until_on": day_of(ada, clock.now).isoformat()}
    assert by_sync(ada.client, couple.space_id, "end_pause", longer).code == "applied"
    clock.move(days=8)
    longer = {"id": body["id"], "until_on": day_of(ada, clock.now).isoformat()}
    assert by_sync(ada.client, couple.space_id, "end_pause", longer).code == "too_far_back"


def test_a_paused_day_is_not_due(clock: Clock, couple: Couple, ada: Person, bo: Person, promise: str) -> None:
    """Ada's own pause, and Bo's for both, rest her commitment; Bo's own does not."""
    today = day_of(ada, clock.now)
    act = occurrence_body(couple, ada, promise, today)
    for person, scope, code in ((bo, "mine", "applied"), (bo, "both", "not_due"), (ada, "mine", "not_due")):
        body = pause_body(person, clock, scope, from_on=(today - timedelta(days=1)).isoformat())
        person.client.apply(couple.space_id, "pause", body)
        assert by_sync(ada.client, couple.space_id, "log_act", act).code == code
        if code == "applied":
            ada.client.apply(couple.space_id, "delete_act", {"id": act["id"]})
            act = occurrence_body(couple, ada, promise, today + timedelta(days=1))
            clock.move(days=1)
        ended = {"id": body["id"], "until_on": (today - timedelta(days=1)).isoformat()}
        person.client.apply(couple.space_id, "end_pause", ended)
    assert by_sync(ada.client, couple.space_id, "log_act", act).code == "applied"
