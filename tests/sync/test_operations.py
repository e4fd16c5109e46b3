"""Operations in: an op id is answered the same for ever, a refusal is not remembered, and a batch goes in order."""

import dataclasses
import json
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from server.sync import service
from server.writes.operation import Write
from tests.support.clock import Clock
from tests.support.people import Client, Couple, Person
from tests.support.protocol import operation
from tests.sync.bodies import act_body, answer_body, day_of, leave
from tests.sync.ways import ROUTES


def body_of(*operations: str, **change: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"epoch": None, "client": "0.1.0", "cursors": [], "operations": list(operations)} | change


def test_the_same_bytes_get_the_same_answer_for_ever(clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    text = operation(couple.space_id, "log_act", act_body(ada, day_of(ada, clock.now)))
    (first,) = ada.client.sync(text)["outcomes"]
    assert first["status"] == "applied"
    (act_id,) = ada.client.rows(couple.space_id, "act")
    ada.client.apply(couple.space_id, "delete_act", {"id": act_id})
    assert ada.client.sync(text, text)["outcomes"] == [first, first]
    clock.move(days=25)
    assert ada.another_device().sync(text)["outcomes"] == [first]
    leave(bo, couple)
    assert ada.client.sync(text)["outcomes"] == [first]
    (act,) = ada.client.rows(couple.space_id, "act").values()
    assert act["removed"] is True


def test_other_bytes_under_the_same_id_are_refused(clock: Clock, couple: Couple) -> None:
    ada = couple.inviter
    op_id, body = str(uuid4()), act_body(ada, day_of(ada, clock.now))
    text = operation(couple.space_id, "log_act", body, op_id=op_id)
    others = [
        operation(couple.space_id, "log_act", body | {"note": "other"}, op_id=op_id),
        text + " ",
        operation(couple.space_id, "withdraw_check_ins", {}, op_id=op_id),
        operation(ada.private_space_id, "set_settings", {}, op_id=op_id),
    ]
    first, *refused = ada.client.sync(text, *others)["outcomes"]
    assert first["status"] == "applied"
    assert [(each["op_id"], each["problem"]["code"]) for each in refused] == [(op_id, "op_id_reused")] * len(others)
    (act,) = ada.client.rows(couple.space_id, "act").values()
    assert act["note"] == body["note"]


def test_an_op_id_is_its_persons_own(clock: Clock, couple: Couple) -> None:
    ada, bo = couple.inviter, couple.accepter
    op_id = str(uuid4())
    for person in (ada, bo):
        body = act_body(person, day_of(person, clock.now))
        person.client.apply(couple.space_id, "log_act", body, op_id=op_id)
    assert len(ada.client.rows(couple.space_id, "act")) == 2


def test_a_refusal_is_not_remembered(clock: Clock, couple: Couple) -> None:
    """An answer that arrives before its act is refused, and taken once the act is there: the same bytes."""
    ada, bo = couple.inviter, couple.accepter
    act = act_body(ada, day_of(ada, clock.now))
    answer = operation(couple.space_id, "acknowledge", answer_body(couple, bo, act["id"]))
    rev = bo.client.sync()["spaces"]
    assert bo.client.sync(answer)["outcomes"][0]["problem"]["code"] == "not_found"
    assert bo.client.sync()["spaces"] == rev
    ada.client.apply(couple.space_id, "log_act", act)
    assert bo.client.sync(answer)["outcomes"][0]["status"] == "applied"


def test_revs_go_on_from_what_the_author_saw(clock: Clock, couple: Couple) -> None:
    """After a rollback, what is sent again comes after every rev that its author knew; a wild number counts nothing."""
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now))
    seen = [None, 40, 12, 2**62]
    notes = [body | {"note": f"{base_rev}"} for base_rev in seen]
    revs = [
        ada.client.apply(couple.space_id, "log_act", each, base_rev=base_rev)
        for each, base_rev in zip(notes, seen, strict=True)
    ]
    assert revs == [1, 41, 42, 43]


