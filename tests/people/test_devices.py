"""GET /me/devices and DELETE /me/devices/{id}; devices that stay unused."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.support.clock import Clock
from tests.support.people import Person


@pytest.fixture(autouse=True)
def _a_summer(clock: Clock) -> None:
    """Set before anyone signs up."""
    clock.set(datetime(2027, 6, 30, 12, 0, tzinfo=UTC))


def problem_without_id(document: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in document.items() if name != "request_id"}


def test_devices_are_told_by_days(ada: Person, clock: Clock) -> None:
    clock.set(datetime(2027, 7, 1, 21, 0, tzinfo=UTC))  # 23:00 in Berlin
    ada.another_device("work phone")
    clock.set(datetime(2027, 7, 1, 22, 30, tzinfo=UTC))  # past midnight there
    tablet = ada.another_device("tablet")
    listed = tablet.get("/me/devices").json["devices"]
    assert [(device["name"], device["is_this"], device["signed_in_on"]) for device in listed[:2]] == [
        ("tablet", True, "2027-07-02"),
        ("work phone", False, "2027-07-01"),
    ]
    for device in listed:
        assert set(device) == {"id", "name", "is_this", "signed_in_on", "last_used_on"}
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", device["last_used_on"])


def test_a_new_day_of_use_is_noted(ada: Person, clock: Clock) -> None:
    clock.set(datetime(2027, 7, 1, 20, 0, tzinfo=UTC))
    tablet = ada.another_device("tablet")
    clock.set(datetime(2027, 7, 2, 4, 0, tzinfo=UTC))  # eight hours on, and the next day in Berlin
    tablet.get("/me")
    device = next(each for each in tablet.get("/me/devices").json["devices"] if each["is_this"])
    assert (device["signed_in_on"], device["last_used_on"]) == ("2027-07-01", "2027-07-02")


def test_a_device_shut_from_another_is_out_at_once(ada: Person) -> None:
    tablet = ada.another_device()
    tablet_id = tablet.get("/me").json["device"]["id"]
    assert ada.client.delete(f"/me/devices/{tablet_id}").status_code == 204
    for answer in (tablet.get("/me"), tablet.post("/sync", {"client": "0.1.0"}), tablet.get("/me/devices")):
        assert (answer.status_code, answer.json["code"]) == (401, "device_revoked")
    assert [device["id"] for device in ada.client.get("/me/devices").json["devices"]] == [ada.device_id]


def test_shutting_a_device_needs_no_password(ada: Person, clock: Clock) -> None:
    tablet_id = ada.another_device().get("/me").json["device"]["id"]
    clock.move(hours=2)
    assert ada.client.delete(f"/me/devices/{tablet_id}").status_code == 204


def test_another_persons_device_is_as_one_that_never_was(ada: Person, bo: Person) -> None:
    foreign = ada.client.delete(f"/me/devices/{bo.device_id}")
    missing = ada.client.delete(f"/me/devices/{uuid4()}")
    assert foreign.status_code == 404
    assert problem_without_id(foreign.json) == problem_without_id(missing.json)
    assert bo.client.get("/me").status_code == 200


def test_a_device_is_shut_once(ada: Person) -> None:
    tablet_id = ada.another_device().get("/me").json["device"]["id"]
    assert [ada.client.delete(f"/me/devices/{tablet_id}").status_code for _ in range(2)] == [204, 404]


@pytest.mark.parametrize(("days", "status"), [(89, 200), (90.01, 401)])
def test_ninety_days_unused_end_a_sign_in(ada: Person, clock: Clock, days: float, status: int) -> None:
    clock.move(days=days)
    answer = ada.client.get("/me")
    assert answer.status_code == status
    if status == 401:
        assert answer.json["code"] == "session_expired"
        # It does not come back to life by asking.
        assert ada.client.get("/me").json["code"] == "session_expired"
        assert ada.another_device().get("/me").status_code == 200


def test_use_keeps_a_device_signed_in(ada: Person, clock: Clock) -> None:
    for _ in range(4):
        clock.move(days=60)
        assert ada.client.get("/me").status_code == 200
