"""log_act, the first time: an occurrence or something unprompted, by its author, on a day that may be."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.clock import Clock
from tests.support.people import Couple, Person
from tests.support.protocol import shared_id
from tests.sync.bodies import act_body, commitment_body, day_of, leave, occurrence_body, present_row
from tests.sync.ways import Way, both_ways, by_sync, check_strangers


def act(person: Person, couple: Couple, id: str) -> dict[str, Any]:
    found = present_row(person, couple, "act", id)
    assert found is not None
    return found


@both_ways
def test_the_partner_reads_it_and_only_the_author_until_when_it_is_free(
    way: Way, clock: Clock, couple: Couple, promise: str
) -> None:
    ada, bo = couple.inviter, couple.accepter
    today = day_of(ada, clock.now)
    body = occurrence_body(couple, ada, promise, today, "missed_told", hard=True, note="I forgot to call")
    assert way(ada.client, couple.space_id, "log_act", body).code == "applied"
    wanted = {name: said for name, said in body.items() if name not in {"id", "zone"}}
    wanted |= {"author_id": ada.person_id, "added_later": False, "removed": False, "corrections": []}
    assert act(bo, couple, body["id"]) == wanted
    assert act(ada, couple, body["id"]) == wanted | {"free_until_on": (today + timedelta(days=1)).isoformat()}
    one = bo.client.get(f"/spaces/{couple.space_id}/acts/{body['id']}").json
    assert one["body"] == wanted
    assert bo.client.get(f"/spaces/{couple.space_id}/acts").json["items"] == [one]


@both_ways
def test_who_may(way: Way, clock: Clock, couple: Couple, outsider: Person, promise: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    space_id, today = couple.space_id, day_of(ada, clock.now)
    theirs = occurrence_body(couple, bo, promise, day_of(bo, clock.now))
    assert way(bo.client, space_id, "log_act", theirs).code == "not_yours"
    mine = act_body(ada, today)
    assert way(ada.client, space_id, "log_act", mine).code == "applied"
    assert way(bo.client, space_id, "log_act", mine | {"note": "no"}).code == "not_yours"
    assert act(bo, couple, mine["id"])["note"] == mine["note"]
    check_strangers(way, couple, outsider, "log_act", act_body(outsider, today))
    check_strangers(way, couple, outsider, "log_act", mine)
    leave(bo, couple)
    assert way(ada.client, space_id, "log_act", act_body(ada, today)).code == "couple_ended"
    assert way(ada.client, space_id, "log_act", mine | {"note": "now"}).code == "couple_ended"
    assert act(ada, couple, mine["id"])["note"] == mine["note"]
    assert bo.client.rows(space_id, "act") == {}
    assert bo.client.get(f"/spaces/{space_id}/acts/{mine['id']}").json["code"] == "not_found"


def test_the_defaults_of_what_is_left_out(clock: Clock, couple: Couple, promise: str) -> None:
    ada = couple.inviter
    body = {"id": str(uuid4()), "on": day_of(ada, clock.now).isoformat(), "zone": ada.zone, "kind": "presence"}
    assert by_sync(ada.client, couple.space_id, "log_act", body).code == "applied"
    found = act(ada, couple, body["id"])
    assert (found["note"], found["hard"], found["told"], found["outcome"]) == ("", False, False, None)


@pytest.mark.parametrize(
    "change",
    [
        {"on": "yesterday"},
        {"zone": "Mars/Olympus"},
        {"zone": None},
        {"kind": "contact"},
        {"kind": None},
        {"note": "x" * 2001},
        {"note": None},
        {"hard": "very"},
        {"told": 1.5},
        {"outcome": "kept"},
        {"commitment_id": str(uuid4())},
        {"outcome": "failed", "commitment_id": str(uuid4())},
        {"outcome": "kept", "commitment_id": str(uuid4()), "told": True},
        {"photo": "x"},
        {"id": "an act"},
    ],
)
def test_what_cannot_be(clock: Clock, couple: Couple, change: dict[str, Any]) -> None:
    body = act_body(couple.inviter, day_of(couple.inviter, clock.now)) | change
    assert by_sync(couple.inviter.client, couple.space_id, "log_act", body).code == "invalid"
    assert couple.inviter.client.rows(couple.space_id, "act") == {}


def test_told_goes_with_neither(clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = act_body(ada, day_of(ada, clock.now), told=True, note="")
    ada.client.apply(couple.space_id, "log_act", body)
    assert act(bo, couple, body["id"])["told"] is True


def test_an_id_belongs_to_its_parts(clock: Clock, couple: Couple, promise: str) -> None:
    ada, today = couple.inviter, day_of(couple.inviter, clock.now)
    right = occurrence_body(couple, ada, promise, today)
    yesterdays = occurrence_body(couple, ada, promise, today - timedelta(days=1))["id"]
    for id in (str(uuid4()), yesterdays):
        assert by_sync(ada.client, couple.space_id, "log_act", right | {"id": id}).code == "wrong_id"
    elsewhere = right | {"commitment_id": str(uuid4())}
    assert by_sync(ada.client, couple.space_id, "log_act", elsewhere).code == "wrong_id"
    nowhere = occurrence_body(couple, ada, str(uuid4()), today)
    assert by_sync(ada.client, couple.space_id, "log_act", nowhere).code == "not_found"


def test_nobody_takes_the_place_of_anothers_day(clock: Clock, couple: Couple, promise: str) -> None:
    """An unprompted act under the id of the partner's occurrence would keep them from logging it."""
    ada, bo = couple.inviter, couple.accepter
    today = day_of(ada, clock.now)
    place = shared_id(couple.space_id, "act", promise, today.isoformat())
    squatter = act_body(bo, day_of(bo, clock.now), id=place)
    assert by_sync(bo.client, couple.space_id, "log_act", squatter).code == "wrong_id"
    body = occurrence_body(couple, ada, promise, today)
    assert by_sync(ada.client, couple.space_id, "log_act", body).code == "applied"