def test_a_batch_goes_in_order_and_around_what_is_bad(clock: Clock, couple: Couple) -> None:
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now))
    later = [body | {"note": note} for note in ("one", "two", "three")]
    good = [operation(couple.space_id, "log_act", each) for each in later]
    bad = [
        "{]",
        "",
        "[]",
        "null",
        '{"op_id": 5}',
        operation(couple.space_id, "fly", {}),
        operation(couple.space_id, "log_act", {"id": 1}, op_id="33333333-3333-4333-8333-333333333333"),
        operation(couple.space_id, "log_act", body).replace('"body"', '"bdy"'),
        json.dumps(json.loads(good[0]) | {"recorded_at": "2026-01-01T00:00:00"}),
    ]
    batch = [good[0], *bad, good[1], bad[0], good[2]]
    outcomes = ada.client.sync(*batch)["outcomes"]
    codes = [each["status"] if each["status"] == "applied" else each["problem"]["code"] for each in outcomes]
    assert codes == [
        "applied",
        *["malformed"] * 2,
        *["invalid"] * 3,
        "unknown_operation",
        *["invalid"] * 3,
        "applied",
        "malformed",
        "applied",
    ]
    assert outcomes[7]["op_id"] == "33333333-3333-4333-8333-333333333333"
    assert [each["rev"] for each in outcomes if each["status"] == "applied"] == [1, 2, 3]
    (act,) = ada.client.rows(couple.space_id, "act").values()
    assert act["note"] == "three"


@pytest.mark.parametrize(
    "change",
    [
        {"operations": ["{}"] * 201},
        {"operations": [{}]},
        {"cursors": [{"space_id": "x", "rev": 0}]},
        {"cursors": [{"space_id": str(uuid4()), "rev": -1}]},
        {"cursors": [{"space_id": str(uuid4())}]},
        {"client": None},
        {"client": "new"},
        {"epoch": "x"},
        {"more": 1},
    ],
)
def test_a_sync_that_cannot_be_is_refused_whole(ada: Person, change: dict[str, Any]) -> None:
    text = operation(ada.private_space_id, "set_settings", {"display_name": "Changed"})
    answer = ada.client.post("/sync", body_of(text) | change)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert ada.client.get("/me").json["person"]["display_name"] == "Ada"


def test_two_hundred_operations_fit(ada: Person) -> None:
    texts = [operation(ada.private_space_id, "set_settings", {}) for _ in range(200)]
    outcomes = ada.client.sync(*texts)["outcomes"]
    assert [each["rev"] for each in outcomes] == list(range(1, 201))


def test_too_much_at_once(ada: Person) -> None:
    text = operation(ada.private_space_id, "set_settings", {"display_name": "x" * 119_000})
    answer = ada.client.post("/sync", body_of(*[text] * 20))
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_one_that_is_too_long_keeps_no_other_back(ada: Person) -> None:
    long, longest, short = (
        operation(ada.private_space_id, "set_settings", {"display_name": name}, op_id=str(uuid4()))
        for name in ("x" * 120_000, "~", "Changed")
    )
    longest = longest.replace("~", "~" * (120_000 - len(longest) + 1))
    outcomes = ada.client.sync(long, longest, short)["outcomes"]
    assert [each.get("problem", {}).get("code") for each in outcomes] == ["too_large", "invalid", None]
    assert ada.client.get("/me").json["person"]["display_name"] == "Changed"


