"""What `hearth restored` holds: byte for byte what the partner of somebody who never shared is told."""

from collections.abc import Callable
from typing import Any

import pytest

from server import cli
from server.config import Settings
from tests.checkins.test_sharing import points, share_body, values
from tests.support.clock import Clock
from tests.support.people import Client, Couple
from tests.support.protocol import operation
from tests.sync.bodies import act_body, day_of, everything, leave

Restore = Callable[[], None]
WAYS = {"trend": ("publish_trend", points(3)), "values": ("publish_check_ins", values(3))}


@pytest.fixture
def restore(couple: Couple, settings: Settings, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Restore:
    """Runs `hearth restored` a minute from now; both sign in again a minute later."""
    monkeypatch.setattr(cli, "from_environment", lambda: settings)

    def run() -> None:
        clock.move(minutes=1)
        assert cli.main(["restored"]) == 0
        clock.move(minutes=1)
        for person in (couple.inviter, couple.accepter):
            assert person.client.get("/me").status_code == 401
            person.client = person.another_device()

    return run


def share(client: Client, couple: Couple, mode: str) -> None:
    client.apply(couple.space_id, "share_check_ins", share_body(couple, couple.inviter, mode))
    client.apply(couple.space_id, *WAYS[mode])


def told(client: Client, couple: Couple, cursor: dict[str, Any] | None = None, epoch: str | None = None) -> Any:  # noqa: ANN401
    """All that sync tells of the couple's space, but for which write was its last."""
    answer = client.sync(cursors=[cursor] if cursor else [], epoch=epoch)
    (space,) = [each for each in answer["spaces"] if each["space_id"] == couple.space_id]
    return {name: said for name, said in space.items() if name not in {"rev", "op_id"}}


def routes(client: Client, couple: Couple, ids: list[str]) -> list[Any]:
    """All that the resource routes tell of what is shared, and of these ids."""
    paths = [f"/spaces/{couple.space_id}/{kind}" for kind in ("shared-points", "shared-check-ins")]
    answers = [client.get(path).json for path in [*paths, *(f"{path}/{id}" for path in paths for id in ids)]]
    return [{name: said for name, said in answer.items() if name != "request_id"} for answer in answers]


@pytest.mark.parametrize("mode", ["trend", "values"])
@pytest.mark.parametrize("ending", ["held", "withdrawn", "said again and withdrawn"])
def test_held_is_never_shared_byte_for_byte(
    couple: Couple, restore: Restore, clock: Clock, mode: str, ending: str
) -> None:
    ada, bo = couple.inviter, couple.accepter
    ada.client.apply(couple.space_id, "log_act", act_body(ada, day_of(ada, clock.now)))
    never = told(bo.client, couple)
    known = bo.client.sync()
    cursor = next(each for each in known["spaces"] if each["space_id"] == couple.space_id)
    cursor = {name: cursor[name] for name in ("space_id", "rev", "op_id")}
    share(ada.client, couple, mode)
    ids = list(bo.client.rows(couple.space_id, f"shared_{'point' if mode == 'trend' else 'check_in'}"))
    assert len(ids) == 3
    assert routes(bo.client, couple, ids) != routes(bo.client, couple, [str(couple.couple_id)] * 3)
    if ending == "withdrawn":
        ada.client.apply(couple.space_id, "withdraw_check_ins", {})
    restore()
    if ending == "said again and withdrawn":
        share(ada.client, couple, mode)
        ada.client.apply(couple.space_id, "withdraw_check_ins", {})
    assert told(bo.client, couple) == never
    assert told(bo.client, couple, cursor, known["epoch"]) == never | {"resync": True}
    missing = routes(bo.client, couple, [str(couple.couple_id)] * 3)
    assert routes(bo.client, couple, ids) == missing
    seen = bo.client.sync(cursors=[cursor], epoch=known["epoch"])
    assert not any(id in str(seen) for id in ids)
    assert "2026-03" not in str([seen, missing])  # the days of what was shared, as a canary
    assert ada.client.rows(couple.space_id, "check_in_share") == {}


def test_keeping_it_to_oneself_tells_the_partner_nothing(couple: Couple, restore: Restore) -> None:
    ada, bo = couple.inviter, couple.accepter
    share(ada.client, couple, "values")
    restore()
    space = next(each for each in bo.client.sync()["spaces"] if each["space_id"] == couple.space_id)
    cursor = {name: space[name] for name in ("space_id", "rev", "op_id")}
    ada.client.apply(couple.space_id, "withdraw_check_ins", {})
    assert told(bo.client, couple, cursor)["changes"] == []


@pytest.mark.parametrize("mode", ["trend", "values"])
def test_only_what_is_said_since_the_restore_shares(couple: Couple, restore: Restore, clock: Clock, mode: str) -> None:
    ada, bo = couple.inviter, couple.accepter
    before = clock.now
    share(ada.client, couple, mode)
    shown = everything(bo, couple.space_id)
    restore()
    kind, body = WAYS[mode]
    old = [("share_check_ins", share_body(couple, ada, mode)), (kind, body)]
    texts = [operation(couple.space_id, name, said, recorded_at=before) for name, said in old]
    codes = [outcome["problem"]["code"] for outcome in ada.client.sync(*texts)["outcomes"]]
    assert codes == ["sharing_suspended", "sharing_suspended"]
    assert ada.client.do(couple.space_id, kind, body)["problem"]["code"] == "not_shared"
    assert everything(bo, couple.space_id) == []
    ada.client.apply(couple.space_id, "share_check_ins", share_body(couple, ada, mode))
    late = ada.client.do(couple.space_id, kind, body, recorded_at=before)
    assert late["problem"]["code"] == "sharing_suspended"
    ada.client.apply(couple.space_id, kind, body)
    assert everything(bo, couple.space_id) == shown


def test_an_old_withdrawal_withdraws(couple: Couple, restore: Restore, clock: Clock) -> None:
    ada, bo = couple.inviter, couple.accepter
    before = clock.now
    restore()
    share(ada.client, couple, "trend")
    ada.client.apply(couple.space_id, "withdraw_check_ins", {}, recorded_at=before)
    assert everything(bo, couple.space_id) == []


def test_a_restore_noted_by_a_clock_that_ran_ahead_holds_nothing_for_ever(
    couple: Couple, restore: Restore, clock: Clock
) -> None:
    ada, bo = couple.inviter, couple.accepter
    clock.move(days=20)
    restore()
    clock.move(days=-20)
    share(ada.client, couple, "trend")
    assert len(everything(bo, couple.space_id)) == 3


def test_what_was_published_in_a_couple_that_is_over_stays_its_authors(couple: Couple, restore: Restore) -> None:
    ada, bo = couple.inviter, couple.accepter
    share(ada.client, couple, "trend")
    leave(bo, couple)
    mine = everything(ada, couple.space_id)
    restore()
    assert everything(ada, couple.space_id) == mine != []