@pytest.mark.parametrize(
    ("rhythm", "days", "code"),
    [
        ({"type": "daily"}, -1, "commitment_ended"),
        ({"type": "daily"}, 28, "applied"),
        ({"type": "daily"}, 29, "commitment_ended"),
        ({"type": "once"}, 0, "applied"),
        ({"type": "once"}, 1, "not_due"),
        ({"type": "every_n_days", "n": 3}, 3, "applied"),
        ({"type": "every_n_days", "n": 3}, 4, "not_due"),
        ({"type": "times_a_week", "times": 1}, 4, "applied"),
    ],
)
def test_only_its_own_days(*, clock: Clock, couple: Couple, rhythm: dict[str, Any], days: int, code: str) -> None:
    """`days`: after the first day of the commitment."""
    ada = couple.inviter
    starts_on = day_of(ada, clock.now)
    body = commitment_body(starts_on, rhythm=rhythm)
    ada.client.apply(couple.space_id, "make_commitment", body)
    clock.move(days=max(days, 0))
    occurrence = occurrence_body(couple, ada, body["id"], starts_on + timedelta(days=days))
    assert by_sync(ada.client, couple.space_id, "log_act", occurrence).code == code


@both_ways
@pytest.mark.parametrize(
    ("back", "code", "added_later"),
    [(-1, "day_in_future", None), (0, "applied", False), (1, "applied", False), (2, "applied", True)],
)
def test_added_later(*, way: Way, clock: Clock, couple: Couple, back: int, code: str, added_later: bool | None) -> None:
    ada, bo = couple.inviter, couple.accepter
    body = act_body(ada, day_of(ada, clock.now, -back))
    assert way(ada.client, couple.space_id, "log_act", body).code == code
    found = present_row(bo, couple, "act", body["id"])
    assert (found and found["added_later"]) == added_later


@both_ways
def test_seven_days_back(way: Way, clock: Clock, couple: Couple) -> None:
    ada = couple.inviter
    for back, code in ((7, "applied"), (8, "too_far_back")):
        body = act_body(ada, day_of(ada, clock.now, -back))
        assert way(ada.client, couple.space_id, "log_act", body).code == code


def test_days_count_from_when_it_was_recorded(clock: Clock, couple: Couple) -> None:
    """Written on its day, sent by a phone that was away: after a week that is marked, never refused."""
    ada, bo = couple.inviter, couple.accepter
    recorded_at = clock.now
    bodies = [act_body(ada, day_of(ada, recorded_at, -back)) for back in (0, 7, 8)]
    for days, late in ((6, False), (30, True)):
        clock.move(days=days)
        today, week_ago, too_far = (body | {"id": str(uuid4())} for body in bodies)
        ada.client.apply(couple.space_id, "log_act", today, recorded_at=recorded_at)
        assert act(bo, couple, today["id"])["added_later"] is late
        ada.client.apply(couple.space_id, "log_act", week_ago, recorded_at=recorded_at)
        assert act(bo, couple, week_ago["id"])["added_later"] is True
        refused = ada.client.do(couple.space_id, "log_act", too_far, recorded_at=recorded_at)
        assert refused["problem"]["code"] == "too_far_back"


def test_a_clock_that_runs_ahead_gains_nothing(clock: Clock, couple: Couple) -> None:
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now, 1))
    ahead = ada.client.do(couple.space_id, "log_act", body, recorded_at=clock.now + timedelta(days=1))
    assert ahead["problem"]["code"] == "day_in_future"


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59"])
@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_do_no_harm(clock: Clock, couple: Couple, at: str, on: str) -> None:
    ada = couple.inviter
    asked = {"op_id": str(uuid4()), "space_id": couple.space_id, "name": "log_act", "recorded_at": at}
    body = act_body(ada, day_of(ada, clock.now)) | {"on": on, "zone": "America/New_York"}
    (outcome,) = ada.client.sync(_text(asked | {"body": body}))["outcomes"]
    assert outcome["problem"]["code"] in {"too_far_back", "day_in_future"}


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document)


def test_each_ones_own_zone(clock: Clock, couple: Couple) -> None:
    """At two in the morning in Berlin it is still yesterday in New York."""
    ada, bo = couple.inviter, couple.accepter
    clock.set(clock.now.replace(hour=2, minute=0))
    in_berlin = day_of(ada, clock.now)
    assert by_sync(ada.client, couple.space_id, "log_act", act_body(ada, in_berlin)).code == "applied"
    assert by_sync(bo.client, couple.space_id, "log_act", act_body(bo, in_berlin)).code == "day_in_future"
    travelling = act_body(bo, in_berlin) | {"zone": "Europe/Berlin"}
    assert by_sync(bo.client, couple.space_id, "log_act", travelling).code == "applied"