def test_a_fault_in_one_keeps_no_other_back(
    app: Flask, clock: Clock, couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as ours, so that the device keeps it waiting; a database out of reach fails all alike."""
    ada = couple.inviter
    app.config["HEARTH_RAISE_FAULTS"] = False
    body = act_body(ada, day_of(ada, clock.now))
    texts = [
        operation(couple.space_id, "log_act", body),
        operation(couple.space_id, "delete_act", {"id": body["id"]}),
        operation(couple.space_id, "withdraw_check_ins", {}),
    ]

    def fail(error: Exception) -> None:
        def handle(write: Write, body: dict[str, Any]) -> None:
            raise error

        kinds = app.extensions["hearth_operations"]
        monkeypatch.setitem(kinds, "delete_act", dataclasses.replace(kinds["delete_act"], handler=handle))

    fail(ZeroDivisionError())
    outcomes = ada.client.sync(*texts)["outcomes"]
    assert [each.get("problem", {}).get("code") for each in outcomes] == [None, "server_error", None]
    fail(OperationalError("", {}, Exception()))
    answer = ada.client.post("/sync", body_of(*texts))
    assert (answer.status_code, answer.json["code"]) == (500, "server_error")


def test_a_client_of_the_future_past_is_asked_to_reload(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "OLDEST_CLIENT", (0, 2, 0))
    text = operation(ada.private_space_id, "set_settings", {"display_name": "Changed"})
    answer = ada.client.post("/sync", body_of(text))
    assert (answer.status_code, answer.json["code"]) == (426, "client_too_old")
    assert ada.client.get("/me").json["person"]["display_name"] == "Ada"
    assert ada.client.post("/sync", body_of(text, client="0.10.0")).status_code == 200


def test_a_device_that_was_signed_out_is_refused_whole(ada: Person) -> None:
    tablet = ada.another_device()
    device_id = tablet.get("/me").json["device"]["id"]
    assert ada.client.delete(f"/me/devices/{device_id}").status_code == 204
    text = operation(ada.private_space_id, "set_settings", {"display_name": "Changed"})
    for client, code in ((tablet, "device_revoked"), (Client(tablet.call), "not_signed_in")):
        answer = client.post("/sync", body_of(text))
        assert (answer.status_code, answer.json["code"]) == (401, code)
    assert ada.client.get("/me").json["person"]["display_name"] == "Ada"


def test_a_stranger_gets_the_answer_of_a_missing_space(clock: Clock, couple: Couple, outsider: Person) -> None:
    ada = couple.inviter
    op_id, text = str(uuid4()), ""
    for space_id in (couple.space_id, ada.private_space_id, str(uuid4())):
        text = operation(space_id, "withdraw_check_ins", {}, op_id=op_id)
        (outcome,) = outsider.client.sync(text)["outcomes"]
        assert outcome["problem"]["code"] == "not_found"
    seen = outsider.client.sync(cursors=[{"space_id": couple.space_id, "rev": 0, "op_id": None}])["spaces"]
    assert [space["space_id"] for space in seen] == [outsider.private_space_id]


def test_an_idempotency_key_is_the_op_id(clock: Clock, couple: Couple) -> None:
    ada = couple.inviter
    body = act_body(ada, day_of(ada, clock.now))
    method, path = ROUTES["log_act"]
    url, rest = f"/spaces/{couple.space_id}/{path.format(id=body['id'])}", {**body}
    del rest["id"]
    key = str(uuid4())
    first = ada.client.request(method, url, rest, Idempotency_Key=key)
    assert first.json == {"op_id": key, "space_id": couple.space_id, "rev": 1}
    assert ada.client.request(method, url, rest, Idempotency_Key=key).json == first.json
    other = ada.client.request(method, url, rest | {"note": "other"}, Idempotency_Key=key)
    assert (other.status_code, other.json["code"]) == (422, "op_id_reused")
    elsewhere = f"/spaces/{couple.space_id}/acts/{uuid4()}"
    assert ada.client.request(method, elsewhere, rest, Idempotency_Key=key).json["code"] == "op_id_reused"
    assert ada.client.request(method, url, rest, Idempotency_Key="again").json["code"] == "invalid"
    deletion = {"Idempotency_Key": str(uuid4())}
    gone = [ada.client.request("DELETE", url, None, **deletion).json for _ in range(2)]
    assert gone[0] == gone[1] == {"op_id": deletion["Idempotency_Key"], "space_id": couple.space_id, "rev": 2}
    assert ada.client.get(f"/spaces/{couple.space_id}/acts/{body['id']}").json["rev"] == 2
